package io.campuspulse.simulator.world;

import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.scenario.SensorRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which load each meter of a school measures. */
final class Meters {
  private final Campus campus;
  private final Site site;
  private final List<String> generation = new ArrayList<>();

  Meters(Campus campus, Site site) {
    this.campus = campus;
    this.site = site;
    for (Point p : campus.points()) {
      if (p.quantity() == Quantity.ENERGY_GENERATION_REGISTER
          && campus.schoolOf(p.subject()).filter(site.school.id()::equals).isPresent()) {
        generation.add(p.id());
      }
    }
  }

  /** The register of a point with a cumulative quantity. */
  Counter counter(Point point, SensorRules rules, Dice dice) {
    long key = Dice.key(point.id());
    long modulus = point.traits().modulus().orElse(Long.MAX_VALUE / 4);
    Flow flow = flow(point);
    long device = Dice.key(point.device());
    return switch (point.quantity()) {
      case WATER_REGISTER -> {
        long initial = initial(point, rules, dice, dice.below(900_000, key, 0, 801) * 1_000L);
        yield new Counter(
            device,
            flow,
            new Counter.Scale(1, rules.registers().waterStepMillilitres(), modulus),
            initial);
      }
      case PEOPLE_IN, PEOPLE_OUT ->
          new Counter(device, missing(flow, rules, key), new Counter.Scale(1, 1_000, modulus), 0);
      default -> {
        long initial = initial(point, rules, dice, dice.below(8_000_000, key, 0, 801) * 10_000L);
        yield new Counter(
            device, flow, new Counter.Scale(60, step(point, rules), modulus), initial);
      }
    };
  }

  /** Some registers start close below their rollover: at most 200 kWh or 2 m³. */
  private static long initial(Point point, SensorRules rules, Dice dice, long usual) {
    long key = Dice.key(point.id());
    var modulus = point.traits().modulus();
    if (modulus.isEmpty() || !dice.chance(rules.registers().nearRollover(), key, 0, 802)) {
      return usual;
    }
    boolean water = point.quantity() == Quantity.WATER_REGISTER;
    long most = water ? 2_000_000 : 200_000_000;
    return modulus.get() - Math.min(modulus.get(), 1 + dice.below((int) most, key, 0, 803));
  }

  /** A door counter misses some of those who pass, so that in − out drifts. */
  private static Flow missing(Flow flow, SensorRules rules, long key) {
    if (rules.counterError() == 0) {
      return flow;
    }
    return now -> {
      long passed = flow.perMinute(now) / 1_000;
      long minute = now.plan.weather.day * 1_440 + now.minute;
      long seen = passed;
      for (int person = 0; person < passed; person++) {
        seen -= now.dice.chance(rules.counterError(), key + person, minute, 804) ? 1 : 0;
      }
      return seen * 1_000;
    };
  }

  /** Resolution, mWh: meters of single machines count more finely. */
  private static long step(Point point, SensorRules rules) {
    boolean machine = point.subject().level() == Scope.Level.EQUIPMENT;
    return machine
        ? Math.min(100, rules.registers().energyStepMilliwattHours())
        : rules.registers().energyStepMilliwattHours();
  }

  /** What a register or a power gauge measures. */
  Flow flow(Point point) {
    return switch (point.quantity()) {
      case WATER_REGISTER, FLOW -> water(point.subject());
      case PEOPLE_IN -> people(point.subject(), 1);
      case PEOPLE_OUT -> people(point.subject(), -1);
      case ENERGY_GENERATION_REGISTER -> generation(generation.indexOf(point.id()));
      case ENERGY_EXPORT_REGISTER -> now -> Math.max(0, now.loads.sun - now.loads.school);
      default -> isGeneration(point) ? generation(0) : power(point);
    };
  }

  private boolean isGeneration(Point p) {
    return !generation.isEmpty()
        && campus.pointsOfDevice(p.device()).stream().anyMatch(o -> generation.contains(o.id()));
  }

