package io.campuspulse.app.truth;

import io.campuspulse.app.Decoders;
import io.campuspulse.app.OfflineRun;
import io.campuspulse.metrics.EmissionFactors;
import io.campuspulse.model.Interval;
import io.campuspulse.model.RawMessage;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.model.SpaceType;
import io.campuspulse.query.Answer;
import io.campuspulse.query.Figure;
import io.campuspulse.query.FigureQuery;
import io.campuspulse.query.Figures;
import io.campuspulse.query.Grouping;
import io.campuspulse.query.Resolution;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.truth.TruthFigures;
import io.campuspulse.simulator.world.SimulatedMessage;
import io.campuspulse.simulator.world.World;
import io.campuspulse.window.Watermark;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Runs a virtual campus through the real pipeline and compares every figure with the truth: for the
 * city, its types of places and each space, by day and by hour.
 */
public final class TruthCheck {
  private static final long WARM_UP_MILLIS = 3_600_000;

  private final World world;
  private final Interval range;
  private final EmissionFactors factors;

  /**
   * A check.
   *
   * @param range whole local days
   */
  public TruthCheck(World world, Interval range, EmissionFactors factors) {
    this.world = world;
    this.range = range;
    this.factors = factors;
  }

  /**
   * How one metric did at one level.
   *
   * @param metric catalogue id
   * @param level {@code city}, {@code space_type} or {@code space}, and the resolution
   * @param figures figures compared
   * @param withheld figures without a value, or with coverage below 98 %: judged by bounds alone
   * @param errors absolute errors of all others, in the metric's unit
   * @param bounds how the bounds did
   */
  public record Line(
      String metric, String level, int figures, int withheld, Errors errors, Bounds bounds) {
    /** Whether errors and bounds stay within the metric's tolerance. */
    public boolean passed() {
      return errors.mean() <= tolerance().meanError()
          && bounds.missed() <= tolerance().violations() * figures;
    }

    private Tolerance tolerance() {
      return Tolerance.TABLE.stream()
          .filter(t -> t.metric().equals(metric))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Absolute errors in the metric's unit. */
  public record Errors(double mean, double max) {}

  /**
   * Bounds against truth.
   *
   * @param missed figures whose bounds miss the truth by more than the tolerance's slack
   * @param meanWidth mean of high − low, in the metric's unit
   */
  public record Bounds(int missed, double meanWidth) {}

  /** Runs the check. */
  public List<Line> run(LongConsumer progress) {
    Campus campus = world.campus();
    OfflineRun run =
        new OfflineRun(
            campus, Decoders.all(), factors, new Watermark.Rules(0, 0, Long.MAX_VALUE / 4));
    feed(run, progress);
    Figures figures = run.compute(range.end());
    TruthFigures truth = TruthFigures.of(world, range);
    List<Line> lines = new ArrayList<>();
    for (Tolerance t : Tolerance.TABLE) {
      lines.add(line(t, figures, truth, Grouping.NONE, Resolution.P1D));
      lines.add(line(t, figures, truth, Grouping.SPACE_TYPE, Resolution.P1D));
      lines.add(line(t, figures, truth, Grouping.SPACE, Resolution.P1D));
      lines.add(line(t, figures, truth, Grouping.SPACE, Resolution.PT1H));
    }
    return lines;
  }

  private void feed(OfflineRun run, LongConsumer progress) {
    long from = Math.max(world.epochMillis(), range.start() - WARM_UP_MILLIS);
    Iterator<SimulatedMessage> messages = world.messages(from, range.end() + WARM_UP_MILLIS);
    long count = 0;
    while (messages.hasNext()) {
      SimulatedMessage m = messages.next();
      run.accept(new RawMessage(m.topic(), m.payload(), m.replayed(), m.sendTimeMillis()));
      if ((++count & 0xFFF) == 0) {
        progress.accept(m.sendTimeMillis());
      }
    }
  }

  private Line line(
      Tolerance tolerance,
      Figures figures,
      TruthFigures truth,
      Grouping by,
      Resolution resolution) {
    Answer answer =
        figures.answer(
            new FigureQuery(
                tolerance.metric(),
                null,
                Scope.CITY,
                by,
                range,
                resolution,
                world.campus().city().zone()));
    Comparison comparison = new Comparison(tolerance);
    for (Answer.Series series : answer.series()) {
      if ("unallocated".equals(series.group())) {
        continue;
      }
      for (Figure figure : series.figures()) {
        OptionalDouble value =
            truth(truth, tolerance.metric(), by, series.group(), figure.interval());
        if (value.isPresent() && !"not_configured".equals(figure.reason())) {
          comparison.add(figure, value.getAsDouble());
        }
      }
    }
    return comparison.line((by == Grouping.NONE ? "city" : by.word()) + " " + resolution.text());
  }

  private OptionalDouble truth(
      TruthFigures truth, String metric, Grouping by, String group, Interval time) {
    Scope scope = by == Grouping.SPACE ? Scope.space(group) : Scope.CITY;
    Predicate<Space> which = s -> true;
    if (by == Grouping.SPACE_TYPE) {
      SpaceType type = SpaceType.byId(group).orElseThrow();
      which = s -> s.type() == type;
    }
    return switch (metric) {
      case "space_frequency" -> truth.spaceFrequency(scope, time, which);
      case "seat_occupancy" -> truth.seatOccupancy(scope, time, which);
      case "space_utilization" -> truth.spaceUtilization(scope, time, which);
      case "energy_use" ->
          by == Grouping.SPACE_TYPE
              ? sum(which, time, truth::energyUse)
              : truth.energyUse(scope, time);
      case "carbon_emissions" ->
          by == Grouping.SPACE_TYPE
              ? sum(which, time, (s, t) -> carbon(truth, s, t))
              : carbon(truth, scope, time);
      default -> OptionalDouble.empty();
    };
  }

  /** A quantity of a scope over a time. */
  private interface Amount {
    OptionalDouble of(Scope scope, Interval time);
  }

  private OptionalDouble sum(Predicate<Space> which, Interval time, Amount amount) {
    double total = 0;
    boolean any = false;
    for (Space space : world.campus().spaces()) {
      if (which.test(space)) {
        OptionalDouble part = amount.of(Scope.space(space.id()), time);
        any |= part.isPresent();
        total += part.orElse(0);
      }
    }
    return any ? OptionalDouble.of(total) : OptionalDouble.empty();
  }

  private OptionalDouble carbon(TruthFigures truth, Scope scope, Interval time) {
    double kg = 0;
    for (Map.Entry<Integer, Double> year : truth.energyByYear(scope, time).entrySet()) {
      var factor = factors.factor(year.getKey());
      if (factor.isEmpty()) {
        return OptionalDouble.empty();
      }
      kg += year.getValue() * factor.get().kgPerKwh().doubleValue();
    }
    return OptionalDouble.of(kg);
  }
}
