package io.campuspulse.store;

import io.campuspulse.model.Reading;
import java.util.Optional;

/**
 * A store could not be reached or refused.
 *
 * <p>Unless {@link #retryable()} says otherwise, what was being written must be tried again. A
 * refusal that no retry can cure names its cause in the message and, where one reading is to blame,
 * in {@link #culprit()}: set it aside and write the rest again.
 */
public final class StoreException extends RuntimeException {
  private final boolean retryable;
  private final Reading culprit;

  public StoreException(String message) {
    this(message, true, null, null);
  }

  public StoreException(String message, Throwable cause) {
    this(message, true, null, cause);
  }

  private StoreException(String message, boolean retryable, Reading culprit, Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
    this.culprit = culprit;
  }

  /** A refusal that the same call will meet again. */
  public static StoreException refused(String message) {
    return new StoreException(message, false, null, null);
  }

  /** A refusal that the same call will meet again, with what was behind it. */
  public static StoreException refused(String message, Throwable cause) {
    return new StoreException(message, false, null, cause);
  }

  /** A refusal of one reading: the others of its batch are not to blame. */
  public static StoreException refused(String message, Reading culprit) {
    return new StoreException(message, false, culprit, null);
  }

  /** Whether the same call may succeed later. */
  public boolean retryable() {
    return retryable;
  }

  /** The reading that a store will never take, when it is known. */
  public Optional<Reading> culprit() {
    return Optional.ofNullable(culprit);
  }
}
