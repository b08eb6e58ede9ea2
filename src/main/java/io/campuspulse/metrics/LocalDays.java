package io.campuspulse.metrics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Groups of a series' intervals by local day and by longer slots of the local clock. */
final class LocalDays {
  private LocalDays() {}

  /**
   * A local day of a figure.
   *
   * @param whole whether all of the day lies inside the series
   */
  record Day(LocalDate date, List<SeriesInterval> intervals, boolean whole) {}

  /** The local days that a series touches, ascending. */
  static List<Day> of(List<SeriesInterval> series, ZoneId zone) {
    TreeMap<LocalDate, List<SeriesInterval>> byDate = new TreeMap<>();
    for (SeriesInterval i : series) {
      LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(i.start()), zone);
      byDate.computeIfAbsent(date, d -> new ArrayList<>()).add(i);
    }
    List<Day> days = new ArrayList<>();
    byDate.forEach(
        (date, list) -> {
          long from = start(date, zone);
          long to = start(date.plusDays(1), zone);
          boolean whole = list.get(0).start() == from && list.get(list.size() - 1).end() == to;
          days.add(new Day(date, list, whole));
        });
    return days;
  }

  /** Epoch milliseconds of a local midnight. */
  static long start(LocalDate date, ZoneId zone) {
    return date.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /**
   * Sums of neighbouring intervals.
   *
   * @param count intervals in a slot, counted from the first; a rest is left out
   */
  static List<SeriesInterval> slots(List<SeriesInterval> intervals, int count) {
    List<SeriesInterval> slots = new ArrayList<>();
    for (int i = 0; i + count <= intervals.size(); i += count) {
      long amount = 0;
      long high = 0;
      boolean known = true;
      for (SeriesInterval part : intervals.subList(i, i + count)) {
        amount = Math.addExact(amount, part.amount());
        boolean open = part.high() == SeriesInterval.UNBOUNDED || high == SeriesInterval.UNBOUNDED;
        high = open ? SeriesInterval.UNBOUNDED : Math.addExact(high, part.high());
        known &= part.known();
      }
      slots.add(new SeriesInterval(intervals.get(i).start(), amount, high, known));
    }
    return slots;
  }
}
