package io.campuspulse.journal;

/** The journal's medium failed: nothing that was being written may be acknowledged. */
public final class JournalException extends RuntimeException {
  public JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
