package io.campuspulse.query;

import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Name;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.Standards;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Finds alarms in facts: a pure function of rows, so that late data, replay and restatement raise
 * and clear them as if they had come in time. Thread-safe.
 */
final class AlarmFinder {
  /** How far before a range an alarm is looked for that still lasts in it. */
  static final int DAYS_BEFORE = 7;

  private static final long HALF_A_QUARTER = Interval.BASE_MILLIS / 2;
  private static final int NIGHT_ENDS = 5;

  private final Supplier<Campus> campus;
  private final FactReader facts;

  AlarmFinder(Supplier<Campus> campus, FactReader facts) {
    this.campus = campus;
    this.facts = facts;
  }

  /** What one quarter of an hour says; {@code KEEP} neither raises nor clears. */
  private enum Verdict {
    TRUE,
    FALSE,
    KEEP
  }

  /** Judges the facts of the quarter that starts at a time. */
  private interface Rule {
    Verdict of(Facts facts, long startMillis);
  }

  /**
   * Something that is watched.
   *
   * @param lasting quarters that it must last
   */
  private record Watch(
      Alarm.Kind kind, Leaf leaf, Scope scope, Rule rule, int lasting, Name text) {}

  /** The alarms of a scope that last in a range, newest first. */
  List<Alarm> find(Scope scope, Interval range) {
    Campus now = campus.get();
    if (!now.exists(scope)) {
      throw new QueryProblem(
          QueryProblem.Kind.NOT_FOUND,
          "scope",
          scope.toString(),
          "the scope must name something in the registry");
    }
    ZoneId zone = now.city().zone();
    List<Watch> watches = watches(now, scope, zone);
    if (watches.isEmpty()) {
      return List.of();
    }
    long from = range.start() - DAYS_BEFORE * 96 * Interval.BASE_MILLIS;
    List<Interval> bins = Bins.of(new Interval(from, range.end()), Resolution.PT15M, zone);
    Map<Leaf, List<SpanFacts>> read =
        facts.read(watches.stream().map(Watch::leaf).distinct().toList(), bins, zone, false);
    List<Alarm> alarms = new ArrayList<>();
    for (Watch watch : watches) {
      alarms(watch, bins, read.get(watch.leaf()), range, alarms);
    }
    alarms.sort(
        Comparator.comparingLong(Alarm::raisedAtMillis).reversed().thenComparing(Alarm::id));
    return alarms;
  }

  private static void alarms(
      Watch watch, List<Interval> bins, List<SpanFacts> spans, Interval range, List<Alarm> into) {
    int lasted = 0;
    long raised = -1;
    for (int i = 0; i < bins.size(); i++) {
      Facts sum = spans.get(i).sum();
      Verdict verdict = sum.size() == 0 ? Verdict.KEEP : watch.rule().of(sum, bins.get(i).start());
      if (verdict == Verdict.TRUE && ++lasted == watch.lasting()) {
        raised = bins.get(i).end();
      } else if (verdict == Verdict.FALSE) {
        if (raised >= 0 && bins.get(i).start() > range.start()) {
          into.add(alarm(watch, raised, OptionalLong.of(bins.get(i).start())));
        }
        lasted = 0;
        raised = -1;
      }
    }
    if (raised >= 0) {
      into.add(alarm(watch, raised, OptionalLong.empty()));
    }
  }

  private static Alarm alarm(Watch watch, long raised, OptionalLong cleared) {
    return new Alarm(watch.kind(), watch.scope(), watch.leaf().id(), raised, cleared, watch.text());
  }

  private static List<Watch> watches(Campus campus, Scope scope, ZoneId zone) {
    List<Watch> watches = new ArrayList<>();
    for (Scope s : Groups.under(campus, scope)) {
      List<Point> points = campus.pointsOf(s);
      boolean air =
          points.stream()
              .anyMatch(p -> p.quantity() == Quantity.CO2 && p.role() != Point.Role.INFO);
      if (s.level() == Scope.Level.SPACE && air) {
        watches.add(air(campus, s));
      }
      for (Point p : points) {
        if (p.quantity() == Quantity.ENERGY_REGISTER || p.quantity() == Quantity.WATER_REGISTER) {
          watches.add(gap(p));
        }
        if (p.quantity() == Quantity.WATER_REGISTER && p.role() == Point.Role.MAIN) {
          watches.add(leak(p, zone));
        }
      }
    }
    return watches;
  }

  private static Watch air(Campus campus, Scope space) {
    String limit = campus.standards().limit(Standards.Key.CO2).value().toPlainString() + " ppm";
    return new Watch(
        Alarm.Kind.CO2_HIGH,
        new Leaf(Leaf.Kind.RULES, space.id()),
        space,
        AlarmFinder::airOf,
        2,
        new Name(
            "有人时二氧化碳超过 " + limit + " 已达半小时",
            "CO2 over " + limit + " for half an hour with people inside"));
  }

  private static Verdict airOf(Facts f, long start) {
    if (f.get("co2.bad") > HALF_A_QUARTER) {
      return Verdict.TRUE;
    }
    long unknown =
        f.get("co2.nodata") + f.get("co2.x_ok") + f.get("co2.x_bad") + f.get("co2.x_nodata");
    return f.get("co2.bad") == 0 && unknown < HALF_A_QUARTER ? Verdict.FALSE : Verdict.KEEP;
  }

  private static Watch gap(Point register) {
    return new Watch(
        Alarm.Kind.METER_GAP,
        new Leaf(Leaf.Kind.METER, register.id()),
        register.subject(),
        (f, start) ->
            f.get("open_gap") + f.get("gap") >= f.get("span") ? Verdict.TRUE : Verdict.FALSE,
        4,
        new Name("计量表一小时没有读数", "The meter has had no reading for an hour"));
  }

  private static Watch leak(Point register, ZoneId zone) {
    return new Watch(
        Alarm.Kind.WATER_LEAK,
        new Leaf(Leaf.Kind.METER, register.id()),
        register.subject(),
        (f, start) -> night(f, Instant.ofEpochMilli(start).atZone(zone).getHour()),
        2 * 4 * NIGHT_ENDS,
        new Name(
            "连续两夜（0 至 5 时）每一刻钟都有用水",
            "Water flowed in every quarter of an hour of two nights, 0:00 to 5:00"));
  }

  private static Verdict night(Facts f, int hour) {
    if (hour >= NIGHT_ENDS || f.get("open_gap") + f.get("gap") > 0) {
      return Verdict.KEEP;
    }
    return f.get("e") + f.get("w") > 0 ? Verdict.TRUE : Verdict.FALSE;
  }
}
