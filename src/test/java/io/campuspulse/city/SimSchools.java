package io.campuspulse.city;

import io.campuspulse.model.Building;
import io.campuspulse.model.City;
import io.campuspulse.model.Dated;
import io.campuspulse.model.Device;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Name;
import io.campuspulse.model.OpeningHours;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.School;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.model.SpaceType;
import io.campuspulse.query.Answer;
import io.campuspulse.query.Changes;
import io.campuspulse.query.ChangesQuery;
import io.campuspulse.query.Figure;
import io.campuspulse.query.FigureQuery;
import io.campuspulse.query.Figures;
import io.campuspulse.query.LiveView;
import io.campuspulse.query.Resolution;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.CampusBuilder;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Schools of two municipalities whose figures follow from the question, the clock and what was
 * restated: value and revision of a bin change with every restatement in it.
 */
final class SimSchools {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final long GRACE = 1_800_000;
  static final List<String> WENZHOU = List.of("3303020001", "3303030002");
  static final List<String> TAIZHOU = List.of("3310020001");
  private static final long DELAY = 120_000;

  private final LongSupplier clock;
  private final Campus campus = campus();
  private final List<Restated> restated = new ArrayList<>();
  long asked;

  /** A restatement of a school's facts at a time, when the watermark stood somewhere. */
  private record Restated(String school, long at, long mark) {}

  SimSchools(LongSupplier clock) {
    this.clock = clock;
  }

  private static Campus campus() {
    CampusBuilder builder =
        new CampusBuilder(new City("zhejiang", new Name("浙江", "Zhejiang"), "zhejiang", ZONE));
    for (String id : List.of("3303020001", "3303030002", "3310020001")) {
      builder.add(
          new School(id, id.substring(0, 6), new Name("学校" + id, "School " + id), Dated.never()));
      String building = "b" + id;
      builder.add(new Building(building, id, new Name("楼", "Building")));
      builder.add(
          new Space(
              "s" + id,
              building,
              new Name("室", "Room"),
              SpaceType.CLASSROOM,
              Dated.always(BigDecimal.TEN),
              Dated.always(40),
              OpeningHours.CLOSED));
      builder.add(new Device("d" + id, "campus", id + "/air", Duration.ofMinutes(1), ZONE));
      builder.add(
          new Point(
              "p" + id,
              "d" + id,
              "co2",
              Quantity.CO2,
              Scope.space("s" + id),
              Point.Role.NORMAL,
              Point.Traits.nominal(60_000)));
    }
    return builder.build();
  }

  /** These schools' figures; what the link does not need throws. */
  Figures figures() {
    return view(Figures.class);
  }

  /** These schools' newest state; what the link does not need throws. */
  LiveView live() {
    return view(LiveView.class);
  }

  private <T> T view(Class<T> port) {
    Object proxy =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) -> {
              try {
                return SimSchools.class
                    .getMethod(method.getName(), method.getParameterTypes())
                    .invoke(this, arguments);
              } catch (NoSuchMethodException e) {
                throw new UnsupportedOperationException("the link needs no " + method.getName(), e);
              }
            });
    return port.cast(proxy);
  }

  Campus registry() {
    return campus;
  }

  /** Restates what a school's figures of a time are formed from. */
  synchronized void restate(String school, long at) {
    restated.add(new Restated(school, at, mark()));
  }

  private long mark() {
    return clock.getAsLong() - DELAY;
  }

  private boolean settled(long end, long mark) {
    return mark >= end + GRACE;
  }

  /** The revision of a bin: 1 and one more for each restatement since it became final. */
  synchronized long revision(String school, Interval bin) {
    return 1
        + restated.stream()
            .filter(r -> r.school.equals(school) && bin.contains(r.at))
            .filter(r -> settled(bin.end(), r.mark))
            .count();
  }

  /** The value of a bin as text. */
  String value(String metric, String school, Interval bin) {
    return Long.toString(
        Math.floorMod((metric + school + bin.start()).hashCode(), 1000)
            + 1000 * revision(school, bin));
  }

  private Figure figure(String metric, String school, Interval bin) {
    long revision = revision(school, bin);
    boolean isFinal = settled(bin.end(), mark());
    BigDecimal value = new BigDecimal(value(metric, school, bin));
    return new Figure(
        bin,
        value,
        new Figure.Parts(value, BigDecimal.ONE, BigDecimal.ONE, List.of()),
        new Figure.Bounds(value, value),
        !isFinal
            ? Figure.Status.PROVISIONAL
            : revision > 1 ? Figure.Status.CORRECTED : Figure.Status.FINAL,
        null,
        new Figure.Revised(revision, bin.end()));
  }

  private static Interval bin(long at, Resolution resolution) {
    long hour = 3_600_000;
    long start =
        resolution == Resolution.PT1H
            ? Math.floorDiv(at, hour) * hour
            : RecordSource.dayStart(at, ZONE);
    return new Interval(start, resolution == Resolution.PT1H ? start + hour : start + 24 * hour);
  }

  public synchronized Answer answer(FigureQuery query) {
    asked++;
    List<Figure> figures = new ArrayList<>();
    for (long t = query.range().start(); t < query.range().end(); ) {
      Interval bin = bin(t, query.resolution());
      figures.add(figure(query.metric(), query.scope().id(), bin));
      t = bin.end();
    }
    return new Answer(
        query,
        query.metric().equals("energy_use") ? "kWh" : "%",
        query.metric() + "/1 registry=test",
        List.of(new Answer.Series(null, null, null, figures)),
        "v",
        false);
  }

  public synchronized long revision() {
    return restated.size();
  }

  public synchronized Changes changes(ChangesQuery query) {
    TreeMap<String, Changes.Change> found = new TreeMap<>();
    for (Restated r : restated.subList((int) query.since(), restated.size())) {
      Interval bin = bin(r.at, query.resolution());
      boolean wanted =
          query.scope().level() == Scope.Level.CITY || query.scope().id().equals(r.school);
      if (wanted && settled(bin.end(), r.mark)) {
        String metric = query.metric().orElseThrow();
        found.put(
            r.school + bin,
            new Changes.Change(
                metric,
                query.basis(),
                query.scope(),
                r.school,
                "%",
                figure(metric, r.school, bin)));
      }
    }
    return new Changes(List.copyOf(found.values()), restated.size(), false);
  }

  public Optional<LiveView.Latest> latest(String point) {
    return Optional.of(new LiveView.Latest(mark(), 612_500, Quality.GOOD));
  }

  public Optional<Long> watermark(String school) {
    return Optional.of(Math.floorDiv(mark(), 60_000) * 60_000);
  }
}
