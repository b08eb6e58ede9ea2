package io.campuspulse.metrics;

import io.campuspulse.metrics.comfort.ThermalBalance;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.Standards;
import io.campuspulse.window.PointBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A space's air, light and warmth against their limits while people are there (METRICS §1 "space
 * and rule", §5 "Environment"). Facts in ms, those that are 0 are left out.
 *
 * <p>Per rule {@code co2}, {@code lux}, {@code pmv}: {@code ok}, {@code bad}, {@code nodata} while
 * the space is used or sparsely used, and {@code x_ok}, {@code x_bad}, {@code x_nodata} while
 * nobody knows whether it is. {@code lux} adds the time of every sensor. {@code pmv} stands for
 * places that are air conditioned; others have {@code temp[TENTHS]}, {@code temp.nodata}, {@code
 * x_temp[TENTHS]} and {@code x_temp.nodata}: the time at each temperature in tenths of a degree,
 * which the outdoor temperature of the days before judges on reading.
 *
 * <p>{@code light.empty}, {@code light.occupied}, {@code light.unknown}: lamps on by state of the
 * space; {@code light.x_empty …}: nobody knows whether they are on; {@code light.off}. A state that
 * light itself decides is unknown here.
 */
public final class RulesFold implements LeafFold {
  private static final Set<Quantity> GAUGES =
      Set.of(
          Quantity.CO2,
          Quantity.ILLUMINANCE,
          Quantity.LIGHT,
          Quantity.TEMPERATURE,
          Quantity.HUMIDITY);

  private final Leaf leaf;
  private final Space space;
  private final String school;
  private final ZoneId zone;
  private final Standards standards;
  private final SpaceStates states;
  private final List<Point> gauges;

  private RulesFold(Space space, String school, Campus campus, SpaceStates states) {
    this.leaf = new Leaf(Leaf.Kind.RULES, space.id());
    this.space = space;
    this.school = school;
    this.zone = campus.city().zone();
    this.standards = campus.standards();
    this.states = states;
    this.gauges = gauges(campus.pointsOf(Scope.space(space.id())));
  }

  /**
   * The fold of a space of a registry.
   *
   * @param states of the space
   */
  static RulesFold of(Campus campus, Space space, SpaceStates states) {
    String school = campus.schoolOf(Scope.space(space.id())).orElse("");
    return new RulesFold(space, school, campus, states);
  }

  private static List<Point> gauges(List<Point> points) {
    return points.stream()
        .filter(p -> GAUGES.contains(p.quantity()) && p.role() != Point.Role.INFO)
        .toList();
  }

  /** Whether any of a space's points falls under a rule. */
  static boolean concerns(List<Point> points) {
    return !gauges(points).isEmpty();
  }

  @Override
  public Leaf leaf() {
    return leaf;
  }

  @Override
  public String school() {
    return school;
  }

  @Override
  public List<Point> inputs() {
    Set<Point> all = new LinkedHashSet<>(states.inputs());
    all.addAll(gauges);
    return List.copyOf(all);
  }

  @Override
  public Interval reach(Point point, PointBuffer readings, long millis, String carry) {
    Interval held = new Interval(millis, millis + Holds.cap(point));
    if (!states.inputs().contains(point)) {
      return held;
    }
    Interval state = states.reach(point, readings, millis, carry);
    return gauges.contains(point)
        ? new Interval(Math.min(held.start(), state.start()), Math.max(held.end(), state.end()))
        : state;
  }

  @Override
  public long widest(Point p) {
    long held = Holds.cap(p);
    return states.inputs().contains(p) ? Math.max(held, states.widest(p)) : held;
  }

  @Override
  public Optional<Object> shares() {
    return Optional.of(states);
  }

  @Override
  public long lookBackMillis() {
    long most = states.lookBackMillis();
    for (Point p : gauges) {
      most = Math.max(most, Holds.cap(p));
    }
    return most;
  }

  @Override
  public String configuration(LocalDate day) {
    return "limits "
        + standards
        + " conditioned="
        + standards.isAirConditioned(space)
        + "\n"
        + states.configuration(day)
        + "\n"
        + Configurations.points(inputs());
  }

  @Override
  public Outcome fold(
      Interval interval, long until, String carry, Function<Point, PointBuffer> readings) {
    Interval judged = new Interval(interval.start(), Math.max(until, interval.start()));
    SpaceStates.Outcome outcome = states.states(interval, judged.end(), carry, readings);
    if (judged.isEmpty()) {
      return new Outcome(Facts.NONE, outcome.carry());
    }
    Tally tally =
        new Tally(
            tracks(judged, readings),
            LocalDate.ofInstant(Instant.ofEpochMilli(interval.start()), zone));
    outcome.spans().forEach(tally::add);
    return new Outcome(tally.sums.toFacts(), outcome.carry());
  }

