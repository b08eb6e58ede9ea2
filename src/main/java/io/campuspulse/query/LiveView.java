package io.campuspulse.query;

import io.campuspulse.model.Quality;
import java.util.Optional;

/** What is known now, from the newest readings. Thread-safe, never blocks. */
public interface LiveView {
  /** The newest reading of a point that was not a retained copy. */
  Optional<Latest> latest(String point);

  /** Whether and by how many a space is used at its school's watermark. */
  Presence presence(String space);

  /** What a machine does at its school's watermark: off, idle, working, fault or unknown. */
  String machine(String equipment);

  /** When any message of a device was last received, epoch milliseconds; empty when never. */
  Optional<Long> lastSeen(String device);

  /** What the device or its bridge last said about its availability, such as {@code offline}. */
  Optional<String> availability(String device);

  /** A school's watermark, epoch milliseconds; empty before its first reading. */
  Optional<Long> watermark(String school);

  /** The newest event time of any school, epoch milliseconds. */
  Optional<Long> newestEventTime();

  /**
   * A newest reading.
   *
   * @param timeMillis event time
   * @param value fixed point of the quantity
   * @param quality trust
   */
  record Latest(long timeMillis, long value, Quality quality) {}

  /**
   * The state of a space.
   *
   * @param state {@code used}, {@code sparse}, {@code empty} or {@code unknown}
   * @param heads people inside, when counted
   * @param source what decided, such as {@code counter} or {@code pir}; {@code none} when unknown
   */
  record Presence(String state, Optional<Long> heads, String source) {}
}
