package io.campuspulse.simulator.truth;

import io.campuspulse.model.Interval;
import java.util.HashMap;
import java.util.Map;

/** The latest day of each thing, minute by minute, as a code. Not thread-safe. */
final class DayMinutes {
  private static final int MINUTES = 1_500;
  private static final long MINUTE = 60_000;
  private final Map<String, Day> days = new HashMap<>();

  private static final class Day {
    private final byte[] codes = new byte[MINUTES];
    private long midnight = Long.MIN_VALUE;
  }

  /** Notes a code for whole minutes of a day. */
  void put(String id, long midnight, Interval time, byte code) {
    Day day = days.computeIfAbsent(id, k -> new Day());
    day.midnight = midnight;
    for (long t = time.start(); t < time.end(); t += MINUTE) {
      day.codes[(int) ((t - midnight) / MINUTE)] = code;
    }
  }

  /** The code at an instant of the latest day. */
  byte at(String id, long millis) {
    Day day = days.get(id);
    return day == null ? 0 : day.codes[(int) ((millis - day.midnight) / MINUTE)];
  }
}
