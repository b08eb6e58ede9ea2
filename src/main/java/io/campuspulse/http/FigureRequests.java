package io.campuspulse.http;

import io.campuspulse.metrics.MetricInfo;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Scope;
import io.campuspulse.query.ChangesQuery;
import io.campuspulse.query.FigureQuery;
import io.campuspulse.query.Grouping;
import io.campuspulse.query.Resolution;
import io.campuspulse.registry.Campus;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the parameters of a metric request into a question that is allowed, or a problem. */
final class FigureRequests {
  /** Most points of one answer. */
  static final int MAX_POINTS = 20_000;

  /** Longest range by resolution, days. */
  static final Map<Resolution, Integer> MAX_DAYS =
      Map.of(
          Resolution.PT15M, 31,
          Resolution.PT1H, 366,
          Resolution.P1D, 1_100,
          Resolution.P1W, 3_660,
          Resolution.P1M, 3_660,
          Resolution.TERM, 3_660,
          Resolution.P1Y, 3_660,
          Resolution.TOTAL, 3_660);

  private static final long DAY_MILLIS = 86_400_000;
  private static final int PRESET_DAYS = 7;

  private final Reads reads;

  FigureRequests(Reads reads) {
    this.reads = reads;
  }

  /**
   * The question.
   *
   * @throws ProblemException when a parameter breaks a rule or names nothing
   */
  FigureQuery parse(String metricId, Parameters parameters) {
    Campus campus = reads.campus().get();
    MetricInfo metric = metric(metricId);
    Scope scope = scope(parameters, campus);
    Grouping by = parameters.word("by", Grouping::byWord, groupings()).orElse(Grouping.NONE);
    checkDown(scope, by);
    String basis = basis(parameters, metric);
    Resolution resolution =
        parameters.word("resolution", Resolution::byText, resolutions()).orElse(Resolution.P1D);
    ZoneId zone = parameters.text("tz").map(t -> Times.zone("tz", t)).orElse(campus.city().zone());
    Interval range = range(parameters, zone, resolution);
    capPoints(range, resolution, series(campus, scope, by));
    return new FigureQuery(metric.id(), basis, scope, by, range, resolution, zone);
  }

  /**
   * The question for one figure over the whole range.
   *
   * @throws ProblemException when a parameter breaks a rule or names nothing
   */
  FigureQuery parseOne(String metricId, Parameters parameters) {
    FigureQuery query = parse(metricId, parameters);
    return new FigureQuery(
        query.metric(),
        query.basis(),
        query.scope(),
        Grouping.NONE,
        query.range(),
        Resolution.TOTAL,
        query.zone());
  }

  /**
   * The question for what was restated.
   *
   * @throws ProblemException when a parameter breaks a rule or names nothing
   */
  ChangesQuery parseChanges(Parameters parameters) {
    Campus campus = reads.campus().get();
    Optional<MetricInfo> metric = parameters.text("metric").map(this::metric);
    Scope scope = scope(parameters, campus);
    Optional<Grouping> by = parameters.word("by", Grouping::byWord, groupings());
    by.ifPresent(b -> checkDown(scope, b));
    List<String> bases =
        metric.map(MetricInfo::bases).orElse(List.of()); // without a metric all bases are told
    Resolution resolution =
        parameters.word("resolution", FigureRequests::bins, binned()).orElse(Resolution.PT15M);
    ZoneId zone = parameters.text("tz").map(t -> Times.zone("tz", t)).orElse(campus.city().zone());
    if (by.isEmpty() && metric.isPresent()) {
      by = Optional.of(Grouping.NONE);
    }
    return new ChangesQuery(
        parameters.whole("since", reads.figures().revision()),
        metric.map(MetricInfo::id),
        parameters.word("basis", bases).orElse(null),
        scope,
        by,
        resolution,
        zone);
  }

  private static Optional<Resolution> bins(String text) {
    return Resolution.byText(text).filter(r -> r != Resolution.TOTAL && r != Resolution.TERM);
  }

  private static List<String> binned() {
    return resolutions().stream().filter(r -> bins(r).isPresent()).toList();
  }

  private MetricInfo metric(String id) {
    return reads
        .catalog()
        .find(id)
        .orElseThrow(
            () ->
                Problem.notFound(
                        "metric",
                        id,
                        "没有这个指标；全部指标见 /api/v1/catalog",
                        "there is no such metric; /api/v1/catalog lists them")
                    .exception());
  }

  private static Scope scope(Parameters parameters, Campus campus) {
    String text = parameters.text("scope").orElse("city");
    Scope scope;
    try {
      scope = Scope.parse(text);
    } catch (IllegalArgumentException e) {
      throw Problem.parameter(
              "scope",
              text,
              "必须是 city、school:ID、building:ID、space:ID 或 equipment:ID",
              "must be city, school:ID, building:ID, space:ID or equipment:ID")
          .exception();
    }
    if (!campus.exists(scope)) {
      throw Problem.notFound("scope", text, "登记簿中没有这个对象", "the registry has nothing of this name")
          .exception();
    }
    return scope;
  }

