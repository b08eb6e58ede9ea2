package io.campuspulse.metrics;

import java.util.Locale;

/**
 * What became of a record of the lesson ledger (METRICS §6). Its facts are those labelled with its
 * start, by the names {@code used, sparse, empty, beyond_grace} in ms; judged time that none of
 * them covers is unknown.
 */
public final class LessonRule {
  /** Prefix of the names of facts that belong to records. */
  public static final String PREFIX = SpaceTally.RECORD;

  /** Prefix of the additive facts that {@link #add} gives. */
  public static final String LESSON = "lesson.";

  private static final long USED_MILLIS = 600_000;
  private static final long SHORT_MILLIS = 1_200_000;

  private LessonRule() {}

  /** The classes, in the order of the rule. */
  public enum Verdict {
    /** Booked and used. */
    TAUGHT,
    /** Booked and known not to be used. */
    GHOST,
    /** Not known well enough. */
    UNKNOWN,
    /** Used beyond the grace of bookings. */
    UNBOOKED_USE,
    /** Neither booked nor used. */
    FREE;

    /** The API's word. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The class of a record by its facts. */
  public static Verdict judge(LessonSlot slot, FactSums facts) {
    long length = slot.time().length();
    long least = length < SHORT_MILLIS ? (length + 1) / 2 : USED_MILLIS;
    long known = facts.get("used") + facts.get("sparse") + facts.get("empty");
    if (facts.get(slot.booked() ? "used" : "beyond_grace") >= least) {
      return slot.booked() ? Verdict.TAUGHT : Verdict.UNBOOKED_USE;
    }
    if (known * 10 < length * 9) {
      return Verdict.UNKNOWN;
    }
    return slot.booked() ? Verdict.GHOST : Verdict.FREE;
  }

  /**
   * Adds a record to additive facts: its ms inside some bin by class ({@code lesson.taught}, {@code
   * ghost}, {@code unknown}, {@code unbooked_use}, {@code free}, {@code unknown_unbooked}), and
   * where it starts there, {@code lesson.records} and practicals.
   *
   * @param millis how much of the record lies in the bin
   * @param starts whether it starts in the bin
   */
  public static void add(
      LessonSlot slot, Verdict verdict, long millis, boolean starts, FactSums into) {
    boolean unbooked = verdict == Verdict.UNKNOWN && !slot.booked();
    into.add(LESSON + verdict.word() + (unbooked ? "_unbooked" : ""), millis);
    if (starts) {
      into.add(LESSON + "records", 1);
      if (slot.practical()) {
        into.add(LESSON + "practicals", 1);
        into.add(LESSON + "practicals_" + verdict.word(), 1);
      }
    }
  }
}
