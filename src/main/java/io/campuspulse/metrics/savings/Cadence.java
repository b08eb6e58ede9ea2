package io.campuspulse.metrics.savings;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The step of a series: the most frequent distance of neighbours, to the minute; the smaller one of
 * equals.
 *
 * @param millis the step
 */
public record Cadence(long millis) {
  static final long MINUTE = 60_000;
  static final long HOUR = 3_600_000;
  static final long DAY = 24 * HOUR;

  /**
   * The step of samples sorted by time. Fewer than two are taken as daily, and so are longer steps:
   * the days between are missing.
   *
   * @throws IllegalArgumentException with the rule, when it is neither daily nor at most half a day
   */
  public static Cadence of(List<SeriesSample> samples) {
    Map<Long, Integer> counts = new HashMap<>();
    for (int i = 1; i < samples.size(); i++) {
      long step = samples.get(i).millis() - samples.get(i - 1).millis();
      counts.merge(Math.max(1, Math.round((double) step / MINUTE)), 1, Integer::sum);
    }
    long best = DAY / MINUTE;
    int most = 0;
    for (Map.Entry<Long, Integer> e : counts.entrySet()) {
      if (e.getValue() > most || (e.getValue() == most && e.getKey() < best)) {
        best = e.getKey();
        most = e.getValue();
      }
    }
    long step = best * MINUTE;
    if (step > 12 * HOUR && step < 22 * HOUR) {
      throw new IllegalArgumentException(
          "values must be daily, or at most 12 h apart; most here are %d min apart"
              .formatted(best));
    }
    return new Cadence(step > 12 * HOUR ? DAY : step);
  }

  /** Whether there is one value a day. */
  public boolean isDaily() {
    return millis == DAY;
  }

  /** Values that a time of a length should have, at least one. */
  long expected(long lengthMillis) {
    return Math.max(1, Math.round((double) lengthMillis / millis));
  }

  /**
   * The date that a daily value is about: the one written, else the one that holds the middle of
   * the 24 hours from its time on.
   */
  static LocalDate dayOf(SeriesSample sample, ZoneId zone) {
    return sample.day() != null ? sample.day() : localDate(sample.millis() + DAY / 2, zone);
  }

  static LocalDate localDate(long millis, ZoneId zone) {
    return java.time.Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
  }
}
