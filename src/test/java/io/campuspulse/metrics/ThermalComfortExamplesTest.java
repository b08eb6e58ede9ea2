package io.campuspulse.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.model.Quality;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Reading;
import io.campuspulse.model.Scope;
import io.campuspulse.model.SpaceType;
import io.campuspulse.query.Figure;
import io.campuspulse.registry.Standards;
import io.campuspulse.testing.Ledger;
import io.campuspulse.testing.SmallCampus;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Thermal comfort, METRICS §5: Trm 20 → 25.4 °C, category II from 21.4 to 28.4 °C. */
class ThermalComfortExamplesTest {
  private static final Scope ROOM = Scope.space("r1");
  private static final Duration HOUR = Duration.ofHours(1);

  private static SmallCampus campus() {
    return new SmallCampus()
        .space("r1", 40, SmallCampus.daily(0, 1440))
        .point("n", Quantity.PEOPLE, ROOM, HOUR)
        .point("t", Quantity.TEMPERATURE, ROOM, HOUR)
        .point("h", Quantity.HUMIDITY, ROOM, HOUR)
        .point("out", Quantity.TEMPERATURE, Scope.school(SmallCampus.SCHOOL), HOUR);
  }

  private static void say(Ledger ledger, String point, String from, String to, long value) {
    for (long t = ledger.at(from); t < ledger.at(to); t += HOUR.toMillis()) {
      ledger.run().accept(new Reading(point, t, value, Quality.GOOD, -1, t));
    }
  }

  private static Ledger day(SmallCampus campus, long outdoorMilliDegC) {
    Ledger ledger = new Ledger(campus.build(), "2026-03-12");
    say(ledger, "out", "2026-03-04T00:00", "2026-03-12T20:00", outdoorMilliDegC);
    say(ledger, "n", "08:00", "16:00", 20_000);
    say(ledger, "n", "16:00", "20:00", 0);
    return ledger;
  }

  @Test
  void runningMean20AllowsFrom21Point4To28Point4() {
    Ledger ledger = day(campus(), 20_000);
    say(ledger, "t", "08:00", "10:00", 21_400);
    say(ledger, "t", "10:00", "12:00", 28_400);
    say(ledger, "t", "12:00", "13:00", 28_500);
    say(ledger, "t", "13:00", "14:00", 21_300);
    say(ledger, "t", "14:00", "20:00", 25_400);

    Figure figure = ledger.figure("thermal_comfort", ROOM, "08:00", "16:00");

    assertThat(figure.value()).isEqualByComparingTo("75");
    assertThat(figure.basis().numerator()).isEqualByComparingTo("6");
    assertThat(figure.basis().denominator()).isEqualByComparingTo("8");
    assertThat(figure.bounds().low()).isEqualByComparingTo("75");
  }

  @Test
  void outsideTheModelsOutdoorRangeThereIsNoFigure() {
    Ledger ledger = day(campus(), 9_000);
    say(ledger, "t", "08:00", "20:00", 22_000);

    Figure figure = ledger.figure("thermal_comfort", ROOM, "08:00", "16:00");

    assertThat(figure.value()).isNull();
    assertThat(figure.reason()).isEqualTo("out_of_range");
  }

  @Test
  void withoutTheOutdoorDaysBeforeTheVerdictIsUnknown() {
    Ledger ledger = new Ledger(campus().build(), "2026-03-12");
    say(ledger, "out", "00:00", "20:00", 20_000);
    say(ledger, "n", "08:00", "20:00", 20_000);
    say(ledger, "t", "08:00", "20:00", 25_400);

    Figure figure = ledger.figure("thermal_comfort", ROOM, "08:00", "16:00");

    assertThat(figure.value()).isNull();
    assertThat(figure.bounds().low()).isEqualByComparingTo("0");
    assertThat(figure.bounds().high()).isEqualByComparingTo("100");
    assertThat(figure.basis().coverage()).isEqualByComparingTo("0");
  }

  @Test
  void anAirConditionedRoomIsJudgedByPmv() {
    SmallCampus campus =
        campus()
            .standards(
                new Standards(
                    Map.of(), new Standards.AirConditioned(Set.of(SpaceType.CLASSROOM), Set.of())));
    Ledger ledger = day(campus, 9_000);
    say(ledger, "h", "08:00", "20:00", 50_000);
    say(ledger, "t", "08:00", "14:00", 23_000); // March: 1 clo, PMV 0.1
    say(ledger, "t", "14:00", "20:00", 28_000); // PMV 1.2

    Figure figure = ledger.figure("thermal_comfort", ROOM, "08:00", "16:00");

    assertThat(figure.value()).isEqualByComparingTo("75");
    assertThat(figure.basis().flags()).isEmpty();
  }
}
