package io.campuspulse.codec;

import java.util.Locale;

/**
 * A statement about a device being there.
 *
 * @param device native identity; {@code *} for all behind a bridge
 * @param state what is said
 */
public record Availability(String device, State state) {
  /** The states that conventions know. */
  public enum State {
    ONLINE,
    OFFLINE,
    JOINED,
    STARTING,
    SLEEPING,
    REMOVED;

    /** The lower-case word. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
