package io.campuspulse.journal;

/** The journal's medium failed: nothing that was being written may be acknowledged. */
public class JournalException extends RuntimeException {
  public JournalException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Another process has the journal open: the medium is well. */
  public static final class InUse extends JournalException {
    public InUse(String message) {
      super(message, null);
    }
  }
}
