package io.campuspulse.simulator.truth;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/** True figures of energy, emissions and water. */
final class EnergyTruth {
  private static final double MWH_PER_KWH = 1e6;
  private static final double KGCE_PER_KWH = 0.1229;
  private static final Quantity WATER = Quantity.WATER_REGISTER;
  private static final int LOWEST = 8;

  private EnergyTruth() {}

  static void addTo(Map<String, TruthMetrics> table) {
    table.put("energy_use", EnergyTruth::energy);
    table.put("energy_use_kgce", (f, a) -> per(energy(f, a), 1 / KGCE_PER_KWH));
    table.put("energy_use_intensity", EnergyTruth::intensity);
    table.put("energy_per_student", (f, a) -> perStudent(f, a, energy(f, a)));
    table.put("off_hours_share", (f, a) -> share(f, a, MeterTruth.CLOSED));
    table.put("empty_room_waste", EnergyTruth::waste);
    table.put("empty_room_waste_share", EnergyTruth::wasteShare);
    table.put("empty_room_waste_carbon", (f, a) -> carbon(f, a, EnergyTruth::waste));
    table.put("base_load", EnergyTruth::baseLoad);
    table.put("peak_demand", EnergyTruth::peak);
    table.put("load_factor", EnergyTruth::loadFactor);
    table.put("pv_self_consumption", (f, a) -> sun(f, a, true));
    table.put("pv_self_sufficiency", (f, a) -> sun(f, a, false));
    table.put("carbon_emissions", (f, a) -> carbon(f, a, EnergyTruth::energy));
    table.put("water_use", (f, a) -> total(f, a, Quantity.WATER_REGISTER, 1e6));
    table.put("water_per_student", (f, a) -> perStudent(f, a, total(f, a, WATER, 1e6)));
    table.put("night_water_flow", EnergyTruth::nightFlow);
  }

  private static OptionalDouble total(TruthFigures f, Ask ask, Quantity quantity, double unit) {
    OptionalDouble sum = f.meters.total(ask, quantity, MeterTruth.AMOUNT);
    return sum.isEmpty() ? sum : OptionalDouble.of(sum.getAsDouble() / unit);
  }

  private static OptionalDouble energy(TruthFigures f, Ask ask) {
    return total(f, ask, Quantity.ENERGY_REGISTER, MWH_PER_KWH);
  }

  private static OptionalDouble per(OptionalDouble part, double whole) {
    return part.isEmpty() || whole == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(part.getAsDouble() / whole);
  }

  /** Per m² of the scope's spaces, mean over the days. */
  private static OptionalDouble intensity(TruthFigures f, Ask ask) {
    double area = 0;
    int days = 0;
    for (LocalDate d : days(f, ask.time())) {
      days++;
      for (Space s : f.campus().spacesUnder(ask.scope())) {
        boolean counts = ask.which().test(s);
        area += counts ? s.area().on(d).map(BigDecimal::doubleValue).orElse(0.0) : 0;
      }
    }
    return per(energy(f, ask), area / Math.max(1, days));
  }

  private static OptionalDouble perStudent(TruthFigures f, Ask ask, OptionalDouble total) {
    double students = 0;
    int days = 0;
    for (LocalDate d : days(f, ask.time())) {
      days++;
      students +=
          f.campus().schools().stream()
              .filter(
                  s ->
                      ask.scope().level() == Scope.Level.CITY
                          || ask.scope().equals(Scope.school(s.id())))
              .mapToInt(s -> s.students().on(d).orElse(0))
              .sum();
    }
    return ask.isWhole() ? per(total, students / days) : OptionalDouble.empty();
  }

  private static Iterable<LocalDate> days(TruthFigures f, Interval time) {
    LocalDate first = f.bases.dateOf(time.start());
    return first.datesUntil(f.bases.dateOf(time.end() - 1).plusDays(1)).toList();
  }

  private static OptionalDouble share(TruthFigures f, Ask ask, int field) {
    OptionalDouble part = f.meters.total(ask, Quantity.ENERGY_REGISTER, field);
    OptionalDouble all = f.meters.total(ask, Quantity.ENERGY_REGISTER, MeterTruth.ALL);
    return part.isEmpty() ? part : TruthMetrics.percent(part.getAsDouble(), all.getAsDouble());
  }

  /** What the meters of spaces count while nobody is there, kWh. */
  private static OptionalDouble waste(TruthFigures f, Ask ask) {
    return ofSpaces(f, ask, MeterTruth.EMPTY);
  }

  private static OptionalDouble wasteShare(TruthFigures f, Ask ask) {
    OptionalDouble all = ofSpaces(f, ask, MeterTruth.ALL);
    return all.isEmpty() ? all : TruthMetrics.percent(waste(f, ask).orElse(0), all.getAsDouble());
  }

