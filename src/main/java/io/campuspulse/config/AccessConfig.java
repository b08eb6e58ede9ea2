package io.campuspulse.config;

import java.util.List;

/**
 * Who outside may know what.
 *
 * @param anonymous what a caller without a key may do: {@link Role#NONE} or {@link Role#VIEWER}
 * @param cities platforms of cities
 */
public record AccessConfig(Role anonymous, List<CityConfig> cities) {
  public AccessConfig {
    cities = List.copyOf(cities);
  }

  /** Without cities. */
  public static AccessConfig of(Role anonymous) {
    return new AccessConfig(anonymous, List.of());
  }
}
