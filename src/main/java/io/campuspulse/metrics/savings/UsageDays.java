package io.campuspulse.metrics.savings;

import io.campuspulse.model.Interval;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Usage by day (CalTRACK 2.0, METRICS §7): a day with more than half of its readings missing is
 * missing; otherwise the missing readings count as the mean of the others.
 */
public final class UsageDays {
  private UsageDays() {}

  /**
   * One day with usage.
   *
   * @param time when it began and ended
   * @param usage in the meter's unit
   */
  public record Day(Interval time, double usage) {}

  /**
   * The days of a meter.
   *
   * @param samples sorted by time, each time once; missing readings are absent
   * @param zone zone of the days
   * @throws IllegalArgumentException when the step does not fit, or two daily values are about one
   *     date
   */
  public static SortedMap<LocalDate, Day> of(List<SeriesSample> samples, ZoneId zone) {
    Cadence cadence = Cadence.of(samples);
    return cadence.isDaily() ? daily(samples, zone) : summed(samples, cadence, zone);
  }

  private static SortedMap<LocalDate, Day> daily(List<SeriesSample> samples, ZoneId zone) {
    TreeMap<LocalDate, Day> days = new TreeMap<>();
    for (int i = 0; i < samples.size(); i++) {
      SeriesSample sample = samples.get(i);
      long next = i + 1 < samples.size() ? samples.get(i + 1).millis() : Long.MAX_VALUE;
      LocalDate date = Cadence.dayOf(sample, zone);
      Day day = new Day(new Interval(sample.millis(), end(sample, next, zone)), sample.value());
      if (days.put(date, day) != null) {
        throw new IllegalArgumentException(
            "a daily meter must have one value a date; " + date + " has two");
      }
    }
    return days;
  }

  /** The next value's time when it is a day later, give or take a clock change. */
  private static long end(SeriesSample sample, long next, ZoneId zone) {
    long length = next - sample.millis();
    if (next != Long.MAX_VALUE && length >= 22 * Cadence.HOUR && length <= 26 * Cadence.HOUR) {
      return next;
    }
    return Instant.ofEpochMilli(sample.millis())
        .atZone(zone)
        .plusDays(1)
        .toInstant()
        .toEpochMilli();
  }

  private static SortedMap<LocalDate, Day> summed(
      List<SeriesSample> samples, Cadence cadence, ZoneId zone) {
    TreeMap<LocalDate, List<SeriesSample>> byDate = new TreeMap<>();
    for (SeriesSample sample : samples) {
      LocalDate date = Cadence.localDate(sample.millis(), zone);
      byDate.computeIfAbsent(date, d -> new ArrayList<>()).add(sample);
    }
    TreeMap<LocalDate, Day> days = new TreeMap<>();
    byDate.forEach(
        (date, found) -> {
          Interval time = time(date, zone);
          long expected = cadence.expected(time.length());
          long missing = Math.max(0, expected - found.size());
          if (2 * missing <= expected) {
            CompensatedSum sum = new CompensatedSum();
            found.forEach(s -> sum.add(s.value()));
            double filled = missing == 0 ? 0 : sum.value() / found.size() * missing;
            days.put(date, new Day(time, sum.value() + filled));
          }
        });
    return days;
  }

  static Interval time(LocalDate date, ZoneId zone) {
    return new Interval(
        date.atStartOfDay(zone).toInstant().toEpochMilli(),
        date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli());
  }
}
