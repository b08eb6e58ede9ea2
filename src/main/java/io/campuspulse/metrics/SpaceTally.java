package io.campuspulse.metrics;

import io.campuspulse.metrics.SpaceDay.Plan;
import io.campuspulse.metrics.SpaceDay.Segment;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.registry.Purpose;
import java.util.List;
import java.util.Locale;

/**
 * Adds the verdicts about a space to the facts of one interval; {@link SpaceFold} lists them. Facts
 * that are 0 are left out. Not thread-safe.
 */
final class SpaceTally {
  /** Label prefix of the facts of ledger records. */
  static final String RECORD = "record.";

  private static final Purpose[] PURPOSES = Purpose.values();

  private final SpaceDay day;
  private final long capacity;
  private final long usedMinHeads;
  private final Basis teaching = new Basis();
  private final Basis open = new Basis();
  private final long[] external = new long[Occupancy.State.values().length];
  private final FactSums sums = new FactSums();

  SpaceTally(SpaceDay day, long capacity, long usedMinHeads) {
    this.usedMinHeads = usedMinHeads;
    this.day = day;
    this.capacity = capacity;
  }

  /** Whether anything of an interval counts at all. */
  boolean concerns(Interval interval) {
    List<Segment> segments = day.segments();
    int i = day.firstAfter(interval.start());
    return i < segments.size() && segments.get(i).time().start() < interval.end();
  }

  /** Adds one verdict. */
  void add(StateSpan span) {
    List<Segment> segments = day.segments();
    Interval time = span.interval();
    for (int i = day.firstAfter(time.start()); i < segments.size(); i++) {
      Segment segment = segments.get(i);
      if (segment.time().start() >= time.end()) {
        break;
      }
      add(segment, span.occupancy(), segment.time().intersect(time).length());
    }
  }

  private void add(Segment segment, Occupancy occupancy, long ms) {
    if (segment.teaching()) {
      teaching.add(segment.plan(), occupancy, ms);
    }
    if (segment.open()) {
      open.add(segment.plan(), occupancy, ms);
    }
    if (segment.plan().external()) {
      external[occupancy.state().ordinal()] += ms;
    }
    if (segment.slot() != null) {
      record(segment, occupancy, ms);
    }
  }

  /** Partial facts of a ledger record: time that light or a timetable decides is unknown there. */
  private void record(Segment segment, Occupancy occupancy, long ms) {
    String label = segment.slot().label();
    Occupancy.State state = occupancy.source().weak() ? Occupancy.State.UNKNOWN : occupancy.state();
    sums.add(RECORD + word(state) + label, ms);
    if (state == Occupancy.State.USED && !segment.plan().graced()) {
      sums.add(RECORD + "beyond_grace" + label, ms);
    }
    if (state != Occupancy.State.UNKNOWN) {
      sums.add(RECORD + "by_" + occupancy.source().name().toLowerCase(Locale.ROOT) + label, ms);
    }
  }

