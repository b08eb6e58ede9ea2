package io.campuspulse.app.bench;

import java.util.Optional;

/** Is told how far a bench is, by the bench's thread. */
public interface BenchListener {
  /** Something begins that takes so many messages or readings. */
  void begins(String what, long count);

  /** So many are done. */
  void at(long count);

  /** It is over; with its result if it was measured. */
  void ends(Optional<Round> round);
}
