package io.campuspulse.metrics;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.window.PointBuffer;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Whether light says that a space is used, where the registry allows it: a lamp or switch of the
 * lighting that is on; without one, illuminance at a working level. Weak evidence: lights are
 * forgotten. Immutable.
 */
final class LightUse {
  static final Set<Quantity> SIGNALS = Set.of(Quantity.LIGHT, Quantity.ILLUMINANCE);

  /** Working level of a lit room, thousandths of lx (U). */
  private static final long LIT = 300_000;

  private final List<Point> points;

  LightUse(List<Point> own) {
    List<Point> lamps = own.stream().filter(p -> p.quantity() == Quantity.LIGHT).toList();
    this.points =
        lamps.isEmpty()
            ? own.stream().filter(p -> p.quantity() == Quantity.ILLUMINANCE).toList()
            : lamps;
  }

  /** 1 where any is on, 0 where all are live and off, else unknown. */
  Track track(Interval judged, Function<Point, PointBuffer> readings) {
    List<Track> tracks =
        points.stream()
            .map(p -> Holds.track(readings.apply(p), Holds.cap(p), judged.start(), judged.end()))
            .toList();
    Track all = new Track(judged.start(), judged.end());
    long[] cuts = Cuts.of(judged, tracks);
    for (int i = 0; i + 1 < cuts.length; i++) {
      long value = points.isEmpty() ? Track.UNKNOWN : 0;
      for (int k = 0; k < tracks.size(); k++) {
        long v = tracks.get(k).at(cuts[i]);
        long least = points.get(k).quantity() == Quantity.LIGHT ? 1 : LIT;
        if (v >= least) {
          value = 1;
          break;
        }
        value = v == Track.UNKNOWN ? Track.UNKNOWN : value;
      }
      if (value != Track.UNKNOWN) {
        all.set(cuts[i], cuts[i + 1], value);
      }
    }
    return all;
  }
}
