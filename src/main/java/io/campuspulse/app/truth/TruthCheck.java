package io.campuspulse.app.truth;

import io.campuspulse.app.Decoders;
import io.campuspulse.app.OfflineRun;
import io.campuspulse.app.WorldPlans;
import io.campuspulse.metrics.EmissionFactors;
import io.campuspulse.metrics.Metric;
import io.campuspulse.metrics.MetricCatalog;
import io.campuspulse.metrics.MetricInfo;
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
import io.campuspulse.simulator.truth.Ask;
import io.campuspulse.simulator.truth.TruthFigures;
import io.campuspulse.simulator.world.SampleSink;
import io.campuspulse.simulator.world.SimulatedMessage;
import io.campuspulse.simulator.world.World;
import io.campuspulse.window.Watermark;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
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
   * @param level {@code city}, {@code space_type} or {@code space}, the resolution, and the basis
   * @param figures figures compared
   * @param withheld figures without a value, or with coverage below 98 %: judged by bounds alone
   * @param errors absolute errors of all others, in the metric's unit
   * @param bounds how the bounds did
   */
  public record Line(
      String metric, String level, int figures, int withheld, Errors errors, Bounds bounds) {
    /** Whether the metric has a tolerance. */
    public boolean judged() {
      return Tolerance.of(metric).isPresent();
    }

    /** Whether errors and bounds stay within the metric's tolerance, when it has one. */
    public boolean passed() {
      return Tolerance.of(metric)
          .map(t -> errors.mean() <= t.meanError() && bounds.missed() <= t.violations() * figures)
          .orElse(true);
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

  /** Runs the check over every metric that both the catalogue and the truth know. */
  public List<Line> run(LongConsumer progress) {
    Campus campus = new WorldPlans(world, range).in(world.campus());
    OfflineRun run =
        new OfflineRun(
            campus, Decoders.all(), factors, new Watermark.Rules(0, 0, Long.MAX_VALUE / 4));
    TruthFigures truth = TruthFigures.of(world, range).withFactors(this::factor);
    feed(run, truth.samples(), progress);
    Figures figures = run.compute(range.end());
    List<Line> lines = new ArrayList<>();
    for (Metric metric : MetricCatalog.all()) {
      MetricInfo info = metric.info();
      if (TruthFigures.metrics().contains(info.id())) {
        List<String> bases = info.bases().isEmpty() ? List.of("") : info.bases();
        for (String basis : bases) {
          Subject subject = new Subject(info.id(), basis, figures, truth);
          line(subject, Grouping.NONE, Resolution.P1D).ifPresent(lines::add);
          line(subject, Grouping.SPACE_TYPE, Resolution.P1D).ifPresent(lines::add);
          line(subject, Grouping.SPACE, Resolution.P1D).ifPresent(lines::add);
          line(subject, Grouping.SPACE, Resolution.PT1H).ifPresent(lines::add);
          line(subject, Grouping.EQUIPMENT, Resolution.P1D).ifPresent(lines::add);
          if (info.id().equals("purpose_mix")) {
            line(subject, Grouping.PURPOSE, Resolution.P1D).ifPresent(lines::add);
          }
        }
      }
    }
    return lines;
  }

  private OptionalDouble factor(int year) {
    var factor = factors.factor(year);
    return factor.isPresent()
        ? OptionalDouble.of(factor.get().kgPerKwh().doubleValue())
        : OptionalDouble.empty();
  }

  /** A metric on a basis, its figures and its truth. */
  private record Subject(String metric, String basis, Figures figures, TruthFigures truth) {}

  private void feed(OfflineRun run, SampleSink samples, LongConsumer progress) {
    long from = Math.max(world.epochMillis(), range.start() - WARM_UP_MILLIS);
    Iterator<SimulatedMessage> messages =
        world.messages(from, range.end() + WARM_UP_MILLIS, samples);
    long count = 0;
    while (messages.hasNext()) {
      SimulatedMessage m = messages.next();
      run.accept(new RawMessage(m.topic(), m.payload(), m.replayed(), m.sendTimeMillis()));
      if ((++count & 0xFFF) == 0) {
        progress.accept(m.sendTimeMillis());
      }
    }
  }

  private Optional<Line> line(Subject subject, Grouping by, Resolution resolution) {
    Answer answer =
        subject.figures.answer(
            new FigureQuery(
                subject.metric,
                subject.basis.isEmpty() ? null : subject.basis,
                Scope.CITY,
                by,
                range,
                resolution,
                world.campus().city().zone()));
    Comparison comparison = new Comparison(subject.metric);
    for (Answer.Series series : answer.series()) {
      if ("unallocated".equals(series.group())) {
        continue;
      }
      for (Figure figure : series.figures()) {
        Ask ask = ask(subject, by, series.group(), figure.interval());
        OptionalDouble value = subject.truth.value(subject.metric, ask);
        if (value.isPresent() && !"not_configured".equals(figure.reason())) {
          comparison.add(figure, value.getAsDouble());
        }
      }
    }
    String level = (by == Grouping.NONE ? "city" : by.word()) + " " + resolution.text();
    String basis = subject.basis.isEmpty() ? "" : " " + subject.basis;
    return comparison.line(level + basis);
  }

  private static Ask ask(Subject subject, Grouping by, String group, Interval time) {
    Scope scope =
        switch (by) {
          case SPACE -> Scope.space(group);
          case EQUIPMENT -> Scope.equipment(group);
          default -> Scope.CITY;
        };
    Predicate<Space> which = Ask.ALL;
    if (by == Grouping.SPACE_TYPE) {
      SpaceType type = SpaceType.byId(group).orElseThrow();
      which = s -> s.type() == type;
    }
    return new Ask(scope, time, which, subject.basis, by == Grouping.PURPOSE ? group : "");
  }
}
