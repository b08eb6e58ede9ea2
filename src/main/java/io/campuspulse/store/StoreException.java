package io.campuspulse.store;

import io.campuspulse.model.Reading;
import java.util.List;

/**
 * A store could not be reached or refused.
 *
 * <p>Unless {@link #retryable()} says otherwise, what was being written must be tried again. A
 * refusal that no retry can cure names its cause in the message and, where readings are to blame,
 * them in {@link #culprits()}: set them aside and write the rest again.
 */
public final class StoreException extends RuntimeException {
  private final boolean retryable;
  private final transient List<Reading> culprits;

  public StoreException(String message) {
    this(message, true, List.of(), null);
  }

  public StoreException(String message, Throwable cause) {
    this(message, true, List.of(), cause);
  }

  private StoreException(
      String message, boolean retryable, List<Reading> culprits, Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
    this.culprits = List.copyOf(culprits);
  }

  /** A refusal that the same call will meet again. */
  public static StoreException refused(String message) {
    return new StoreException(message, false, List.of(), null);
  }

  /** A refusal that the same call will meet again, with what was behind it. */
  public static StoreException refused(String message, Throwable cause) {
    return new StoreException(message, false, List.of(), cause);
  }

  /** A refusal of some readings: the others of their batch are not to blame. */
  public static StoreException refused(String message, List<Reading> culprits) {
    return new StoreException(message, false, culprits, null);
  }

  /** Whether the same call may succeed later. */
  public boolean retryable() {
    return retryable;
  }

  /** Readings that a store will never take; empty when none is known. */
  public List<Reading> culprits() {
    return culprits;
  }
}