  private static void checkDown(Scope scope, Grouping by) {
    Scope.Level level =
        switch (by) {
          case NONE, SPACE_TYPE, PURPOSE -> Scope.Level.EQUIPMENT;
          case SCHOOL -> Scope.Level.SCHOOL;
          case BUILDING -> Scope.Level.BUILDING;
          case SPACE -> Scope.Level.SPACE;
          case EQUIPMENT -> Scope.Level.EQUIPMENT;
        };
    if (level.compareTo(scope.level()) < 0) {
      throw Problem.parameter(
              "by",
              by.word(),
              "只能按 scope 自身或更低的层级分组",
              "a scope is broken down by its own level or one below it")
          .exception();
    }
  }

  private static String basis(Parameters parameters, MetricInfo metric) {
    if (metric.bases().isEmpty() && parameters.text("basis").isPresent()) {
      throw Problem.parameter(
              "basis",
              parameters.text("basis").get(),
              "该指标没有时间基准",
              "the metric " + metric.id() + " has no bases")
          .exception();
    }
    return parameters.word("basis", metric.bases()).orElse(null);
  }

  /** The scope that a request is about, the whole city by default. */
  Scope scope(Parameters parameters) {
    return scope(parameters, reads.campus().get());
  }

  /** The zone of a request's days, the city's by default. */
  ZoneId zone(Parameters parameters) {
    return parameters
        .text("tz")
        .map(t -> Times.zone("tz", t))
        .orElseGet(() -> reads.campus().get().city().zone());
  }

  private Interval range(Parameters parameters, ZoneId zone, Resolution resolution) {
    return range(parameters, zone, MAX_DAYS.get(resolution), resolution.text());
  }

  /**
   * The range of a request.
   *
   * @param maxDays its longest
   * @param by what limits it, for the sentence
   * @throws ProblemException when it breaks a rule
   */
  Interval range(Parameters parameters, ZoneId zone, int maxDays, String by) {
    long to =
        parameters
            .text("to")
            .map(t -> quarter("to", t, Times.instant("to", t, zone)))
            .orElseGet(() -> endOfNewestDay(zone));
    long from =
        parameters
            .text("from")
            .map(t -> quarter("from", t, Times.instant("from", t, zone)))
            .orElseGet(() -> at(to, zone).minusDays(PRESET_DAYS).toInstant().toEpochMilli());
    if (from >= to) {
      throw Problem.parameter(
              "from",
              parameters.text("from").orElse(Times.text(from, zone)),
              "必须早于 to（" + Times.text(to, zone) + "）",
              "must be before to, " + Times.text(to, zone))
          .exception();
    }
    if (to - from > maxDays * DAY_MILLIS) {
      throw Problem.parameter(
              "from",
              parameters.text("from").orElse(Times.text(from, zone)),
              by + " 的时间范围最长 " + maxDays + " 天",
              "a range by " + by + " is at most " + maxDays + " days")
          .exception();
    }
    return new Interval(from, to);
  }

  private static long quarter(String name, String text, long millis) {
    if (Interval.baseStart(millis) != millis) {
      throw Problem.parameter(name, text, "必须是整刻钟（:00、:15、:30、:45）", "must be on a quarter hour")
          .exception();
    }
    return millis;
  }

  private long endOfNewestDay(ZoneId zone) {
    long newest = reads.live().newestEventTime().orElseGet(() -> reads.clock().millis());
    return at(newest, zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private static ZonedDateTime at(long millis, ZoneId zone) {
    return Instant.ofEpochMilli(millis).atZone(zone);
  }

  private static void capPoints(Interval range, Resolution resolution, long series) {
    long perSeries = bins(range, resolution);
    if (perSeries * series > MAX_POINTS) {
      throw Problem.parameter(
              "resolution",
              resolution.text(),
              "回答最多 " + MAX_POINTS + " 个点，此查询有 " + perSeries * series + " 个；请缩短范围或加粗分辨率",
              "an answer has at most "
                  + MAX_POINTS
                  + " points, this one would have "
                  + perSeries * series
                  + "; ask for a shorter range or a coarser resolution")
          .exception();
    }
  }

  private static long bins(Interval range, Resolution resolution) {
    long bin =
        switch (resolution) {
          case PT15M -> Interval.BASE_MILLIS;
          case PT1H -> 4 * Interval.BASE_MILLIS;
          case P1D -> DAY_MILLIS;
          case P1W -> 7 * DAY_MILLIS;
          case P1M, TERM -> 28 * DAY_MILLIS;
          case P1Y -> 365 * DAY_MILLIS;
          case TOTAL -> range.length();
        };
    return (range.length() + bin - 1) / bin;
  }

  private static long series(Campus campus, Scope scope, Grouping by) {
    return switch (by) {
      case NONE -> 1;
      case SCHOOL -> campus.schools().size();
      case BUILDING -> buildings(campus, scope);
      case SPACE_TYPE -> 8;
      case PURPOSE -> 9;
      case SPACE -> campus.spacesUnder(scope).size();
      case EQUIPMENT ->
          campus.spacesUnder(scope).stream()
              .mapToLong(s -> campus.equipmentOf(s.id()).size())
              .sum();
    };
  }

  private static long buildings(Campus campus, Scope scope) {
    return switch (scope.level()) {
      case CITY -> campus.buildings().size();
      case SCHOOL -> campus.buildingsOf(scope.id()).size();
      default -> 1;
    };
  }

  private static List<String> groupings() {
    return Arrays.stream(Grouping.values())
        .filter(g -> g != Grouping.NONE)
        .map(Grouping::word)
        .toList();
  }

  private static List<String> resolutions() {
    return Arrays.stream(Resolution.values()).map(Resolution::text).toList();
  }
}
