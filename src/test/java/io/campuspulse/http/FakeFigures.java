package io.campuspulse.http;

import io.campuspulse.metrics.Metric;
import io.campuspulse.metrics.MetricCatalog;
import io.campuspulse.metrics.SeriesInterval;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Name;
import io.campuspulse.model.Point;
import io.campuspulse.model.Revision;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.query.Alarm;
import io.campuspulse.query.Answer;
import io.campuspulse.query.Changes;
import io.campuspulse.query.ChangesQuery;
import io.campuspulse.query.Explanation;
import io.campuspulse.query.Figure;
import io.campuspulse.query.FigureQuery;
import io.campuspulse.query.Figures;
import io.campuspulse.query.Grouping;
import io.campuspulse.query.QueryProblem;
import io.campuspulse.query.Resolution;
import io.campuspulse.registry.Campus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Figures that follow from the question alone, with every status, and a version to be turned. */
final class FakeFigures implements Figures {
  final AtomicInteger asked = new AtomicInteger();
  volatile String version = "v1";
  volatile RuntimeException failure;
  volatile Runnable before = () -> {};
  private final Campus campus;
  private final long nowMillis;

  FakeFigures(Campus campus, long nowMillis) {
    this.campus = campus;
    this.nowMillis = nowMillis;
  }

  @Override
  public Answer answer(FigureQuery query) {
    asked.incrementAndGet();
    before.run();
    if (failure != null) {
      throw failure;
    }
    if (query.by() == Grouping.EQUIPMENT && query.metric().startsWith("space")) {
      throw new QueryProblem(
          QueryProblem.Kind.BAD_PARAMETER, "by", "equipment", "the metric is about spaces");
    }
    boolean silent = query.scope().id().equals(SampleCampus.SILENT_SCHOOL);
    List<Answer.Series> series = new ArrayList<>();
    if (query.by() == Grouping.SPACE) {
      for (Space space : campus.spacesUnder(query.scope())) {
        series.add(series(query, space.id(), space.name().zh(), space.name().en(), silent));
      }
    } else if (query.by() == Grouping.SPACE_TYPE) {
      series.add(series(query, "classroom", "教室", "Classroom", silent));
      series.add(series(query, "training_room", "实训室", "Training room", silent));
      series.add(series(query, "library", "图书馆", "Library", silent));
      series.add(series(query, "sports_venue", "体育场馆", "Sports venue", silent));
    } else {
      series.add(series(query, null, null, null, silent));
    }
    String unit =
        switch (query.metric()) {
          case "energy_use" -> "kWh";
          case "carbon_emissions" -> "kgCO2";
          default -> "%";
        };
    return new Answer(query, unit, query.metric() + "/1 registry=test", series, version, silent);
  }

  private Answer.Series series(
      FigureQuery query, String group, String zh, String en, boolean silent) {
    List<Figure> figures = new ArrayList<>();
    long bin =
        switch (query.resolution()) {
          case PT15M -> Interval.BASE_MILLIS;
          case PT1H -> 3_600_000;
          case TOTAL -> query.range().length();
          default -> 86_400_000;
        };
    for (long at = query.range().start(); at < query.range().end(); at += bin) {
      Interval interval = new Interval(at, Math.min(at + bin, query.range().end()));
      figures.add(silent || at >= nowMillis ? nothing(interval) : figure(query, group, interval));
    }
    return new Answer.Series(group, zh, en, figures);
  }

  @Override
  public Answer answerAsOf(FigureQuery query, long recordedAtMillis) {
    return answer(query);
  }

