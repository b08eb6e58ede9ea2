package io.campuspulse.app.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.campuspulse.app.Decoders;
import io.campuspulse.config.Problems;
import io.campuspulse.config.RegistryLoader;
import io.campuspulse.metrics.savings.DayRange;
import io.campuspulse.metrics.savings.DayType;
import io.campuspulse.metrics.savings.Fuel;
import io.campuspulse.metrics.savings.SavingsResult;
import io.campuspulse.metrics.savings.SavingsStudy;
import io.campuspulse.metrics.savings.SeriesSample;
import io.campuspulse.metrics.savings.TemperatureDays;
import io.campuspulse.metrics.savings.UsageDays;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.scenario.AcademicCalendar;
import io.campuspulse.simulator.scenario.Scenario;
import io.campuspulse.simulator.scenario.ScenarioFile;
import io.campuspulse.simulator.world.Dice;
import io.campuspulse.simulator.world.TruthSink;
import io.campuspulse.simulator.world.Weather;
import io.campuspulse.simulator.world.World;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Two virtual years of the shipped school: what the works saved is known exactly. The buildings'
 * main meters carry all loads. {@code -Dcampus.savings.seeds=20} tries more worlds.
 */
class SavingsTruthTest {
  private static final int SEEDS = Integer.getInteger("campus.savings.seeds", 2);
  private static final Campus CAMPUS = campus();

  private static Campus campus() {
    Problems problems = new Problems();
    return new RegistryLoader(Decoders.ids())
        .load(Path.of("config", "registry"), problems)
        .orElseThrow(() -> new AssertionError(problems.sentences()));
  }

  /** Two years of one world as daily usage and hourly temperatures. */
  private static final class Years {
    private final AcademicCalendar calendar;
    private final LocalDate first;
    private final int days;
    private final TreeMap<LocalDate, Double> kwh = new TreeMap<>();
    private final List<SeriesSample> degF = new ArrayList<>();

    Years(String name, long seed) {
      Problems problems = new Problems();
      Scenario scenario =
          ScenarioFile.read(Path.of("simulators", "scenarios", name + ".yaml"), problems)
              .orElseThrow(() -> new AssertionError(problems.sentences()));
      calendar = scenario.calendar();
      first = scenario.epoch();
      days = calendar.repeat().orElseThrow().days();
      LocalDate end = first.plusDays(2L * days);
      Set<String> mains =
          CAMPUS.points().stream()
              .filter(p -> p.quantity() == Quantity.ENERGY_REGISTER)
              .filter(p -> p.role() == Point.Role.MAIN)
              .filter(p -> p.subject().level() == Scope.Level.BUILDING)
              .map(Point::id)
              .collect(Collectors.toSet());
      TruthSink sink =
          new TruthSink() {
            @Override
            public void space(SpaceSpan span) {}

            @Override
            public void machine(MachineSpan span) {}

            @Override
            public void meter(MeterSpan span) {
              if (mains.contains(span.point())) {
                LocalDate day =
                    java.time.Instant.ofEpochMilli(span.time().start())
                        .atZone(CAMPUS.city().zone())
                        .toLocalDate();
                kwh.merge(day, span.amount() / 1e6, Double::sum);
              }
            }
          };
      new World(CAMPUS, scenario, seed).truth(millis(first), millis(end), sink);
      Weather weather = new Weather(new Dice(seed));
      first
          .datesUntil(end)
          .forEach(
              d -> {
                for (int hour = 0; hour < 24; hour++) {
                  double degC = weather.temperature(calendar.patternOf(d), hour * 60.0);
                  degF.add(
                      new SeriesSample(millis(d) + hour * 3_600_000L, degC * 9 / 5 + 32, null));
                }
              });
    }

    private static long millis(LocalDate day) {
      return day.atStartOfDay(CAMPUS.city().zone()).toInstant().toEpochMilli();
    }

    private DayType type(LocalDate day) {
      return switch (calendar.kind(day)) {
        case TEACHING, EXAM -> DayType.TEACHING;
        case WEEKEND -> DayType.WEEKEND;
        case HOLIDAY -> DayType.HOLIDAY;
      };
    }

    SavingsResult study(boolean withCalendar) {
      List<SeriesSample> usage = new ArrayList<>();
      for (Map.Entry<LocalDate, Double> day : kwh.entrySet()) {
        usage.add(new SeriesSample(millis(day.getKey()), day.getValue(), day.getKey()));
      }
      Function<LocalDate, DayType> types = withCalendar ? this::type : null;
      LocalDate middle = first.plusDays(days);
      return new SavingsStudy(
              Fuel.ELECTRICITY,
              new DayRange(first, middle),
              new DayRange(middle, middle.plusDays(days)),
              types,
              List.of())
          .run(
              UsageDays.of(usage, CAMPUS.city().zone()),
              new TemperatureDays(degF, CAMPUS.city().zone()));
    }
  }

  @Test
  void anUnchangedYearsIntervalContainsZero() {
    int plain = 0;
    int calendar = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Years years = new Years("unchanged", seed);
      plain += containsZero(years.study(false)) ? 1 : 0;
      calendar += containsZero(years.study(true)) ? 1 : 0;
    }

    assertThat(plain).isGreaterThanOrEqualTo(SEEDS - SEEDS / 20);
    assertThat(calendar).isGreaterThanOrEqualTo(SEEDS - SEEDS / 20);
  }

  private static boolean containsZero(SavingsResult result) {
    return Math.abs(result.totals().avoided()) <= result.band().reference();
  }

  @Test
  void anInjectedCutOf15PercentComesBackWithin3PointsAndItsBandBelowHalf() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Years years = new Years("retrofit", seed);
      for (boolean withCalendar : new boolean[] {false, true}) {
        SavingsResult result = years.study(withCalendar);

        double share = result.totals().avoided() / result.totals().counterfactual();
        assertThat(share).isCloseTo(0.15, within(0.03));
        assertThat(result.fsu()).isLessThan(0.5);
      }
    }
  }

  @Test
  void theSchoolCalendarNarrowsTheBand() {
    Years years = new Years("retrofit", 1);

    assertThat(years.study(true).band().reference())
        .isLessThan(0.7 * years.study(false).band().reference());
  }
}
