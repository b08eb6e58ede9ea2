package io.campuspulse.model;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Weekly opening hours in local time: per weekday, disjoint ascending spans of minutes of the day.
 */
public final class OpeningHours {
  /** Open at no time. */
  public static final OpeningHours CLOSED = new OpeningHours(Map.of());

  /**
   * A span of one day.
   *
   * @param fromMinute minute of the day at which it opens, 0 to 1439
   * @param toMinute minute of the day at which it closes, up to 1440 (midnight)
   */
  public record Span(int fromMinute, int toMinute) {
    public Span {
      if (fromMinute < 0 || toMinute > 1440 || toMinute <= fromMinute) {
        throw new IllegalArgumentException(
            "opening span must lie within one day: " + fromMinute + ".." + toMinute);
      }
    }
  }

  private final Map<DayOfWeek, List<Span>> days;

  private OpeningHours(Map<DayOfWeek, List<Span>> days) {
    this.days = days;
  }

  /**
   * Hours from spans by weekday.
   *
   * @throws IllegalArgumentException when spans of a day overlap
   */
  public static OpeningHours of(Map<DayOfWeek, List<Span>> spans) {
    Map<DayOfWeek, List<Span>> days = new EnumMap<>(DayOfWeek.class);
    spans.forEach(
        (day, list) -> {
          List<Span> sorted = new ArrayList<>(list);
          sorted.sort((a, b) -> Integer.compare(a.fromMinute(), b.fromMinute()));
          for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).fromMinute() < sorted.get(i - 1).toMinute()) {
              throw new IllegalArgumentException("opening spans overlap on " + day);
            }
          }
          days.put(day, List.copyOf(sorted));
        });
    return new OpeningHours(days);
  }

  /** Open whenever any of some hours are. */
  public static OpeningHours union(Collection<OpeningHours> all) {
    Map<DayOfWeek, List<Span>> days = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      BitSet open = new BitSet(1440);
      for (OpeningHours hours : all) {
        hours.on(day).forEach(s -> open.set(s.fromMinute(), s.toMinute()));
      }
      List<Span> spans = new ArrayList<>();
      for (int from = open.nextSetBit(0); from >= 0; ) {
        int to = open.nextClearBit(from);
        spans.add(new Span(from, to));
        from = open.nextSetBit(to);
      }
      days.put(day, List.copyOf(spans));
    }
    return new OpeningHours(days);
  }

  /** The spans of a weekday, ascending. */
  public List<Span> on(DayOfWeek day) {
    return days.getOrDefault(day, List.of());
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof OpeningHours other && days.equals(other.days);
  }

  @Override
  public int hashCode() {
    return days.hashCode();
  }

  @Override
  public String toString() {
    return days.toString();
  }
}