  private Map<Quantity, List<Track>> tracks(
      Interval judged, Function<Point, PointBuffer> readings) {
    Map<Quantity, List<Track>> tracks = new EnumMap<>(Quantity.class);
    for (Point p : gauges) {
      tracks
          .computeIfAbsent(p.quantity(), q -> new ArrayList<>(2))
          .add(Holds.track(readings.apply(p), Holds.cap(p), judged.start(), judged.end()));
    }
    return tracks;
  }

  /** Adds spans of one verdict. */
  private final class Tally {
    private final FactSums sums = new FactSums();
    private final Map<Quantity, List<Track>> tracks;
    private final List<Track> all = new ArrayList<>();
    private final boolean conditioned = standards.isAirConditioned(space);
    private final double clothing;

    Tally(Map<Quantity, List<Track>> tracks, LocalDate date) {
      this.tracks = tracks;
      tracks.values().forEach(all::addAll);
      boolean summer = date.getMonthValue() >= 5 && date.getMonthValue() <= 10;
      this.clothing =
          standards.value(summer ? Standards.Key.CLOTHING_SUMMER : Standards.Key.CLOTHING_WINTER);
    }

    void add(StateSpan span) {
      long[] cuts = Cuts.of(span.interval(), all);
      for (int i = 0; i + 1 < cuts.length; i++) {
        add(span.occupancy(), cuts[i], cuts[i + 1] - cuts[i]);
      }
    }

    private void add(Occupancy occupancy, long at, long ms) {
      lamps(occupancy, at, ms);
      if (occupancy.state() == Occupancy.State.EMPTY) {
        return;
      }
      String x = occupancy.state() == Occupancy.State.UNKNOWN ? "x_" : "";
      if (tracks.containsKey(Quantity.CO2)) {
        long ppm = highest(Quantity.CO2, at);
        boolean ok = ppm <= standards.milli(Standards.Key.CO2);
        sums.add("co2." + x + word(ppm, ok), ms);
      }
      for (Track lux : tracks.getOrDefault(Quantity.ILLUMINANCE, List.of())) {
        boolean ok = lux.at(at) >= standards.milli(Standards.Key.ILLUMINANCE);
        sums.add("lux." + x + word(lux.at(at), ok), ms);
      }
      if (tracks.containsKey(Quantity.TEMPERATURE)) {
        warmth(x, at, ms);
      }
    }

    private static String word(long value, boolean ok) {
      return value == Track.UNKNOWN ? "nodata" : ok ? "ok" : "bad";
    }

    private long highest(Quantity quantity, long at) {
      long most = Track.UNKNOWN;
      for (Track track : tracks.get(quantity)) {
        most = Math.max(most, track.at(at));
      }
      return most;
    }

    /** The mean of all live sensors in thousandths, or unknown. */
    private long mean(Quantity quantity, long at) {
      long sum = 0;
      int live = 0;
      for (Track track : tracks.getOrDefault(quantity, List.of())) {
        if (track.at(at) != Track.UNKNOWN) {
          sum += track.at(at);
          live++;
        }
      }
      return live == 0 ? Track.UNKNOWN : Rounding.halfEven(sum, live);
    }

    private void warmth(String x, long at, long ms) {
      long milliDegC = mean(Quantity.TEMPERATURE, at);
      if (conditioned) {
        sums.add("pmv." + x + vote(milliDegC, mean(Quantity.HUMIDITY, at)), ms);
      } else if (milliDegC == Track.UNKNOWN) {
        sums.add(x + "temp.nodata", ms);
      } else {
        sums.add(x + "temp[" + Rounding.halfEven(milliDegC, 100) + "]", ms);
      }
    }

    /** Air as warm as the walls, without knowledge of them; outside of the model's limits: bad. */
    private String vote(long milliDegC, long milliHumidity) {
      if (milliDegC == Track.UNKNOWN || milliHumidity == Track.UNKNOWN) {
        return "nodata";
      }
      double degC = milliDegC / 1000.0;
      ThermalBalance balance =
          new ThermalBalance(
              degC,
              degC,
              standards.value(Standards.Key.AIR_SPEED),
              milliHumidity / 1000.0,
              standards.value(Standards.Key.METABOLIC_RATE),
              clothing);
      double limit = standards.value(Standards.Key.PMV);
      return balance.vote().filter(v -> Math.abs(v.pmv()) <= limit).isPresent() ? "ok" : "bad";
    }

    private void lamps(Occupancy occupancy, long at, long ms) {
      List<Track> lamps = tracks.get(Quantity.LIGHT);
      if (lamps == null) {
        return;
      }
      long on = highest(Quantity.LIGHT, at);
      boolean all = lamps.stream().allMatch(t -> t.at(at) != Track.UNKNOWN);
      if (on == 0 && all) {
        sums.add("light.off", ms);
        return;
      }
      String x = on > 0 ? "" : "x_";
      boolean known = occupancy.state() != Occupancy.State.UNKNOWN && !occupancy.source().weak();
      String state =
          !known ? "unknown" : occupancy.state() == Occupancy.State.EMPTY ? "empty" : "occupied";
      sums.add("light." + x + state, ms);
    }
  }
}
