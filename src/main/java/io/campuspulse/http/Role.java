package io.campuspulse.http;

/** What a caller may do; each includes the ones before it, except {@link #CITY}. */
public enum Role {
  /** Reads figures and registry. */
  VIEWER,
  /** Also repairs: replays quarantined messages. */
  OPERATOR,
  /** Everything. */
  ADMIN,
  /** A city's platform. */
  CITY;

  /** Whether this role may do what needs another; everybody with a role may view. */
  boolean includes(Role needed) {
    boolean line = this != CITY && needed != CITY;
    return this == needed || needed == VIEWER || (line && compareTo(needed) >= 0);
  }
}
