package io.campuspulse.normalize;

import io.campuspulse.model.Point;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Reading;
import io.campuspulse.model.Unit;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Turns samples of known points into readings: canonical unit, fixed point rounded once half to
 * even, plausible range, event time. A pure function; thread-safe.
 */
public final class Normalizer {
  private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  /** Numbers of so many digits are no greater. */
  private static final int LONG_DIGITS = 18;

  private final ClockRules clock;

  public Normalizer(ClockRules clock) {
    this.clock = clock;
  }

  /**
   * Normalizes one sample.
   *
   * @param receivedAtMillis journaled receive time of its message
   */
  public Normalized normalize(Point point, Sample sample, long receivedAtMillis) {
    Long deviceTime = sample.timeMillis();
    boolean clockUsable = deviceTime != null && clock.plausible(deviceTime, receivedAtMillis);
    long time = clockUsable ? deviceTime : receivedAtMillis;
    if (sample.quality() == Quality.BAD || (sample.number() == null && sample.text() == null)) {
      return accept(point, sample, time, 0, Quality.BAD, receivedAtMillis);
    }
    BigDecimal number = sample.number();
    if (number == null) {
      OptionalLong code = wordCode(point, sample.text());
      if (code.isEmpty()) {
        return new Normalized.Refused(
            "wrong-type",
            "point %s (%s): '%s' is not a value of this quantity"
                .formatted(point.id(), point.quantity().id(), shorten(sample.text())));
      }
      number = BigDecimal.valueOf(code.getAsLong());
    }
    Optional<Unit> unit = unitOf(point, sample);
    if (unit.isEmpty()) {
      return new Normalized.Refused(
          "unknown-unit",
          "point %s: unit '%s' is not known".formatted(point.id(), shorten(sample.unit())));
    }
    if (!unit.get().convertibleTo(point.quantity().unit())) {
      return new Normalized.Refused(
          "unit-mismatch",
          "point %s: %s cannot be converted to %s"
              .formatted(point.id(), unit.get().symbol(), point.quantity().unit().symbol()));
    }
    return fixed(point, sample, time, clockUsable, number, unit.get(), receivedAtMillis);
  }

  private Normalized fixed(
      Point point,
      Sample sample,
      long time,
      boolean clockUsable,
      BigDecimal number,
      Unit unit,
      long receivedAtMillis) {
    Quantity quantity = point.quantity();
    if (Math.abs((long) number.precision() - number.scale()) > 40) {
      return accept(point, sample, time, 0, Quality.BAD, receivedAtMillis);
    }
    BigDecimal scaled =
        unit.convert(number, quantity.unit(), quantity.decimals())
            .scaleByPowerOfTen(quantity.decimals());
    if (scaled.precision() > LONG_DIGITS && scaled.abs().compareTo(LONG_MAX) > 0) {
      return accept(point, sample, time, 0, Quality.BAD, receivedAtMillis);
    }
    Quality quality = clockUsable ? Quality.GOOD : Quality.NO_CLOCK;
    if (sample.quality() == Quality.SUSPECT || outOfRange(quantity, scaled.longValue())) {
      quality = Quality.SUSPECT;
    }
    return accept(point, sample, time, scaled.longValue(), quality, receivedAtMillis);
  }

  private static boolean outOfRange(Quantity quantity, long value) {
    double canonical = value / Math.pow(10, quantity.decimals());
    return canonical < quantity.min() || canonical > quantity.max();
  }

  private static Normalized accept(
      Point point, Sample sample, long time, long value, Quality quality, long receivedAtMillis) {
    return new Normalized.Accepted(
        new Reading(point.id(), time, value, quality, sample.sequence(), receivedAtMillis));
  }

  private static OptionalLong wordCode(Point point, String text) {
    return point.quantity().kind() == Quantity.Kind.STATE
        ? StateWords.code(point.quantity(), text)
        : OptionalLong.empty();
  }

  private static Optional<Unit> unitOf(Point point, Sample sample) {
    if (sample.unit() != null) {
      return Unit.bySymbol(sample.unit());
    }
    return Optional.of(point.traits().unit().orElse(point.quantity().unit()));
  }

  private static String shorten(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