  private static OptionalDouble ofSpaces(TruthFigures f, Ask ask, int field) {
    double sum = 0;
    boolean any = false;
    for (Space s : f.campus().spacesUnder(ask.scope())) {
      if (ask.which().test(s)) {
        Ask one = Ask.of(Scope.space(s.id()), ask.time());
        OptionalDouble part = f.meters.total(one, Quantity.ENERGY_REGISTER, field);
        any |= part.isPresent();
        sum += part.orElse(0);
      }
    }
    return any ? OptionalDouble.of(sum / 60 / MWH_PER_KWH) : OptionalDouble.empty();
  }

  private static boolean isDay(TruthFigures f, Interval time) {
    LocalDate day = f.bases.dateOf(time.start());
    return f.bases.midnight(day) == time.start() && f.bases.midnight(day.plusDays(1)) == time.end();
  }

  /** Mean of the eight lowest half-hours of a local day, kW; over several days their mean. */
  private static OptionalDouble baseLoad(TruthFigures f, Ask ask) {
    double sum = 0;
    int days = 0;
    for (LocalDate d : days(f, ask.time())) {
      Interval day = new Interval(f.bases.midnight(d), f.bases.midnight(d.plusDays(1)));
      OptionalDouble base =
          day.intersect(ask.time()).equals(day)
              ? baseLoadOf(f.meters.series(ask.during(day), Quantity.ENERGY_REGISTER))
              : OptionalDouble.empty();
      if (base.isPresent()) {
        sum += base.getAsDouble();
        days++;
      }
    }
    return days == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / days);
  }

  private static OptionalDouble baseLoadOf(long[] quarters) {
    if (quarters.length == 0) {
      return OptionalDouble.empty();
    }
    long[] halves = new long[quarters.length / 2];
    for (int i = 0; i < halves.length; i++) {
      halves[i] = quarters[2 * i] + quarters[2 * i + 1];
    }
    Arrays.sort(halves);
    return OptionalDouble.of(
        LongStream.of(halves).limit(LOWEST).average().orElse(0) / MWH_PER_KWH / 0.5);
  }

  /** Mean power of the highest quarter of an hour, kW. */
  private static OptionalDouble peak(TruthFigures f, Ask ask) {
    long[] quarters = f.meters.series(ask, Quantity.ENERGY_REGISTER);
    return quarters.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(LongStream.of(quarters).max().orElse(0) / MWH_PER_KWH / 0.25);
  }

  private static OptionalDouble loadFactor(TruthFigures f, Ask ask) {
    long[] quarters = f.meters.series(ask, Quantity.ENERGY_REGISTER);
    long max = LongStream.of(quarters).max().orElse(0);
    return max == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(LongStream.of(quarters).average().orElse(0) / max);
  }

  /** What the sun gave and was used on the spot, of what it gave or of what was used, %. */
  private static OptionalDouble sun(TruthFigures f, Ask ask, boolean ofYield) {
    OptionalDouble gen =
        f.meters.total(ask, Quantity.ENERGY_GENERATION_REGISTER, MeterTruth.AMOUNT);
    OptionalDouble export = f.meters.total(ask, Quantity.ENERGY_EXPORT_REGISTER, MeterTruth.AMOUNT);
    OptionalDouble grid = f.meters.total(ask, Quantity.ENERGY_REGISTER, MeterTruth.AMOUNT);
    if (gen.isEmpty() || grid.isEmpty()) {
      return OptionalDouble.empty();
    }
    double own = gen.getAsDouble() - export.orElse(0);
    return TruthMetrics.percent(own, ofYield ? gen.getAsDouble() : grid.getAsDouble() + own);
  }

  /** An energy times the factor of its local year. */
  private static OptionalDouble carbon(TruthFigures f, Ask ask, TruthMetrics energy) {
    int first = f.bases.dateOf(ask.time().start()).getYear();
    int last = f.bases.dateOf(ask.time().end() - 1).getYear();
    double kg = 0;
    for (int year = first; year <= last; year++) {
      Interval whole =
          new Interval(
              f.bases.midnight(LocalDate.of(year, 1, 1)),
              f.bases.midnight(LocalDate.of(year + 1, 1, 1)));
      OptionalDouble kwh = energy.value(f, ask.during(whole.intersect(ask.time())));
      OptionalDouble factor = f.factor(year);
      if (kwh.isEmpty() || factor.isEmpty()) {
        return OptionalDouble.empty();
      }
      kg += kwh.getAsDouble() * factor.getAsDouble();
    }
    return OptionalDouble.of(kg);
  }

  /** The lowest complete hour between midnight and five of one local day, L/h. */
  private static OptionalDouble nightFlow(TruthFigures f, Ask ask) {
    long[] quarters = f.meters.series(ask, Quantity.WATER_REGISTER);
    if (quarters.length < 20 || !isDay(f, ask.time())) {
      return OptionalDouble.empty();
    }
    long lowest = Long.MAX_VALUE;
    for (int hour = 0; hour < 5; hour++) {
      lowest = Math.min(lowest, LongStream.of(quarters).skip(hour * 4L).limit(4).sum());
    }
    return OptionalDouble.of(lowest / 1e3);
  }
}
