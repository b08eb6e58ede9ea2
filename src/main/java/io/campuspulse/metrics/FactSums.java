package io.campuspulse.metrics;

import io.campuspulse.model.Facts;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Adds facts; overflow fails. Not thread-safe. */
public final class FactSums {
  private final Map<String, Sum> sums = new HashMap<>();

  /** One sum. */
  private static final class Sum {
    private long value;
  }

  /** Adds to one fact. */
  public void add(String name, long value) {
    Sum sum = sums.get(name);
    if (sum == null) {
      sum = new Sum();
      sums.put(name, sum);
    }
    sum.value = Math.addExact(sum.value, value);
  }

  /** Adds all facts of a row. */
  public void add(Facts facts) {
    facts.forEach(this::add);
  }

  /** The sum of a fact, 0 when nothing was added. */
  public long get(String name) {
    Sum sum = sums.get(name);
    return sum == null ? 0 : sum.value;
  }

  /** The sum of a fact, or null when nothing was added. */
  public Long find(String name) {
    Sum sum = sums.get(name);
    return sum == null ? null : Long.valueOf(sum.value);
  }

  /** The names that were added to. */
  public Set<String> names() {
    return Set.copyOf(sums.keySet());
  }

  /** The sums as facts. */
  public Facts toFacts() {
    return Facts.of(sums.keySet(), name -> sums.get(name).value);
  }
}
