package io.campuspulse.simulator.world;

import io.campuspulse.model.Point;
import io.campuspulse.model.Scope;
import io.campuspulse.simulator.scenario.SensorRules;
import java.util.Locale;

/** The reading of each point that is not a register. */
final class Gauges {
  private final Site site;
  private final Meters meters;
  private final SensorRules rules;

  Gauges(Site site, Meters meters, SensorRules rules) {
    this.site = site;
    this.meters = meters;
    this.rules = rules;
  }

  /** A value with noise, rounded to the sensor's resolution, in thousandths. */
  private Series noisy(Point point, double sigma, long step, Truth truth) {
    long key = Dice.key(point.id());
    double s = sigma * rules.noise() * 1_000;
    double min = point.quantity().min() * 1_000;
    double max = point.quantity().max() * 1_000;
    return (now, time, index) -> {
      double v = truth.at(now) * 1_000 + s * now.dice.normal(key, index, 901);
      return Math.round(Math.min(max, Math.max(min, v)) / step) * step;
    };
  }

  private interface Truth {
    double at(Moment now);
  }

  /** The series of a point. */
  Series of(Point point) {
    int i = site.indexOf(point.subject());
    boolean room = point.subject().level() == Scope.Level.SPACE;
    boolean machine = point.subject().level() == Scope.Level.EQUIPMENT;
    return switch (point.quantity()) {
      case PEOPLE -> people(point, i);
      case MOTION, OCCUPIED -> machine ? state(i) : motion(point, i);
      case LIGHT -> (now, t, k) -> now.plan.lamps[i][now.minute] ? 1 : 0;
      case OPENING -> door(point, i);
      case SWITCH -> machine ? state(i) : switched(point, i);
      case MACHINE_STATE -> (now, t, k) -> now.plan.machines[i][now.minute];
      case BATTERY -> machine && isWorn(i) ? charge(i) : electric(point);
      case POWER, CURRENT, VOLTAGE, FLOW, SIGNAL -> electric(point);
      default -> room ? indoor(point, i) : machine ? atMachine(point, i) : outdoor(point);
    };
  }

  private Series people(Point point, int i) {
    long key = Dice.key(point.id());
    if (point.subject().level() != Scope.Level.SPACE) {
      boolean building = point.subject().level() == Scope.Level.BUILDING;
      return (now, t, k) -> {
        long n = 0;
        for (Site.Room r : site.rooms) {
          n += !building || r.building() == i ? now.people(r.index()) : 0;
        }
        return n * 1_000;
      };
    }
    return (now, t, k) -> {
      int n = now.people(i);
      if (n > 0 && now.dice.chance(rules.counterError(), key, k, 902)) {
        n += now.dice.chance(0.5, key, k, 903) ? 1 : -1;
      }
      return n * 1_000L;
    };
  }

  /** Motion in this minute or within the sensor's own hold. */
  private Series motion(Point point, int i) {
    long key = Dice.key(point.id());
    int hold = (int) Math.min(60, point.traits().ownHoldMillis() / 60_000);
    return (now, t, k) -> {
      long day = now.plan.weather.day * 1_440;
      for (int back = 0; back <= hold && back <= now.minute; back++) {
        int people = now.plan.people[i][now.minute - back];
        double moves = 1 - Math.pow(0.45, Math.min(people, 12));
        double seen = moves * (1 - rules.motionMiss());
        if (people > 0 && now.dice.chance(seen, key, day + now.minute - back, 904)) {
          return 1;
        }
      }
      return 0;
    };
  }

  private static Series door(Point point, int i) {
    long key = Dice.key(point.id());
    return (now, t, k) -> {
      boolean moving = now.people(i) != now.before[i];
      boolean ajar =
          now.people(i) > 0
              && now.dice.chance(0.3, key, now.plan.weather.day * 24 + now.minute / 60, 905);
      return moving || ajar ? 1 : 0;
    };
  }

  private boolean isWorn(int i) {
    return site.machines.get(i).kind().use() == MachineKind.Use.WORN;
  }

  /** Whether a machine is on; of a headset, whether it is worn. */
  private Series state(int i) {
    boolean worn = isWorn(i);
    return (now, t, k) -> {
      byte state = now.plan.machines[i][now.minute];
      return (worn ? state == Machines.WORKING : state != Machines.OFF) ? 1 : 0;
    };
  }

  /** A headset's battery: full at midnight, drained while worn, charged while off. */
  private static Series charge(int i) {
    return (now, t, k) -> {
      double percent = 100;
      for (int m = 0; m < now.minute; m++) {
        byte state = now.plan.machines[i][m];
        double change = state == Machines.WORKING ? -0.55 : state == Machines.OFF ? 0.7 : -0.08;
        percent = Math.min(100, Math.max(3, percent + change));
      }
      return Math.round(percent) * 1_000;
    };
  }

