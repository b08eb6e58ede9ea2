package io.campuspulse.ops;

import java.util.List;

/** Takes over changed configuration files without a restart. */
@FunctionalInterface
public interface Reload {
  /** For services that were not started from files. */
  Reload NONE = () -> new Outcome(false, "", 0, List.of("this service was not started from files"));

  /**
   * What came of it.
   *
   * @param done whether the new files are in force; if not, the old ones still are
   * @param registry version of the registry in force
   * @param replayed quarantined messages of newly known devices that are tried again
   * @param problems everything that is wrong with the files, a sentence each
   */
  record Outcome(boolean done, String registry, long replayed, List<String> problems) {
    public Outcome {
      problems = List.copyOf(problems);
    }
  }

  /** Reads everything anew and takes it over, all or nothing; blocks, one caller at a time. */
  Outcome reload();
}
