package io.campuspulse.metrics;

import io.campuspulse.metrics.MetricInfo.Provenance;
import io.campuspulse.metrics.MetricInfo.SourceStatus;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Name;
import io.campuspulse.model.Quantity;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The lowest flow of the night, by which leaks show (METRICS §5): the lowest complete hour between
 * midnight and 05:00. Water that ran in every hour of at least three nights is flagged as a leak.
 */
final class NightFlow {
  private static final int NIGHT_HOURS = 5;
  private static final int HOUR_INTERVALS = (int) (3_600_000 / Interval.BASE_MILLIS);
  private static final int PERSISTENT_NIGHTS = 3;

  private NightFlow() {}

  static Metric metric() {
    MetricInfo info =
        new MetricInfo(
            "night_water_flow",
            new Name("夜间最小流量", "Night water flow"),
            "L/h",
            "lowest complete hour in [00:00, 05:00) local time; flag 'leak' when water ran in every"
                + " hour of at least 3 complete nights",
            new Provenance("product definition", SourceStatus.PRODUCT),
            "complete hours only, from the scope's summed intervals; withheld below 50 % (a day or"
                + " less) or 90 % (longer) of the nights' hours",
            List.of());
    return new MeterSeriesMetric(
        info, Quantity.WATER_REGISTER, (series, context) -> of(series, context.zone()));
  }

  private static Parts of(List<SeriesInterval> series, ZoneId zone) {
    List<SeriesInterval> hours = new ArrayList<>();
    int nights = 0;
    boolean always = true;
    for (LocalDays.Day day : LocalDays.of(series, zone)) {
      List<SeriesInterval> night = night(day, zone);
      hours.addAll(night);
      boolean complete =
          night.size() == NIGHT_HOURS && night.stream().allMatch(SeriesInterval::known);
      if (complete) {
        nights++;
        always &= night.stream().allMatch(h -> h.amount() > 0);
      }
    }
    List<SeriesInterval> known = hours.stream().filter(SeriesInterval::known).toList();
    BigDecimal value =
        known.isEmpty()
            ? null
            : litres(known.stream().mapToLong(SeriesInterval::amount).min().orElseThrow());
    long highest = hours.stream().mapToLong(SeriesInterval::high).min().orElse(0);
    boolean leak = nights >= PERSISTENT_NIGHTS && always;
    return new Parts(
        value,
        value,
        null,
        hours.isEmpty() ? null : Parts.ratio(known.size(), hours.size()),
        hours.isEmpty()
            ? null
            : litres(hours.stream().mapToLong(SeriesInterval::amount).min().orElseThrow()),
        hours.isEmpty() || highest == SeriesInterval.UNBOUNDED ? null : litres(highest),
        new Parts.Notes(
            value == null ? "incomplete_day" : null, leak ? List.of("leak") : List.of()));
  }

  /** The whole hours of a night that the series holds. */
  private static List<SeriesInterval> night(LocalDays.Day day, ZoneId zone) {
    long midnight = LocalDays.start(day.date(), zone);
    List<SeriesInterval> hours = new ArrayList<>();
    for (int h = 0; h < NIGHT_HOURS; h++) {
      Interval hour = new Interval(midnight + h * 3_600_000L, midnight + (h + 1) * 3_600_000L);
      List<SeriesInterval> inside =
          day.intervals().stream().filter(i -> hour.contains(i.start())).toList();
      hours.addAll(LocalDays.slots(inside, HOUR_INTERVALS));
    }
    return hours;
  }

  private static BigDecimal litres(long millilitres) {
    return Parts.plain(BigDecimal.valueOf(millilitres, 3));
  }
}
