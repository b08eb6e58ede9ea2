package io.campuspulse.codec.mapping;

import io.campuspulse.codec.Limits;
import java.time.Duration;
import java.util.List;

/**
 * A convention written as data, compiled. Immutable; safe for all threads.
 *
 * @param name the convention's id in results
 * @param routes in the order of the file
 * @param limits bounds on one message
 * @param allow the devices that may give readings, or none for all
 * @param memory number of keys whose attributes are remembered
 * @param dedupWindow how long a message key is remembered by whoever drops duplicates
 */
public record Mapping(
    String name,
    List<Route> routes,
    Limits limits,
    GlobTable<Boolean> allow,
    int memory,
    Duration dedupWindow) {
  public Mapping {
    routes = List.copyOf(routes);
  }

  /** Whether a device may give readings. */
  boolean allows(String device) {
    return device == null || allow.isEmpty() || allow.get(device) != null;
  }

  /** The topic filters to subscribe to for this mapping, without duplicates. */
  public List<String> subscriptions() {
    return routes.stream().map(r -> r.match().topic().subscription()).distinct().toList();
  }
}
