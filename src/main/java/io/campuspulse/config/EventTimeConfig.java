package io.campuspulse.config;

import java.time.Duration;

/**
 * How event time is treated.
 *
 * @param delay how far the watermark stays behind the newest event time
 * @param grace how long after its end an interval stays provisional
 * @param lateness how late a reading may be and still restate in memory; later ones are recomputed
 *     from the store
 * @param future how far ahead of the receive time a device's clock may be believed
 * @param retention how old a device's time may be and still be believed
 */
public record EventTimeConfig(
    Duration delay, Duration grace, Duration lateness, Duration future, Duration retention) {

  /** What holds where nothing is written. */
  public static final EventTimeConfig DEFAULT =
      new EventTimeConfig(
          Duration.ofMinutes(2),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofMinutes(5),
          Duration.ofDays(730));

  static EventTimeConfig read(Section section) {
    EventTimeConfig time =
        new EventTimeConfig(
            section.duration("delay", Duration.ZERO, Duration.ofHours(1), Duration.ofMinutes(2)),
            section.duration("grace", Duration.ZERO, Duration.ofDays(1), Duration.ofMinutes(30)),
            section.duration(
                "lateness", Duration.ofMinutes(15), Duration.ofDays(2), Duration.ofHours(2)),
            section.duration("future", Duration.ZERO, Duration.ofHours(1), Duration.ofMinutes(5)),
            section.duration(
                "retention", Duration.ofDays(2), Duration.ofDays(36_500), Duration.ofDays(730)));
    if (time.lateness.compareTo(time.grace) < 0) {
      section.problemAt("lateness", "must not be shorter than 'grace'");
    }
    return time;
  }
}
