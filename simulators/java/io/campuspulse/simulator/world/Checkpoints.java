package io.campuspulse.simulator.world;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Registers at midnights that some run has reached, so that later runs need not count from the
 * epoch again. They save time and change nothing. Thread-safe.
 */
final class Checkpoints {
  private static final int KEPT = 40;
  private final Map<String, TreeMap<LocalDate, Checkpoint>> bySchool = new HashMap<>();

  /**
   * The registers of a school at a midnight. The arrays are not changed by anybody.
   *
   * @param day the day that begins
   * @param totals the state of each register
   * @param people people by room in the minute before
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Checkpoint(LocalDate day, long[][] totals, int[] people) {}

  synchronized void add(String school, Checkpoint checkpoint) {
    TreeMap<LocalDate, Checkpoint> days = bySchool.computeIfAbsent(school, k -> new TreeMap<>());
    days.put(checkpoint.day(), checkpoint);
    if (days.size() > KEPT) {
      days.remove(days.firstKey());
    }
  }

  /** The latest checkpoint not after a day. */
  synchronized Checkpoint latest(String school, LocalDate day, Supplier<Checkpoint> epoch) {
    var days = bySchool.get(school);
    var entry = days == null ? null : days.floorEntry(day);
    return entry == null ? epoch.get() : entry.getValue();
  }
}
