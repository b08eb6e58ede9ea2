package io.campuspulse.codec.mapping;

import io.campuspulse.codec.NativeTime;
import io.campuspulse.codec.rules.Stamp;
import java.util.List;

/**
 * Where an event time comes from: the first candidate that gives one. Immutable; safe for all
 * threads.
 *
 * @param candidates in order
 */
record TimeRule(List<Candidate> candidates) {
  static final TimeRule NONE = new TimeRule(List.of());

  /** One place and how the time is written there. */
  record Candidate(Operand at, TimeFormat format) {}

  Stamp stamp(Run run, Cursor here) {
    Stamp stamp = Stamp.NONE;
    for (int i = 0; i < candidates.size() && stamp.time() == NativeTime.NONE; i++) {
      Candidate candidate = candidates.get(i);
      Stamp next = candidate.format.read(candidate.at.get(run, here));
      stamp = next.time() == NativeTime.NONE && stamp.useless() ? stamp : next;
    }
    return stamp;
  }
}
