package io.campuspulse.metrics.savings;

import io.campuspulse.model.Interval;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Mean outdoor temperature of days (CalTRACK 2.0, METRICS §7): gaps of up to 6 h are interpolated;
 * a day with more than half of its values missing has none.
 */
public final class TemperatureDays {
  private static final long MOST_INTERPOLATED_MILLIS = 6 * Cadence.HOUR;

  private final Cadence cadence;
  private final List<SeriesSample> samples;
  private final Map<LocalDate, Double> daily = new HashMap<>();

  /**
   * The temperatures of a series.
   *
   * @param samples degrees Fahrenheit, sorted by time, each time once; missing ones are absent
   * @param zone zone of the days of daily values
   * @throws IllegalArgumentException when the step does not fit, or two daily values are about one
   *     date
   */
  public TemperatureDays(List<SeriesSample> samples, ZoneId zone) {
    cadence = Cadence.of(samples);
    this.samples = cadence.isDaily() ? samples : interpolated(samples);
    if (cadence.isDaily()) {
      for (SeriesSample sample : samples) {
        LocalDate date = Cadence.dayOf(sample, zone);
        if (daily.put(date, sample.value()) != null) {
          throw new IllegalArgumentException(
              "daily temperatures must have one value a date; " + date + " has two");
        }
      }
    }
  }

  private List<SeriesSample> interpolated(List<SeriesSample> given) {
    List<SeriesSample> all = new ArrayList<>(given.size());
    for (int i = 0; i < given.size(); i++) {
      SeriesSample b = given.get(i);
      if (i > 0) {
        SeriesSample a = given.get(i - 1);
        double gap = (double) (b.millis() - a.millis());
        long missing = Math.round(gap / cadence.millis()) - 1;
        if (missing * cadence.millis() <= MOST_INTERPOLATED_MILLIS) {
          for (long k = 1; k <= missing; k++) {
            long at = a.millis() + k * cadence.millis();
            double share = (at - a.millis()) / gap;
            all.add(new SeriesSample(at, a.value() + share * (b.value() - a.value()), null));
          }
        }
      }
      all.add(b);
    }
    return all;
  }

  /**
   * The mean of a day in degrees Fahrenheit, if it is known.
   *
   * @param date the day, by which daily temperatures are found
   * @param time its time, over which more frequent ones are averaged
   */
  public OptionalDouble mean(LocalDate date, Interval time) {
    if (cadence.isDaily()) {
      Double value = daily.get(date);
      return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
    CompensatedSum sum = new CompensatedSum();
    int first = firstFrom(time.start());
    int i = first;
    for (; i < samples.size() && samples.get(i).millis() < time.end(); i++) {
      sum.add(samples.get(i).value());
    }
    int found = i - first;
    long expected = cadence.expected(time.length());
    return found == 0 || 2 * (expected - found) > expected
        ? OptionalDouble.empty()
        : OptionalDouble.of(sum.value() / found);
  }

  private int firstFrom(long millis) {
    int low = 0;
    int high = samples.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (samples.get(middle).millis() < millis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