  private Flow generation(int index) {
    int parts = Math.max(1, generation.size());
    return now -> now.loads.sun / parts + (index == 0 ? now.loads.sun % parts : 0);
  }

  private Flow water(Scope subject) {
    int i = site.indexOf(subject);
    return switch (subject.level()) {
      case BUILDING -> now -> now.loads.waterBuildings[i];
      case SPACE -> now -> now.loads.waterRooms[i];
      case EQUIPMENT -> now -> now.plan.machines[i][now.minute] == Machines.WORKING ? 200 : 0;
      case SCHOOL, CITY -> now -> now.loads.water;
    };
  }

  private Flow people(Scope subject, int sign) {
    int i = site.indexOf(subject);
    return switch (subject.level()) {
      case SPACE -> now -> Math.max(0, sign * (now.people(i) - now.before[i])) * 1_000L;
      default -> now -> 0;
    };
  }

  private Flow power(Point point) {
    int i = site.indexOf(point.subject());
    int phase = Phases.of(point);
    boolean main = point.role() == Point.Role.MAIN || phase >= 0;
    Flow whole = power(point, i, main);
    return phase < 0 ? whole : Phases.of(whole, point.subject(), phase);
  }

  private Flow power(Point point, int i, boolean main) {
    return switch (point.subject().level()) {
      case EQUIPMENT -> now -> now.loads.machines[i];
      case SPACE -> main ? now -> now.loads.rooms[i] : circuit(point, i);
      case BUILDING ->
          main || alone(point) ? now -> now.loads.buildings[i] : now -> now.loads.common[i];
      case SCHOOL, CITY -> main || alone(point) ? grid(point) : now -> now.loads.grounds;
    };
  }

  /** The connection to the grid: a register counts import alone, a power gauge goes below 0. */
  private Flow grid(Point point) {
    if (generation.isEmpty()) {
      return now -> now.loads.school;
    }
    return point.quantity() == Quantity.ENERGY_REGISTER
        ? now -> Math.max(0, now.loads.school - now.loads.sun)
        : now -> now.loads.school - now.loads.sun;
  }

  /** Whether no other point of the subject has the same quantity. */
  private boolean alone(Point point) {
    return same(point).size() == 1;
  }

  private List<Point> same(Point point) {
    return campus.pointsOf(point.subject()).stream()
        .filter(p -> p.quantity() == point.quantity() && Phases.of(p) < 0)
        .toList();
  }

  /** A sub-circuit of a room, told by the words in its id; without one, what the others leave. */
  private Flow circuit(Point point, int room) {
    String mine = word(point);
    if (alone(point)) {
      return now -> now.loads.rooms[room];
    }
    return switch (mine) {
      case "light" -> now -> now.loads.lamps[room];
      case "hvac" -> now -> now.loads.hvac[room];
      case "plug" -> now -> now.loads.plugs[room];
      default -> rest(point, room);
    };
  }

  private Flow rest(Point point, int room) {
    List<String> others =
        same(point).stream()
            .filter(p -> !p.equals(point) && p.role() == point.role())
            .map(Meters::word)
            .toList();
    boolean light = others.contains("light");
    boolean hvac = others.contains("hvac");
    boolean plug = others.contains("plug");
    return now ->
        now.loads.rooms[room]
            - (light ? now.loads.lamps[room] : 0)
            - (hvac ? now.loads.hvac[room] : 0)
            - (plug ? now.loads.plugs[room] : 0);
  }

  private static String word(Point p) {
    String text = (p.id() + " " + p.metric() + " " + p.device()).toLowerCase(Locale.ROOT);
    if (text.contains("light") || text.contains("lamp")) {
      return "light";
    } else if (text.contains("hvac") || text.contains("aircon") || text.contains("-ac")) {
      return "hvac";
    } else if (text.contains("plug") || text.contains("socket")) {
      return "plug";
    }
    return "";
  }
}
