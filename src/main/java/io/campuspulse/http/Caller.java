package io.campuspulse.http;

import java.util.Optional;

/**
 * Who calls.
 *
 * @param name for logs; never the key
 * @param role what they may do
 * @param city id of the linked city, for the role {@link Role#CITY}
 */
public record Caller(String name, Role role, Optional<String> city) {
  /** A caller who is no city. */
  public Caller(String name, Role role) {
    this(name, role, Optional.empty());
  }

  /** A linked city. */
  public static Caller city(String id) {
    return new Caller("city " + id, Role.CITY, Optional.of(id));
  }
}
