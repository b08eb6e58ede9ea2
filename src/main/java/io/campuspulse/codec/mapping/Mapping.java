package io.campuspulse.codec.mapping;

import io.campuspulse.codec.Limits;
import java.time.Duration;
import java.util.List;

/** A convention written as data, compiled. Immutable; safe for all threads. */
public final class Mapping {
  private final String name;
  private final List<Route> routes;
  private final Limits limits;
  private final GlobTable<Boolean> allow;
  private final Memory memory;

  /**
   * What outlives a message.
   *
   * @param keys number of keys whose attributes are remembered
   * @param dedupWindow how long a message key counts
   */
  record Memory(int keys, Duration dedupWindow) {}

  /** A mapping; an empty {@code allow} lets all devices give readings. */
  Mapping(String name, List<Route> routes, Limits limits, GlobTable<Boolean> allow, Memory memory) {
    this.name = name;
    this.routes = List.copyOf(routes);
    this.limits = limits;
    this.allow = allow;
    this.memory = memory;
  }

  /** The convention's id in results. */
  public String name() {
    return name;
  }

  /** How long a second delivery with the same message key counts as the same message. */
  public Duration dedupWindow() {
    return memory.dedupWindow();
  }

  /** The topic filters to subscribe to for this mapping, without duplicates. */
  public List<String> subscriptions() {
    return routes.stream().map(r -> r.match().topic().subscription()).distinct().toList();
  }

  /** The routes in the order of the file. */
  List<Route> routes() {
    return routes;
  }

  Limits limits() {
    return limits;
  }

  int memory() {
    return memory.keys();
  }

  /** Whether a device may give readings. */
  boolean allows(String device) {
    return device == null || allow.isEmpty() || allow.get(device) != null;
  }

  @Override
  public String toString() {
    return name;
  }
}