  private static Series switched(Point point, int i) {
    String text = (point.id() + point.metric()).toLowerCase(Locale.ROOT);
    boolean cool = text.contains("hvac") || text.contains("ac");
    return (now, t, k) ->
        (cool ? now.plan.hvac[i][now.minute] : now.plan.lamps[i][now.minute]) ? 1 : 0;
  }

  private Series electric(Point point) {
    long key = Dice.key(point.id());
    return switch (point.quantity()) {
      case VOLTAGE -> {
        double own = 223 + 0.9 * Phases.of(point);
        yield noisy(point, 0.8, 100, now -> own - 4e-9 * now.loads.school);
      }
      case FLOW -> {
        Flow flow = meters.flow(point);
        yield (now, t, k) -> flow.perMinute(now) * 60;
      }
      case CURRENT -> {
        Flow flow = meters.flow(point);
        yield (now, t, k) -> (long) (flow.perMinute(now) / (222 * 0.93));
      }
      case BATTERY ->
          (now, t, k) ->
              1_000L * (100 - (now.plan.weather.day + now.dice.below(700, key, 0, 906)) % 720 / 9);
      case SIGNAL -> noisy(point, 2.5, 1_000, now -> -52 - now.dice.below(30, key, 0, 907));
      default -> {
        Flow flow = meters.flow(point);
        yield (now, t, k) -> flow.perMinute(now) / 100 * 100;
      }
    };
  }

  private Series indoor(Point point, int i) {
    Site.Room r = site.rooms.get(i);
    return switch (point.quantity()) {
      case TEMPERATURE -> noisy(point, 0.06, 100, now -> now.air.temperature(i));
      case HUMIDITY -> noisy(point, 0.4, 100, now -> now.air.humidity(i));
      case CO2 -> co2(point, i);
      case ILLUMINANCE -> noisy(point, 4, 1_000, now -> now.light(r));
      case NOISE -> noisy(point, 1.5, 100, now -> 33 + 13 * Math.log10(1.0 + 3 * now.people(i)));
      case AIR_SPEED -> noisy(point, 0.02, 10, now -> now.plan.hvac[i][now.minute] ? 0.22 : 0.07);
      case DAMPER -> noisy(point, 0, 1_000, now -> Math.min(100, 10 + 2 * now.people(i)));
      case PM25 -> noisy(point, 1, 1_000, now -> 6 + 0.55 * outside(now) + 0.15 * now.people(i));
      case TVOC -> noisy(point, 6, 1_000, now -> 130 + 5 * now.people(i));
      case FORMALDEHYDE -> noisy(point, 2, 1_000, now -> 18 + 0.9 * now.air.temperature(i));
      default -> outdoor(point);
    };
  }

  private static double outside(Moment now) {
    return 24 + 12 * (now.plan.weather.co2[now.minute] - 424) / 6;
  }

  /** Never below the outdoor level: good sensors calibrate themselves on it at night. */
  private Series co2(Point point, int i) {
    Series raw = noisy(point, 6, 1_000, now -> now.air.co2(i));
    return (now, t, k) ->
        Math.max(raw.sample(now, t, k), (long) Math.ceil(now.plan.weather.co2[now.minute]) * 1_000);
  }

  private Series atMachine(Point point, int i) {
    int room = site.machines.get(i).room();
    return switch (point.quantity()) {
      case TEMPERATURE ->
          noisy(
              point,
              0.3,
              100,
              now -> now.air.temperature(room) + 9 * now.plan.machines[i][now.minute]);
      default -> indoor(point, room);
    };
  }

  private Series outdoor(Point point) {
    return switch (point.quantity()) {
      case TEMPERATURE -> noisy(point, 0.08, 100, now -> now.plan.weather.temperature[now.minute]);
      case HUMIDITY -> noisy(point, 0.6, 100, now -> now.plan.weather.humidity[now.minute]);
      case CO2 -> noisy(point, 3, 1_000, now -> now.plan.weather.co2[now.minute]);
      case ILLUMINANCE ->
          noisy(point, 20, 1_000, now -> now.plan.weather.irradiance[now.minute] * 115);
      case PM25 -> noisy(point, 1, 1_000, Gauges::outside);
      case PRESSURE ->
          noisy(
              point,
              0.1,
              100,
              now -> 1_013 + 0.4 * (20 - now.plan.weather.temperature[now.minute]));
      case NOISE -> noisy(point, 2, 100, now -> 42);
      case AIR_SPEED -> noisy(point, 0.6, 100, now -> 2.2);
      default -> noisy(point, 1, 1_000, now -> 20);
    };
  }
}
