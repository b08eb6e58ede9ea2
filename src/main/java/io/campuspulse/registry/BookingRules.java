package io.campuspulse.registry;

import io.campuspulse.model.Interval;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * The bookings of a school as they were given: weekly lessons, recurring bookings and single ones.
 * They become bookings of a day when they are asked for, so that a year of a city costs nothing at
 * start. Immutable; built by {@link Builder}.
 */
public final class BookingRules {
  /** No bookings. */
  public static final BookingRules NONE = new Builder().build();

  /** The longest booking. */
  public static final int MOST_DAYS = 31;

  private static final long DAY_MILLIS = 86_400_000;

  /**
   * A lesson of the weekly timetable.
   *
   * @param term id of its term
   * @param slot its weekday and periods; it is one booking per period, so that breaks are not
   *     planned time
   */
  public record Weekly(String id, String space, String term, Slot slot, Booking.Use use) {}

  /**
   * When in a week.
   *
   * @param firstPeriod first bell period, from 1
   * @param lastPeriod last bell period
   */
  public record Slot(DayOfWeek weekday, int firstPeriod, int lastPeriod, Weeks weeks) {}

  /** A booking that recurs, its starts ascending. */
  static final class Recurring {
    private final Booking first;
    private final long[] starts;

    Recurring(Booking first, long[] starts) {
      this.first = first;
      this.starts = starts.clone();
      Arrays.sort(this.starts);
    }

    String space() {
      return first.space();
    }

    boolean external() {
      return first.use().external();
    }

    long length() {
      return first.time().length();
    }

    /** Visits the starts inside an interval. */
    void starting(Interval day, LongConsumer visitor) {
      int i = Arrays.binarySearch(starts, day.start());
      for (int at = i < 0 ? -i - 1 : i; at < starts.length && starts[at] < day.end(); at++) {
        visitor.accept(starts[at]);
      }
    }

    /** The occurrence at a time. */
    Booking at(long start) {
      Interval time = new Interval(start, start + length());
      return new Booking(first.id(), first.space(), time, first.use());
    }

    @Override
    public String toString() {
      return first + Arrays.toString(starts);
    }
  }

  /** What is known of one space. */
  record OfSpace(
      List<Weekly> weekly,
      List<Recurring> recurring,
      List<Booking> single,
      List<Booking> cancelled,
      int longestDays) {
    static final OfSpace NOTHING = new OfSpace(List.of(), List.of(), List.of(), List.of(), 0);

    /** Single bookings or cancellations that start inside an interval. */
    static List<Booking> starting(List<Booking> sorted, Interval day) {
      int low = 0;
      int high = sorted.size();
      while (low < high) {
        int mid = (low + high) >>> 1;
        if (sorted.get(mid).time().start() < day.start()) {
          low = mid + 1;
        } else {
          high = mid;
        }
      }
      List<Booking> found = new ArrayList<>();
      for (int i = low; i < sorted.size() && sorted.get(i).time().start() < day.end(); i++) {
        found.add(sorted.get(i));
      }
      return found;
    }
  }

  private final Map<String, OfSpace> bySpace;
  private final String digest;
  private final int count;

  private BookingRules(Map<String, OfSpace> bySpace, String digest, int count) {
    this.bySpace = bySpace;
    this.digest = digest;
    this.count = count;
  }

  OfSpace of(String space) {
    return bySpace.getOrDefault(space, OfSpace.NOTHING);
  }

  /** Number of entries: weekly lessons, recurring and single bookings, cancellations. */
  public int count() {
    return count;
  }

  /** Digest of the content, whatever the order in which it was given. */
  public String digest() {
    return digest;
  }

  /** Collects bookings; not thread-safe. */
  public static final class Builder {
    private final List<Weekly> weekly = new ArrayList<>();
    private final List<Recurring> recurring = new ArrayList<>();
    private final List<Booking> single = new ArrayList<>();
    private final List<Booking> cancelled = new ArrayList<>();

    /** A lesson of the weekly timetable. */
    public Builder add(Weekly lesson) {
      weekly.add(lesson);
      return this;
    }

    /** A booking at one time. */
    public Builder add(Booking booking) {
      single.add(booking);
      return this;
    }

    /** A lesson or booking that is called off: it takes occurrences of its id at its time away. */
    public Builder cancel(Booking booking) {
      cancelled.add(booking);
      return this;
    }

    /**
     * A booking that recurs.
     *
     * @param first its first occurrence
     * @param starts all starts, epoch milliseconds
     */
    public Builder recurring(Booking first, long[] starts) {
      recurring.add(new Recurring(first, starts));
      return this;
    }

    /** The bookings collected. */
    public BookingRules build() {
      Map<String, OfSpace> map = new HashMap<>();
      single.sort(Booking.ORDER);
      cancelled.sort(Booking.ORDER);
      weekly.forEach(w -> of(map, w.space()).weekly().add(w));
      recurring.forEach(r -> of(map, r.space()).recurring().add(r));
      single.forEach(b -> of(map, b.space()).single().add(b));
      cancelled.forEach(b -> of(map, b.space()).cancelled().add(b));
      map.replaceAll((space, o) -> withLongest(o));
      int count = weekly.size() + recurring.size() + single.size() + cancelled.size();
      return new BookingRules(map, content(), count);
    }

    private static OfSpace of(Map<String, OfSpace> map, String space) {
      return map.computeIfAbsent(
          space,
          s ->
              new OfSpace(
                  new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), 0));
    }

    private static OfSpace withLongest(OfSpace o) {
      long longest = 0;
      for (Booking b : o.single()) {
        longest = Math.max(longest, b.time().length());
      }
      for (Recurring r : o.recurring()) {
        longest = Math.max(longest, r.length());
      }
      int days = (int) ((longest + DAY_MILLIS - 1) / DAY_MILLIS);
      return new OfSpace(o.weekly(), o.recurring(), o.single(), o.cancelled(), days);
    }

    private String content() {
      List<String> lines = new ArrayList<>();
      weekly.forEach(w -> lines.add(w.toString()));
      single.forEach(b -> lines.add(b.toString()));
      cancelled.forEach(b -> lines.add("cancelled " + b));
      recurring.forEach(r -> lines.add("recurring " + r));
      lines.sort(String::compareTo);
      return Digests.shortSha256(String.join("\n", lines));
    }
  }
}
