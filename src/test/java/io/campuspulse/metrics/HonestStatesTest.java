package io.campuspulse.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Reading;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.testing.Ledger;
import io.campuspulse.testing.SmallCampus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** What sensors do not know is not made up: residues of door counters, CO2 that stands alone. */
class HonestStatesTest {
  private static final Scope ROOM = Scope.space("r1");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static SmallCampus room() {
    return new SmallCampus().space("r1", 40, SmallCampus.always());
  }

  private static void feed(
      Ledger ledger, String point, String from, String to, DoubleUnaryOperator value) {
    long start = ledger.at(from);
    for (long t = start; t < ledger.at(to); t += 60_000) {
      long fixed = Math.round(value.applyAsDouble((t - start) / 60_000.0) * 1000);
      ledger.run().accept(new Reading(point, t, fixed, Quality.GOOD, -1, t));
    }
  }

  private static Occupancy at(Ledger ledger, String time) {
    long t = ledger.at(time);
    Space space = ledger.run().campus().space("r1").orElseThrow();
    ledger.run().compute(t + 86_400_000L);
    List<StateSpan> spans = new ArrayList<>();
    ledger.run().states(space, new Interval(t, t + 1), spans::add);
    return spans.get(0).occupancy();
  }

  /** Forty come between 08:10 and 08:20; all but some are seen leaving by 10:10. */
  private static Ledger doors(int lost) {
    Ledger ledger =
        new Ledger(
            room()
                .point("in", Quantity.PEOPLE_IN, ROOM, MINUTE)
                .point("out", Quantity.PEOPLE_OUT, ROOM, MINUTE)
                .point("m", Quantity.MOTION, ROOM, MINUTE)
                .build(),
            "2026-03-02");
    feed(ledger, "in", "08:00", "14:00", m -> Math.max(0, Math.min(40, 4 * (m - 10))));
    feed(ledger, "out", "08:00", "14:00", m -> Math.max(0, Math.min(40 - lost, 4 * (m - 120))));
    return ledger;
  }

  @Test
  void twoWhomTheDoorLostDoNotStayAgainstAQuietSensor() {
    Ledger ledger = doors(2);
    feed(ledger, "m", "08:00", "14:00", m -> m >= 10 && m < 130 ? 1 : 0);

    assertThat(at(ledger, "09:00").headsMilli()).isEqualTo(40_000);
    assertThat(at(ledger, "12:00").state()).isEqualTo(Occupancy.State.EMPTY);
    assertThat(at(ledger, "12:00").source()).isEqualTo(Occupancy.Source.PIR);
  }

  @Test
  void tenWhoSitStillAreMoreThanADoorLoses() {
    Ledger ledger = doors(10);
    feed(ledger, "m", "08:00", "14:00", m -> m >= 10 && m < 130 ? 1 : 0);

    assertThat(at(ledger, "12:00").headsMilli()).isEqualTo(10_000);
    assertThat(at(ledger, "12:00").source()).isEqualTo(Occupancy.Source.IN_OUT);
  }

  @Test
  void aSmallCountStandsWhereNothingElseIsLive() {
    assertThat(at(doors(2), "12:00").headsMilli()).isEqualTo(2_000);
  }

  /** A motion sensor that is silent from 09:00 on, and CO2 without airflow. */
  private static Ledger silentFromNine(DoubleUnaryOperator co2) {
    Ledger ledger =
        new Ledger(
            room()
                .point("m", Quantity.MOTION, ROOM, MINUTE)
                .point("c", Quantity.CO2, ROOM, MINUTE)
                .build(),
            "2026-03-02");
    feed(ledger, "m", "06:00", "09:00", m -> 0);
    feed(ledger, "c", "06:00", "18:00", co2);
    return ledger;
  }

  @Test
  void aRiseNeedsPeopleWhateverTheAirflowWhileAMotionSensorIsSilent() {
    Ledger ledger = silentFromNine(m -> 430 + Math.max(0, Math.min(90, m - 240)) * 8);

    assertThat(at(ledger, "09:40").state()).isEqualTo(Occupancy.State.EMPTY);
    assertThat(at(ledger, "10:45").state()).isEqualTo(Occupancy.State.USED);
    assertThat(at(ledger, "10:45").source()).isEqualTo(Occupancy.Source.CO2);
  }

  @Test
  void aFallingLevelLeavesItUnknownWhileAMotionSensorIsSilent() {
    Ledger ledger =
        silentFromNine(m -> 430 + (m < 330 ? Math.max(0, m - 240) * 8 : 720 - (m - 330)));

    assertThat(at(ledger, "13:00").state()).isEqualTo(Occupancy.State.UNKNOWN);
  }
}
