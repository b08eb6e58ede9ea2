package io.campuspulse.metrics;

import io.campuspulse.model.Facts;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Adds facts; overflow fails. Not thread-safe. */
public final class FactSums {
  private final Map<String, Long> sums = new HashMap<>();

  /** Adds to one fact. */
  public void add(String name, long value) {
    sums.merge(name, value, Math::addExact);
  }

  /** Adds all facts of a row. */
  public void add(Facts facts) {
    facts.forEach(this::add);
  }

  /** The sum of a fact, 0 when nothing was added. */
  public long get(String name) {
    return sums.getOrDefault(name, 0L);
  }

  /** The sum of a fact, or null when nothing was added. */
  public Long find(String name) {
    return sums.get(name);
  }

  /** The names that were added to. */
  public Set<String> names() {
    return Set.copyOf(sums.keySet());
  }

  /** The sums as facts. */
  public Facts toFacts() {
    return Facts.of(sums);
  }
}
