package io.campuspulse.query;

import io.campuspulse.metrics.Metric;
import io.campuspulse.metrics.MetricInfo;
import io.campuspulse.metrics.SeriesInterval;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.Revision;
import java.util.List;
import java.util.SortedMap;

/**
 * Everything that a figure was made from: enough for a stranger to compute it again.
 *
 * @param query the question; its range is the figure's one bin
 * @param info formula, source and publishing rule
 * @param method metric/version, basis and configuration version
 * @param figure the result
 * @param pooled the sums that the formula was given
 * @param leaves whose facts were pooled
 * @param details what else was used, and what happened to it since
 */
public record Explanation(
    FigureQuery query,
    MetricInfo info,
    String method,
    Figure figure,
    Facts pooled,
    List<Part> leaves,
    Details details) {
  public Explanation {
    leaves = List.copyOf(leaves);
  }

  /**
   * The facts of one leaf over the bin.
   *
   * @param leaf whose
   * @param school whose watermark and weather governs it, possibly empty
   * @param byYear sums by local calendar year
   * @param edges facts where the bin begins and ends
   * @param intervals facts of each base interval, or none where they would be too many
   * @param inputs what the facts were folded from
   */
  public record Part(
      Leaf leaf,
      String school,
      SortedMap<Integer, Facts> byYear,
      Edges edges,
      SortedMap<Long, Facts> intervals,
      List<Input> inputs) {
    public Part {
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * Facts at the edges of a bin, for registers whose gaps cross them.
   *
   * @param first of the interval where the bin begins
   * @param last of the last interval judged
   * @param after of the interval that begins where the bin ends
   */
  public record Edges(Facts first, Facts last, Facts after) {}

  /**
   * A point behind a leaf.
   *
   * @param point registry entry
   * @param expected slots in which a sample was due, or -1 when it has no nominal period
   * @param filled slots with a valid sample
   */
  public record Input(Point point, long expected, long filled) {}

  /**
   * What else a figure was made from.
   *
   * @param judgedUntil end of the part of the bin that was judged, epoch milliseconds
   * @param ingredients areas, factors, limits
   * @param beyond what sums over the bin do not tell
   * @param revisions restated rows, newest first
   */
  public record Details(
      long judgedUntil,
      List<Metric.Ingredient> ingredients,
      Beyond beyond,
      List<Revision> revisions) {
    public Details {
      ingredients = List.copyOf(ingredients);
      revisions = List.copyOf(revisions);
    }
  }

  /**
   * What sums over the bin do not tell.
   *
   * @param days facts of single days, as far back as the formula looks
   * @param counted the things that are counted, for a share of things
   * @param lessons records of the lesson ledger that lie in the bin, for metrics over lessons
   * @param series the scope's summed intervals, for a metric that does not add
   * @param purposes the figure of each purpose, for a metric that has them
   */
  public record Beyond(
      List<Day> days,
      List<Metric.Counted> counted,
      List<LessonRecord> lessons,
      List<SeriesInterval> series,
      List<Answer.Series> purposes) {
    /** Sums over the bin tell all. */
    public static final Beyond NONE =
        new Beyond(List.of(), List.of(), List.of(), List.of(), List.of());

    public Beyond {
      days = List.copyOf(days);
      counted = List.copyOf(counted);
      lessons = List.copyOf(lessons);
      series = List.copyOf(series);
      purposes = List.copyOf(purposes);
    }
  }

  /**
   * Facts that a formula asked for.
   *
   * @param leaf whose
   * @param time mostly a local day
   */
  public record Day(Leaf leaf, Interval time, Facts facts) {}

  /**
   * A record of the lesson ledger.
   *
   * @param space whose leaf
   * @param time when
   * @param booked whether bookings cover at least half of it
   * @param practical whether it is a practical lesson of the plan
   * @param facts {@code used, sparse, empty, beyond_grace} in ms, and {@code places}
   * @param verdict its class
   */
  public record LessonRecord(
      Leaf space, Interval time, boolean booked, boolean practical, Facts facts, String verdict) {}
}
