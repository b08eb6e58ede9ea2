package io.campuspulse.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Sensing;
import io.campuspulse.model.Space;
import io.campuspulse.registry.Campus;
import io.campuspulse.testing.Ledger;
import io.campuspulse.testing.SmallCampus;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Which source says what of a space: METRICS §4 "Occupancy". */
class OccupancyExamplesTest {
  private static final Scope ROOM = Scope.space("r1");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static SmallCampus room() {
    return new SmallCampus().space("r1", 40, SmallCampus.always());
  }

  private static SmallCampus withAir(SmallCampus campus) {
    return campus.point("c", Quantity.CO2, ROOM, MINUTE);
  }

  private static Sensing air(String volume, String flow) {
    return new Sensing(
        Optional.of(new BigDecimal(volume)),
        Optional.ofNullable(flow).map(BigDecimal::new),
        1,
        false,
        false);
  }

  private static Point.Traits sticking(int hours) {
    return new Point.Traits(
        Optional.empty(), Optional.empty(), Optional.empty(), 0, 60_000, hours * 3_600_000L);
  }

  private static Ledger ledger(SmallCampus campus) {
    return new Ledger(campus.build(), "2026-03-02");
  }

  /** One sample a minute of [from, to); the value in whole units by minutes since the start. */
  private static void feed(
      Ledger ledger, String point, String from, String to, DoubleUnaryOperator value) {
    long start = ledger.at(from);
    for (long t = start; t < ledger.at(to); t += 60_000) {
      long fixed = Math.round(value.applyAsDouble((t - start) / 60_000.0) * 1000);
      ledger.run().accept(new io.campuspulse.model.Reading(point, t, fixed, Quality.GOOD, -1, t));
    }
  }

  private static Occupancy at(Ledger ledger, String time) {
    long t = ledger.at(time);
    Campus campus = ledger.run().campus();
    Space space = campus.space("r1").orElseThrow();
    ledger.run().compute(t + 86_400_000L);
    List<StateSpan> spans = new ArrayList<>();
    ledger.run().states(space, new Interval(t, t + 1), spans::add);
    return spans.stream()
        .filter(s -> s.interval().contains(t))
        .findFirst()
        .orElseThrow()
        .occupancy();
  }

  @Test
  void theBalanceCountsSixteenPeopleInThePublishedExample() {
    // V 200, Q 500, C 1000, Co 420 ppm, +60 ppm/h -> 0.302/0.0187 = 16.1
    Ledger ledger = ledger(withAir(room()).sensing("r1", air("200", "500")));
    feed(ledger, "c", "08:00", "12:00", m -> 880 + m);

    Occupancy atNoon = at(ledger, "10:00");

    assertThat(atNoon.source()).isEqualTo(Occupancy.Source.CO2);
    assertThat(atNoon.state()).isEqualTo(Occupancy.State.USED);
    assertThat(atNoon.headsMilli() / 1000.0)
        .isBetween(16.05, 16.25); // (200 × 60 + 500 × 580) / 10⁶ / 0.0187 = 16.15
  }

  @Test
  void aMeasuredAirflowCountsLikeARegisteredOne() {
    Ledger ledger =
        ledger(
            withAir(room())
                .point("q", Quantity.AIRFLOW, ROOM, MINUTE)
                .sensing("r1", air("200", null)));
    feed(ledger, "c", "08:00", "12:00", m -> 880 + m);
    feed(ledger, "q", "08:00", "12:00", m -> 500);

    assertThat(at(ledger, "10:00").headsMilli() / 1000.0).isBetween(16.05, 16.25);
  }

  @Test
  void aDamperHalfOpenLetsInHalfOfTheRegisteredAirflow() {
    Ledger ledger =
        ledger(
            withAir(room())
                .point("d", Quantity.DAMPER, ROOM, MINUTE)
                .sensing("r1", air("200", "1000")));
    feed(ledger, "c", "08:00", "12:00", m -> 880 + m);
    feed(ledger, "d", "08:00", "12:00", m -> 50);

    // the leakage of 0.1 air changes per hour brings 0.62 persons more
    assertThat(at(ledger, "10:00").headsMilli() / 1000.0).isBetween(16.6, 16.9);
  }

  @Test
  void anAirflowThatIsUnknownCountsNobodyAndOnlyTellsPresence() {
    Ledger ledger = ledger(withAir(room()));
    feed(ledger, "c", "06:00", "08:00", m -> 430);
    feed(ledger, "c", "08:00", "10:00", m -> 640); // 220 above 420: on
    feed(ledger, "c", "10:00", "12:00", m -> 540); // still above Co + 100
    feed(ledger, "c", "12:00", "14:00", m -> 510); // below: off
    feed(ledger, "c", "14:00", "16:00", m -> 590); // not yet Co + 200

    assertThat(at(ledger, "07:00").state()).isEqualTo(Occupancy.State.EMPTY);
    assertThat(at(ledger, "09:00").state()).isEqualTo(Occupancy.State.USED);
    assertThat(at(ledger, "09:00").headsMilli()).isEqualTo(-1);
    assertThat(at(ledger, "11:00").state()).isEqualTo(Occupancy.State.USED);
    assertThat(at(ledger, "13:00").state()).isEqualTo(Occupancy.State.EMPTY);
    assertThat(at(ledger, "15:00").state()).isEqualTo(Occupancy.State.EMPTY);
  }

