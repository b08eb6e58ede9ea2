package io.campuspulse.store;

/** A store could not be reached or refused: what was being written must be tried again. */
public final class StoreException extends RuntimeException {
  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
