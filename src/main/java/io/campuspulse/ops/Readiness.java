package io.campuspulse.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * Named checks of what the service needs: broker, journal, store, backlog. Thread-safe; a check may
 * block, so ask for the report off the event loop.
 */
public final class Readiness {
  private final Map<String, Supplier<State>> checks = new ConcurrentSkipListMap<>();

  /**
   * What a check found.
   *
   * @param ready whether the thing can do its work
   * @param sentence for the operator: what it is, and what to do when it is not ready
   */
  public record State(boolean ready, String sentence) {
    /** Ready, with a sentence. */
    public static State ready(String sentence) {
      return new State(true, sentence);
    }

    /** Not ready, with a sentence. */
    public static State notReady(String sentence) {
      return new State(false, sentence);
    }
  }

  /**
   * One line of the report.
   *
   * @param name of the check
   * @param state what it found
   */
  public record Line(String name, State state) {}

  /**
   * Adds a check.
   *
   * @param name short and unique, such as {@code broker}
   * @param check looks now; an exception counts as not ready
   * @throws IllegalArgumentException when there is a check of that name
   */
  public Readiness add(String name, Supplier<State> check) {
    if (checks.putIfAbsent(name, check) != null) {
      throw new IllegalArgumentException("readiness has two checks named " + name);
    }
    return this;
  }

  /** Runs all checks, by name. */
  public List<Line> report() {
    List<Line> lines = new ArrayList<>();
    checks.forEach((name, check) -> lines.add(new Line(name, look(check))));
    return lines;
  }

  private static State look(Supplier<State> check) {
    try {
      return check.get();
    } catch (RuntimeException e) {
      return State.notReady("The check itself failed: " + e);
    }
  }
}
