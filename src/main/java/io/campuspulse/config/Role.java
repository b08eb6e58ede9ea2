package io.campuspulse.config;

/** What a caller of the HTTP interface may do. */
public enum Role {
  /** Nothing. */
  NONE,
  /** Read figures and registry. */
  VIEWER,
  /** Also see and replay rejected messages. */
  OPERATOR,
  /** Everything. */
  ADMIN,
  /** Read as a city's digital brain. */
  CITY
}
