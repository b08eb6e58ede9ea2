package io.campuspulse.app;

import io.campuspulse.codec.mapping.Mapping;
import io.campuspulse.config.Installation;
import io.campuspulse.config.Problems;
import java.util.List;
import java.util.Optional;

/**
 * What a service is made of, and how its files are read again.
 *
 * @param installation configuration, registry and factors
 * @param mappings payload conventions beyond the native ones
 * @param files reads all of it anew
 */
public record Setup(Installation installation, List<Mapping> mappings, Files files) {
  /** Reads a setup. */
  @FunctionalInterface
  public interface Files {
    /** For setups that come from no files. */
    Files NONE = problems -> Optional.empty();

    /**
     * Reads everything.
     *
     * @param problems receives everything that is wrong
     * @return empty when something is wrong, or when there are no files
     */
    Optional<Setup> read(Problems problems);
  }

  public Setup {
    mappings = List.copyOf(mappings);
  }

  /** A setup without mappings that comes from no files. */
  public static Setup of(Installation installation) {
    return new Setup(installation, List.of(), Files.NONE);
  }
}