  private static String word(Occupancy.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** All facts that are not 0. */
  Facts facts() {
    teaching.put(sums, SpaceFold.TEACHING, capacity, usedMinHeads);
    open.put(sums, SpaceFold.OPEN, capacity, usedMinHeads);
    for (Occupancy.State state : Occupancy.State.values()) {
      put(sums, "external." + word(state), external[state.ordinal()]);
    }
    return sums.toFacts();
  }

  private static void put(FactSums sums, String name, long value) {
    if (value != 0) {
      sums.add(name, value);
    }
  }

  /** The sums of one basis. */
  private static final class Basis {
    private final long[] state = new long[Occupancy.State.values().length];
    private final long[] weak = new long[Occupancy.State.values().length];
    private final long[] planned = new long[Occupancy.State.values().length];
    private final long[] usedFor = new long[PURPOSES.length];
    private final long[] unknownFor = new long[PURPOSES.length];
    private long counted;
    private long headMilli;
    private long plannedHead;
    private long plannedHeadKnown;
    private long plannedHeadless;
    private long graced;
    private long gracedUnknown;

    void add(Plan plan, Occupancy occupancy, long ms) {
      Occupancy.State s = occupancy.state();
      state[s.ordinal()] += ms;
      boolean headsKnown = s == Occupancy.State.SPARSE || s == Occupancy.State.EMPTY;
      if (s == Occupancy.State.USED && occupancy.headsMilli() >= 0) {
        counted += ms;
        headMilli = Math.addExact(headMilli, Math.multiplyExact(occupancy.headsMilli(), ms));
        headsKnown = true;
      }
      boolean isWeak = occupancy.source().weak();
      if (isWeak) {
        weak[s.ordinal()] += ms;
      }
      if (plan.booked()) {
        planned[(isWeak ? Occupancy.State.UNKNOWN : s).ordinal()] += ms;
        long persons = Math.multiplyExact(Math.max(0, plan.persons()), ms);
        plannedHead = Math.addExact(plannedHead, persons);
        plannedHeadKnown += headsKnown && !isWeak ? persons : 0;
        plannedHeadless += plan.persons() < 0 ? ms : 0;
      }
      if (plan.graced()) {
        graced += s == Occupancy.State.USED ? ms : 0;
        gracedUnknown += s == Occupancy.State.UNKNOWN ? ms : 0;
      }
      if (plan.purpose() >= 0) {
        usedFor[plan.purpose()] += s == Occupancy.State.USED ? ms : 0;
        unknownFor[plan.purpose()] += s == Occupancy.State.UNKNOWN ? ms : 0;
      }
    }

    void put(FactSums sums, String basis, long capacity, long usedMinHeads) {
      long used = state[Occupancy.State.USED.ordinal()];
      long sparse = state[Occupancy.State.SPARSE.ordinal()];
      long empty = state[Occupancy.State.EMPTY.ordinal()];
      long unknown = state[Occupancy.State.UNKNOWN.ordinal()];
      long avail = used + sparse + empty + unknown;
      if (avail == 0) {
        return;
      }
      long head = Rounding.halfEven(headMilli, 1000);
      long uncounted = used - counted;
      String b = basis + ".";
      SpaceTally.put(sums, b + "avail", avail);
      SpaceTally.put(sums, b + "used", used);
      SpaceTally.put(sums, b + "sparse", sparse);
      SpaceTally.put(sums, b + "empty", empty);
      SpaceTally.put(sums, b + "unknown", unknown);
      SpaceTally.put(sums, b + "counted", counted);
      SpaceTally.put(sums, b + "head", head);
      SpaceTally.put(sums, b + "head_low", head + usedMinHeads * uncounted);
      SpaceTally.put(sums, b + "head_high", head + capacity * (uncounted + unknown));
      SpaceTally.put(sums, b + "min_x", usedMinHeads * (uncounted + unknown));
      SpaceTally.put(sums, b + "max_x", capacity * (uncounted + unknown));
      SpaceTally.put(sums, b + "seat_avail", capacity * avail);
      SpaceTally.put(sums, b + "seat_used", capacity * used);
      SpaceTally.put(sums, b + "seat_sparse", capacity * sparse);
      SpaceTally.put(sums, b + "seat_empty", capacity * empty);
      SpaceTally.put(sums, b + "seat_unknown", capacity * unknown);
      SpaceTally.put(sums, b + "seat_counted", capacity * counted);
      long weakHeads =
          weak[Occupancy.State.SPARSE.ordinal()] + weak[Occupancy.State.EMPTY.ordinal()];
      SpaceTally.put(sums, b + "seat_weak", capacity * weakHeads);
      putPlanned(sums, b);
    }

    private void putPlanned(FactSums sums, String b) {
      for (Occupancy.State s : Occupancy.State.values()) {
        SpaceTally.put(sums, b + "planned_" + word(s), planned[s.ordinal()]);
        SpaceTally.put(sums, b + "weak_" + word(s), weak[s.ordinal()]);
      }
      SpaceTally.put(sums, b + "planned_head", plannedHead);
      SpaceTally.put(sums, b + "planned_head_known", plannedHeadKnown);
      SpaceTally.put(sums, b + "planned_headless", plannedHeadless);
      SpaceTally.put(sums, b + "graced", graced);
      SpaceTally.put(sums, b + "graced_unknown", gracedUnknown);
      for (Purpose p : PURPOSES) {
        SpaceTally.put(sums, b + "used[" + p.id() + "]", usedFor[p.ordinal()]);
        SpaceTally.put(sums, b + "unknown[" + p.id() + "]", unknownFor[p.ordinal()]);
      }
    }
  }
}
