package io.campuspulse.codec.rules;

import io.campuspulse.codec.Availability;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.NativeQuality;
import io.campuspulse.codec.NativeReading;
import io.campuspulse.codec.NativeValue;
import io.campuspulse.codec.Rejection;
import io.campuspulse.codec.json.JsonTree;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the readings of one message under the shared rules. For one message and one thread.
 *
 * <p>The quality of a reading is the worst of: what its value said, its range, its time.
 */
public final class Readings {
  private final Limits limits;
  private final List<NativeReading> readings = new ArrayList<>();
  private final List<Availability> availability = new ArrayList<>(1);
  private String messageKey;

  /** An empty collection within limits. */
  public Readings(Limits limits) {
    this.limits = limits;
  }

  /**
   * Adds a reading of a JSON scalar.
   *
   * @param unit unit that the convention or the payload gives, or null; with one, a number is
   *     demanded
   */
  public void add(String device, String metric, JsonTree value, String unit, Stamp stamp) {
    add(device, metric, Texts.value(value, unit != null, limits), unit, stamp);
  }

  /**
   * Adds a reading of a JSON scalar whose unit holds only if it is a number: other text stays text.
   */
  public void addLenient(String device, String metric, JsonTree value, String unit, Stamp stamp) {
    add(device, metric, Texts.value(value, false, limits), unit, stamp);
  }

  /** Adds a reading of a plain text: number, {@code true}, {@code false}, {@code null} or text. */
  public void addText(String device, String metric, String text, String unit, Stamp stamp) {
    add(device, metric, Texts.word(text, unit != null, limits), unit, stamp);
  }

  /** Adds a reading; a unit that the value brought itself wins, and text and booleans have none. */
  public void add(String device, String metric, Judged judged, String unit, Stamp stamp) {
    String shown = judged.unit() == null ? unit : judged.unit();
    if (judged.value() instanceof NativeValue.Text || judged.value() instanceof NativeValue.Bool) {
      shown = null;
    }
    NativeQuality range = NativeQuality.GOOD;
    if (judged.quality() == NativeQuality.GOOD
        && judged.value() instanceof NativeValue.Num number
        && !Ranges.isOrdinary(number.value(), shown)) {
      range = Ranges.judge(number, Ranges.kind(metric, shown), shown);
    }
    put(device, metric, judged.atWorst(range), shown, stamp, -1);
  }

  /** Adds a reading that is judged already, but for its time. */
  public void put(
      String device, String metric, Judged judged, String unit, Stamp stamp, long sequence) {
    NativeQuality quality = judged.quality();
    if (stamp.useless() && NativeQuality.NO_CLOCK.compareTo(quality) < 0) {
      quality = NativeQuality.NO_CLOCK;
    }
    add(new NativeReading(device, metric, judged.value(), unit, stamp.time(), quality, sequence));
  }

  /** Adds a finished reading. */
  public void add(NativeReading reading) {
    if (readings.size() == limits.readings()) {
      throw Rejection.limit("more than " + limits.readings() + " readings in one message");
    }
    readings.add(reading);
  }

  /** Adds a statement about a device being there. */
  public void available(String device, Availability.State state) {
    if (availability.size() == limits.readings()) {
      throw Rejection.limit("more than " + limits.readings() + " availability statements");
    }
    availability.add(new Availability(device, state));
  }

  /** Sets the key by which the convention knows a second delivery of the message. */
  public void messageKey(String key) {
    messageKey = key;
  }

  public boolean isEmpty() {
    return readings.isEmpty();
  }

  public Limits limits() {
    return limits;
  }

  /** The outcome: decoded with at least one reading, else no telemetry. */
  public DecodeResult result(String convention) {
    return readings.isEmpty()
        ? new DecodeResult.NoTelemetry(convention, availability)
        : new DecodeResult.Decoded(convention, readings, availability, messageKey);
  }

  /** The outcome of a message that says nothing at all. */
  public static DecodeResult nothing(String convention) {
    return new DecodeResult.NoTelemetry(convention, List.of());
  }

  /** The outcome of a message that only says whether a device is there. */
  public static DecodeResult only(String convention, String device, Availability.State state) {
    return new DecodeResult.NoTelemetry(convention, List.of(new Availability(device, state)));
  }
}
