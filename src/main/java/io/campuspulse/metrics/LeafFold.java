package io.campuspulse.metrics;

import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.window.PointBuffer;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The pure function from the readings of one leaf to its facts in one base interval. Streaming,
 * restatement, replay and {@code compute} all call it, so they cannot disagree.
 *
 * <p>Implementations are immutable and thread-safe; the buffers handed in are only read.
 */
public interface LeafFold {
  /** No bound of a {@link #reach}; small enough to be added to a time. */
  long UNBOUNDED = Long.MAX_VALUE / 4;

  /** What the facts are about. */
  Leaf leaf();

  /** The school whose watermark governs. */
  String school();

  /** The points whose readings count. */
  List<Point> inputs();

  /**
   * The time whose facts can change through a reading of an input at a time, given all readings of
   * that input, this one included. What changes beyond it through the carry is not part of it.
   *
   * @param carry what was carried into the base interval of the time
   */
  Interval reach(Point point, PointBuffer readings, long millis, String carry);

  /**
   * A time around a reading of an input, in ms on both sides, that holds its {@link #reach}
   * whatever the readings are; {@link #UNBOUNDED} when there is none. Tells cheaply that a reading
   * changes nothing that is not marked already.
   */
  default long widest(Point point) {
    return UNBOUNDED;
  }

  /**
   * What this fold computes together with other folds: those that share the same object are fast
   * when they are asked for the same interval one after the other.
   */
  default Optional<Object> shares() {
    return Optional.empty();
  }

  /** How far before an interval its fold looks at readings, in ms; the predecessor comes on top. */
  long lookBackMillis();

  /**
   * Everything configured that the facts of a local day depend on, as a canonical text: as long as
   * it stays equal, equal readings give equal facts. What only the day before says and only the
   * carry brings over is not part of it. Default: the parameters of the inputs.
   *
   * @param day local day of the school
   */
  default String configuration(LocalDate day) {
    return Configurations.points(inputs());
  }

  /**
   * Computes the facts of one base interval.
   *
   * @param interval the base interval
   * @param until the end of what may be judged: the interval's end or the watermark inside it
   * @param carry what the fold of the latest earlier interval with readings carried out, or empty
   * @param readings all readings of each input
   */
  Outcome fold(Interval interval, long until, String carry, Function<Point, PointBuffer> readings);

  /** Facts of an interval that no reading reaches: all of it unknown. */
  default Facts empty(Interval interval, long until) {
    return fold(interval, until, "", p -> new PointBuffer(p.id(), Long.MIN_VALUE)).facts();
  }

  /**
   * What a fold yields.
   *
   * @param facts the integers
   * @param carry state for the next interval, empty when there is none
   */
  record Outcome(Facts facts, String carry) {}
}
