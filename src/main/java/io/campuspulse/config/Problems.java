package io.campuspulse.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects everything that is wrong, so that one run shows it all. Not thread-safe. */
public final class Problems {
  private final Set<Problem> list = new LinkedHashSet<>();

  /** Adds a problem, once: a setting that is read twice is wrong once. */
  public void add(Problem problem) {
    list.add(problem);
  }

  /** All problems in the order in which they were found. */
  public List<Problem> list() {
    return List.copyOf(list);
  }

  public boolean isEmpty() {
    return list.isEmpty();
  }

  public int size() {
    return list.size();
  }

  /** One sentence a line. */
  public String sentences() {
    return list.stream().map(Problem::sentence).collect(Collectors.joining("\n"));
  }

  /**
   * Does nothing when all is well.
   *
   * @throws ConfigException with all sentences otherwise
   */
  public void throwIfAny() {
    if (!list.isEmpty()) {
      throw new ConfigException(list());
    }
  }

  @Override
  public String toString() {
    return sentences();
  }
}