  @Test
  void theOpenAirOfTheSchoolIsTheReference() {
    Ledger ledger =
        ledger(withAir(room()).point("o", Quantity.CO2, Scope.school(SmallCampus.SCHOOL), MINUTE));
    feed(ledger, "o", "06:00", "12:00", m -> 480);
    feed(ledger, "c", "06:00", "09:00", m -> 640); // only 160 above the outdoor air
    feed(ledger, "c", "09:00", "12:00", m -> 690);

    assertThat(at(ledger, "08:00").state()).isEqualTo(Occupancy.State.EMPTY);
    assertThat(at(ledger, "11:00").state()).isEqualTo(Occupancy.State.USED);
  }

  @Test
  void aFallThatGoesOnForAnHourIsAnEmptiedRoomLongBeforeItReachesTheOffLevel() {
    Ledger ledger = ledger(withAir(room()));
    feed(ledger, "c", "06:00", "08:00", m -> 430);
    feed(ledger, "c", "08:00", "10:00", m -> 430 + 8 * m); // 1390 ppm
    feed(ledger, "c", "10:00", "14:00", m -> 420 + 970 * Math.exp(-0.5 * m / 60));

    assertThat(at(ledger, "09:30").state()).isEqualTo(Occupancy.State.USED);
    assertThat(at(ledger, "10:30").state()).isEqualTo(Occupancy.State.EMPTY);
    assertThat(at(ledger, "13:00").state()).isEqualTo(Occupancy.State.EMPTY); // 636 ppm still
  }

  @Test
  void motionDecidesOverCo2AndCo2OverItsQuiet() {
    Ledger ledger =
        ledger(
            withAir(room())
                .point("m", Quantity.MOTION, ROOM, MINUTE)
                .sensing("r1", air("200", "500")));
    feed(ledger, "c", "08:00", "10:00", m -> 600); // 4.8 persons
    feed(ledger, "c", "10:00", "12:00", m -> 421); // nobody
    feed(ledger, "m", "08:00", "12:00", m -> 0);
    for (long t = ledger.at("11:00"); t < ledger.at("11:20"); t += 60_000) {
      ledger
          .run()
          .accept(new io.campuspulse.model.Reading("m", t + 1000, 1, Quality.GOOD, -1, t + 1000));
    }

    Occupancy stillSeated = at(ledger, "09:00");
    assertThat(stillSeated.source()).isEqualTo(Occupancy.Source.PIR_CO2);
    assertThat(stillSeated.state()).isEqualTo(Occupancy.State.USED);
    assertThat(at(ledger, "10:50").state()).isEqualTo(Occupancy.State.EMPTY);
    Occupancy moving = at(ledger, "11:10");
    assertThat(moving.state()).isEqualTo(Occupancy.State.USED);
    assertThat(moving.headsMilli()).isEqualTo(1000);
  }

  @Test
  void whereOneSourceIsSilentTheOtherDecidesAlone() {
    Ledger ledger = ledger(withAir(room()).point("m", Quantity.MOTION, ROOM, MINUTE));
    feed(ledger, "c", "08:00", "10:00", m -> 700);
    feed(ledger, "m", "09:00", "11:00", m -> 0);

    assertThat(at(ledger, "08:30").source()).isEqualTo(Occupancy.Source.CO2);
    assertThat(at(ledger, "09:30").source()).isEqualTo(Occupancy.Source.PIR_CO2);
    assertThat(at(ledger, "10:30").source()).isEqualTo(Occupancy.Source.PIR);
    assertThat(at(ledger, "11:30").state()).isEqualTo(Occupancy.State.UNKNOWN);
  }

  @Test
  void aCounterGoesBeforeEverythingElse() {
    Ledger ledger =
        ledger(
            withAir(room())
                .point("m", Quantity.MOTION, ROOM, MINUTE)
                .point("n", Quantity.PEOPLE, ROOM, MINUTE));
    feed(ledger, "c", "08:00", "10:00", m -> 900);
    feed(ledger, "m", "08:00", "10:00", m -> 0.001);
    feed(ledger, "n", "08:00", "09:00", m -> 0);

    assertThat(at(ledger, "08:30").source()).isEqualTo(Occupancy.Source.COUNTER);
    assertThat(at(ledger, "08:30").state()).isEqualTo(Occupancy.State.EMPTY);
    assertThat(at(ledger, "09:30").source()).isEqualTo(Occupancy.Source.PIR_CO2);
  }

