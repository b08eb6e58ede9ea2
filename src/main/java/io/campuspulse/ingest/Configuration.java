package io.campuspulse.ingest;

import io.campuspulse.metrics.Folds;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The configuration in force.
 *
 * @param version of the registry
 * @param zone zone of local days
 * @param former the folds of a version that was in force, if anybody knows them
 * @param progress is told how many leaves of how many are restated after a change
 */
public record Configuration(
    String version,
    ZoneId zone,
    Function<String, Optional<Folds>> former,
    BiConsumer<Integer, Integer> progress) {
  /** A configuration that has always been in force. */
  public static final Configuration ONLY =
      new Configuration("", ZoneOffset.UTC, version -> Optional.empty(), (done, all) -> {});
}
