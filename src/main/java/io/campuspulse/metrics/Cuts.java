package io.campuspulse.metrics;

import io.campuspulse.model.Interval;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The instants at which any of several step functions changes. */
final class Cuts {
  private Cuts() {}

  @SafeVarargs
  static long[] of(Interval span, Track first, List<Track>... more) {
    TreeSet<Long> cuts = new TreeSet<>();
    cuts.add(span.start());
    cuts.add(span.end());
    collect(cuts, first);
    for (List<Track> tracks : more) {
      tracks.forEach(t -> collect(cuts, t));
    }
    return cuts.headSet(span.end(), true).tailSet(span.start(), true).stream()
        .mapToLong(Long::longValue)
        .toArray();
  }

  private static void collect(Set<Long> cuts, Track track) {
    for (int i = 0; i < track.size(); i++) {
      cuts.add(track.start(i));
    }
  }
}
