package io.campuspulse.app;

import io.campuspulse.config.Installation;
import io.campuspulse.config.Problem;
import io.campuspulse.config.Problems;
import io.campuspulse.ops.Reload;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a service's files again and, when all of them are valid, has them taken over. */
final class Reloads implements Reload {
  private static final Logger LOG = LoggerFactory.getLogger(Reloads.class);

  private final Supplier<Setup> current;
  private final ToLongFunction<Setup> takeOver;

  /**
   * Reloads of one service.
   *
   * @param current the setup in force
   * @param takeOver puts another in force, answers how many messages it tries again
   */
  Reloads(Supplier<Setup> current, ToLongFunction<Setup> takeOver) {
    this.current = current;
    this.takeOver = takeOver;
  }

  @Override
  public synchronized Outcome reload() {
    Setup old = current.get();
    if (old.files() == Setup.Files.NONE) {
      return refused(old, Reload.NONE.reload().problems());
    }
    Problems problems = new Problems();
    Optional<Setup> read;
    try {
      read = old.files().read(problems);
    } catch (RuntimeException e) {
      LOG.warn("the files cannot be read", e);
      return refused(old, List.of("the files cannot be read: " + e));
    }
    if (!problems.isEmpty() || read.isEmpty()) {
      return refused(old, problems.list().stream().map(Problem::sentence).toList());
    }
    Installation fresh = read.get().installation();
    Setup next =
        new Setup(
            new Installation(old.installation().service(), fresh.campus(), fresh.factors()),
            read.get().mappings(),
            old.files());
    long replayed;
    try {
      replayed = takeOver.applyAsLong(next);
    } catch (RuntimeException e) {
      LOG.error("taking over new files failed", e);
      return refused(current.get(), List.of("taking over failed: " + e));
    }
    LOG.info(
        "reloaded: registry {} with {} points, {} mappings; {} quarantined messages are tried again",
        fresh.campus().version(),
        fresh.campus().points().size(),
        next.mappings().size(),
        replayed);
    return new Outcome(true, fresh.campus().version(), replayed, List.of());
  }

  private static Outcome refused(Setup old, List<String> problems) {
    LOG.warn("not reloaded, the old files stay in force: {}", String.join("; ", problems));
    return new Outcome(false, old.installation().campus().version(), 0, problems);
  }
}