  @Test
  void fewerThanTheLeastHeadsMakeASpaceSparse() {
    Ledger ledger =
        ledger(
            room()
                .point("n", Quantity.PEOPLE, ROOM, MINUTE)
                .sensing("r1", new Sensing(Optional.empty(), Optional.empty(), 5, false, false)));
    feed(ledger, "n", "08:00", "09:00", m -> 4);
    feed(ledger, "n", "09:00", "10:00", m -> 5);

    assertThat(at(ledger, "08:30").state()).isEqualTo(Occupancy.State.SPARSE);
    assertThat(at(ledger, "09:30").state()).isEqualTo(Occupancy.State.USED);
  }

  @Test
  void lightDecidesOnlyWhereTheRegistrySaysSo() {
    for (boolean allowed : new boolean[] {false, true}) {
      Ledger ledger =
          ledger(
              room()
                  .point("l", Quantity.LIGHT, ROOM, MINUTE)
                  .sensing(
                      "r1", new Sensing(Optional.empty(), Optional.empty(), 1, allowed, false)));
      feed(ledger, "l", "08:00", "09:00", m -> 0.001);

      Occupancy lit = at(ledger, "08:30");

      assertThat(lit.state()).isEqualTo(allowed ? Occupancy.State.USED : Occupancy.State.UNKNOWN);
      assertThat(lit.source()).isEqualTo(allowed ? Occupancy.Source.LIGHT : Occupancy.Source.NONE);
    }
  }

  @Test
  void aDeviceThatIsDeclaredOfflineIsNotLive() {
    Ledger ledger = ledger(room().point("n", Quantity.PEOPLE, ROOM, Duration.ofMinutes(10)));
    ledger.read("n", "08:00", 3000).read("n", "08:05", 0, Quality.BAD);

    assertThat(at(ledger, "08:04").state()).isEqualTo(Occupancy.State.USED);
    assertThat(at(ledger, "08:06").state()).isEqualTo(Occupancy.State.UNKNOWN);
  }

  @Test
  void aLoneSpikeOfACounterIsNotBelieved() {
    Ledger ledger = ledger(room().point("n", Quantity.PEOPLE, ROOM, MINUTE));
    feed(ledger, "n", "08:00", "10:00", m -> m == 60 ? 90 : 0);

    assertThat(at(ledger, "08:59").state()).isEqualTo(Occupancy.State.EMPTY);
    assertThat(at(ledger, "09:00").state()).isEqualTo(Occupancy.State.UNKNOWN);
    assertThat(at(ledger, "09:01").state()).isEqualTo(Occupancy.State.EMPTY);
  }

  @Test
  void aCounterThatNeverMovesForAsLongAsRegisteredIsStuckUnlessTheRoomIsNearlyEmpty() {
    Ledger ledger =
        ledger(room().point("n", Quantity.PEOPLE, ROOM, Point.Role.NORMAL, sticking(3)));
    feed(ledger, "n", "00:00", "04:00", m -> 0);
    feed(ledger, "n", "04:00", "06:00", m -> 23); // two hours are a long exam
    feed(ledger, "n", "06:00", "09:30", m -> 12);
    feed(ledger, "n", "09:30", "15:00", m -> 2);

    assertThat(at(ledger, "03:00").state()).isEqualTo(Occupancy.State.EMPTY);
    assertThat(at(ledger, "05:00").state()).isEqualTo(Occupancy.State.USED);
    assertThat(at(ledger, "07:00").state()).isEqualTo(Occupancy.State.UNKNOWN);
    assertThat(at(ledger, "14:00").state()).isEqualTo(Occupancy.State.USED);
  }

  @Test
  void aStuckCo2SensorLeavesTheMotionSensorAlone() {
    Ledger ledger =
        ledger(
            room()
                .point("c", Quantity.CO2, ROOM, Point.Role.NORMAL, sticking(2))
                .point("m", Quantity.MOTION, ROOM, MINUTE));
    feed(ledger, "c", "08:00", "12:00", m -> 900);
    feed(ledger, "m", "08:00", "12:00", m -> 0);

    assertThat(at(ledger, "10:00").source()).isEqualTo(Occupancy.Source.PIR);
    assertThat(at(ledger, "10:00").state()).isEqualTo(Occupancy.State.EMPTY);
  }

  @Test
  void aPointForInformationHasNoSay() {
    Ledger ledger =
        ledger(
            room()
                .point("n", Quantity.PEOPLE, ROOM, Point.Role.INFO, Point.Traits.nominal(60_000)));
    feed(ledger, "n", "08:00", "09:00", m -> 4);

    assertThat(at(ledger, "08:30").state()).isEqualTo(Occupancy.State.UNKNOWN);
  }
}