  @Override
  public Explanation explain(FigureQuery query) {
    Facts facts = Facts.of(Map.of("e", 1_000_000L));
    Leaf leaf = new Leaf(Leaf.Kind.METER, "m1");
    Point point = campus.points().iterator().next();
    long start = query.range().start();
    return new Explanation(
        query,
        MetricCatalog.find(query.metric()).orElseThrow().info(),
        query.metric() + "/1",
        answer(query).series().get(0).figures().get(0),
        facts,
        List.of(
            new Explanation.Part(
                leaf,
                "",
                new TreeMap<>(Map.of(2026, facts)),
                new Explanation.Edges(facts, facts, Facts.NONE),
                new TreeMap<>(Map.of(start, facts)),
                List.of(
                    new Explanation.Input(point, 96, 90), new Explanation.Input(point, -1, 0)))),
        new Explanation.Details(
            query.range().end(),
            List.of(new Metric.Ingredient("mean_area", BigDecimal.TEN, "m²", "registry")),
            new Explanation.Beyond(
                List.of(new Explanation.Day(leaf, query.range(), facts)),
                List.of(new Metric.Counted("equipment:m", false, "filled", List.of(leaf))),
                List.of(
                    new Explanation.LessonRecord(
                        leaf, query.range(), true, false, facts, "taught")),
                List.of(new SeriesInterval(start, 5, SeriesInterval.UNBOUNDED, false)),
                answer(query).series()),
            List.of(new Revision(3, leaf, start, Facts.NONE, start, start + 5_000))));
  }

  @Override
  public long revision() {
    return 7;
  }

  @Override
  public List<Alarm> alarms(Scope scope, Interval range) {
    return List.of(
        new Alarm(
            Alarm.Kind.CO2_HIGH,
            scope,
            "A101",
            range.start(),
            OptionalLong.empty(),
            new Name("二氧化碳高", "CO2 high")));
  }

  @Override
  public Changes changes(ChangesQuery query) {
    List<Changes.Change> changes = new ArrayList<>();
    if (query.since() < revision()) {
      FigureQuery asked =
          new FigureQuery(
              query.metric().orElse("energy_use"),
              query.basis(),
              query.scope(),
              query.by().orElse(Grouping.NONE),
              new Interval(nowMillis - 7_200_000, nowMillis - 3_600_000),
              Resolution.PT1H,
              query.zone());
      for (Answer.Series series : answer(asked).series()) {
        series
            .figures()
            .forEach(
                f ->
                    changes.add(
                        new Changes.Change(
                            asked.metric(), null, asked.scope(), series.group(), "kWh", f)));
      }
    }
    return new Changes(changes, revision(), false);
  }

  private static Figure nothing(Interval interval) {
    return new Figure(
        interval,
        null,
        new Figure.Parts(null, null, null, List.of()),
        new Figure.Bounds(null, null),
        Figure.Status.NO_DATA,
        "no_data",
        new Figure.Revised(1, -1));
  }

  private Figure figure(FigureQuery query, String group, Interval interval) {
    int n = Math.floorMod(Objects.hash(query.metric(), group, interval.start() / 3_600_000), 97);
    long percent =
        switch (query.metric()) {
          case "space_frequency" -> 58 + n % 20;
          case "seat_occupancy" -> 44 + n % 15;
          case "space_utilization" -> 22 + n % 12;
          case "data_completeness" -> 97 + n % 3;
          default -> query.resolution() == Resolution.PT1H ? 15 + n % 30 : 620 + n * 3L;
        };
    boolean insufficient = n == 13;
    boolean open = interval.end() > nowMillis;
    BigDecimal value = BigDecimal.valueOf(percent * 1000 + n, 3);
    return new Figure(
        interval,
        insufficient ? null : value,
        new Figure.Parts(
            value,
            query.metric().equals("energy_use") ? null : BigDecimal.valueOf(100),
            new BigDecimal(insufficient ? "0.40" : "0.93"),
            n == 7 ? List.of("over_capacity", "estimated") : List.of()),
        new Figure.Bounds(
            value.multiply(new BigDecimal("0.93")),
            percent > 100 ? value.multiply(new BigDecimal("1.06")) : highest(value)),
        status(insufficient, open, n),
        insufficient ? "unknown_period" : null,
        new Figure.Revised(n % 11 == 0 ? 2 : 1, interval.end()));
  }

  private static BigDecimal highest(BigDecimal percent) {
    return percent.multiply(new BigDecimal("1.06")).min(BigDecimal.valueOf(100).max(percent));
  }

  private static Figure.Status status(boolean insufficient, boolean open, int n) {
    if (insufficient) {
      return Figure.Status.INSUFFICIENT;
    }
    if (open) {
      return Figure.Status.PROVISIONAL;
    }
    return n % 11 == 0 ? Figure.Status.CORRECTED : Figure.Status.FINAL;
  }
}
