package io.campuspulse.metrics;

import io.campuspulse.model.Interval;
import java.util.Arrays;
import java.util.List;

/** The instants at which any of several step functions changes. */
final class Cuts {
  private Cuts() {}

  /** The edges of a span and all changes inside of it, ascending, each once. */
  static long[] of(Interval span, List<Track> tracks) {
    int most = 2;
    for (Track track : tracks) {
      most += track.size();
    }
    long[] cuts = new long[most];
    cuts[0] = span.start();
    cuts[1] = span.end();
    int size = 2;
    for (Track track : tracks) {
      for (int i = 0; i < track.size(); i++) {
        if (track.start(i) > span.start() && track.start(i) < span.end()) {
          cuts[size++] = track.start(i);
        }
      }
    }
    Arrays.sort(cuts, 0, size);
    int kept = 1;
    for (int i = 1; i < size; i++) {
      if (cuts[i] != cuts[kept - 1]) {
        cuts[kept++] = cuts[i];
      }
    }
    return Arrays.copyOf(cuts, kept);
  }
}
