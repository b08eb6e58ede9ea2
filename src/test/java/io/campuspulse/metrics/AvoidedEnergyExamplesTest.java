package io.campuspulse.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.campuspulse.model.Name;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Reading;
import io.campuspulse.model.Scope;
import io.campuspulse.query.Figure;
import io.campuspulse.registry.Works;
import io.campuspulse.testing.Ledger;
import io.campuspulse.testing.SmallCampus;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Avoided energy from telemetry, METRICS §7: a known load, cut by 15 % after the works. */
class AvoidedEnergyExamplesTest {
  private static final Scope SCHOOL = Scope.school(SmallCampus.SCHOOL);
  private static final Duration STEP = Duration.ofHours(3);
  private static final LocalDate WORKS = LocalDate.parse("2026-01-01");

  private static Works works(String... changes) {
    return new Works(
        SCHOOL,
        new Name("照明改造", "New lamps"),
        WORKS.minusDays(365),
        WORKS,
        WORKS.plusDays(10),
        false,
        List.of(changes));
  }

  /** Mean of a day outdoors, °C. */
  private static double degC(int day) {
    return 17 - 11 * Math.cos(2 * Math.PI * day / 365) + 2 * Math.sin(day * 1.7);
  }

  /** A register and a thermometer over the baseline and sixty days more. */
  private static Ledger ledger(double share, Works works) {
    SmallCampus campus =
        new SmallCampus()
            .point(
                "main",
                Quantity.ENERGY_REGISTER,
                SCHOOL,
                Point.Role.MAIN,
                Point.Traits.nominal(STEP.toMillis()))
            .point("out", Quantity.TEMPERATURE, SCHOOL, STEP);
    if (works != null) {
      campus.works(works);
    }
    Ledger ledger = new Ledger(campus.build(), "2026-01-01");
    long t = ledger.at("2025-01-01T00:00");
    double register = 1_000_000_000;
    for (int day = 0; day < 425; day++) {
      double kwh = 100 + 6 * Math.max(0, 12 - degC(day)) + 9 * Math.max(0, degC(day) - 22);
      kwh *= (1 + 0.03 * Math.sin(day * 2.3)) * (day < 365 ? 1 : share);
      for (int i = 0; i < 8; i++) {
        ledger.run().accept(new Reading("main", t, (long) register, Quality.GOOD, -1, t));
        long milli = (long) (degC(day) * 1000);
        ledger.run().accept(new Reading("out", t, milli, Quality.GOOD, -1, t));
        register += kwh * 1e6 / 8;
        t += STEP.toMillis();
      }
    }
    ledger.run().accept(new Reading("main", t, (long) register, Quality.GOOD, -1, t));
    return ledger;
  }

  private static Figure months(Ledger ledger) {
    return ledger.figure("avoided_energy", SCHOOL, "2026-01-01T00:00", "2026-03-01T00:00");
  }

  @Test
  void anInjectedCutComesBackAndMayBeClaimed() {
    Figure figure = months(ledger(0.85, works()));

    double counterfactual = 0;
    for (int day = 375; day < 424; day++) {
      counterfactual += 100 + 6 * Math.max(0, 12 - degC(day)) + 9 * Math.max(0, degC(day) - 22);
    }
    assertThat(figure.reason()).isNull();
    assertThat(figure.value().doubleValue() / counterfactual).isCloseTo(0.15, within(0.02));
    assertThat(figure.bounds().low()).isLessThan(figure.value());
    assertThat(figure.bounds().high()).isGreaterThan(figure.value());
    assertThat(figure.basis().flags()).isEmpty();
  }

  @Test
  void anUnchangedLoadIsNotClaimableAndItsIntervalHoldsZero() {
    Figure figure = months(ledger(1, works()));

    assertThat(figure.value()).isNull();
    assertThat(figure.reason()).isEqualTo("not_claimable");
    assertThat(figure.bounds().low().signum()).isNegative();
    assertThat(figure.bounds().high().signum()).isPositive();
  }

  @Test
  void aRegisteredChangeIsAReason() {
    Figure figure = months(ledger(0.85, works("PV added")));

    assertThat(figure.reason()).isEqualTo("not_claimable");
    assertThat(figure.basis().flags()).containsExactly("changed_in_period");
  }

  @Test
  void withoutRegisteredWorksThereIsNoFigure() {
    assertThat(months(ledger(1, null)).reason()).isEqualTo("not_configured");
  }
}
