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
  CITY
}
