package io.campuspulse.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Reading;
import io.campuspulse.model.Scope;
import io.campuspulse.testing.Ledger;
import io.campuspulse.testing.SmallCampus;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Alarms are raised and cleared in event time. */
class AlarmsTest {
  private static final Scope ROOM = Scope.space("r1");
  private static final Scope SCHOOL = Scope.school(SmallCampus.SCHOOL);
  private static final Duration MINUTES = Duration.ofMinutes(5);

  private static Ledger ledger() {
    return new Ledger(
        new SmallCampus()
            .space("r1", 40, SmallCampus.always())
            .point("n", Quantity.PEOPLE, ROOM, MINUTES)
            .point("air", Quantity.CO2, ROOM, MINUTES)
            .point(
                "water",
                Quantity.WATER_REGISTER,
                SCHOOL,
                Point.Role.MAIN,
                Point.Traits.nominal(MINUTES.toMillis()))
            .build(),
        "2026-03-10");
  }

  private static void say(Ledger ledger, String point, String from, String to, long value) {
    for (long t = ledger.at(from); t < ledger.at(to); t += 300_000) {
      ledger.run().accept(new Reading(point, t, value, Quality.GOOD, -1, t));
    }
  }

  private static List<Alarm> alarms(Ledger ledger, Alarm.Kind kind, String from, String to) {
    return ledger
        .run()
        .compute()
        .alarms(Scope.CITY, new Interval(ledger.at(from), ledger.at(to)))
        .stream()
        .filter(a -> a.kind() == kind)
        .toList();
  }

  @Test
  void co2OverTheLimitForHalfAnHourWithPeopleInsideIsRaisedOnceAndCleared() {
    Ledger ledger = ledger();
    say(ledger, "n", "08:00", "11:00", 20_000);
    say(ledger, "air", "08:00", "09:00", 900_000);
    say(ledger, "air", "09:00", "10:00", 1_500_000);
    say(ledger, "air", "10:00", "11:00", 900_000);

    List<Alarm> alarms = alarms(ledger, Alarm.Kind.CO2_HIGH, "08:00", "11:00");

    assertThat(alarms).hasSize(1);
    assertThat(alarms.get(0).raisedAtMillis()).isEqualTo(ledger.at("09:30"));
    assertThat(alarms.get(0).clearedAt()).isEqualTo(OptionalLong.of(ledger.at("10:00")));
    assertThat(alarms.get(0).scope()).isEqualTo(ROOM);
    assertThat(alarms(ledger, Alarm.Kind.CO2_HIGH, "09:45", "11:00")).isEqualTo(alarms);
    assertThat(alarms(ledger, Alarm.Kind.CO2_HIGH, "10:15", "11:00")).isEmpty();
  }

  @Test
  void co2OverTheLimitInAnEmptyRoomIsNobodysAlarm() {
    Ledger ledger = ledger();
    say(ledger, "n", "08:00", "11:00", 0);
    say(ledger, "air", "08:00", "11:00", 3_000_000);

    assertThat(alarms(ledger, Alarm.Kind.CO2_HIGH, "08:00", "11:00")).isEmpty();
  }

  @Test
  void aSilentMeterIsAnAlarmAfterAnHourUntilItSpeaks() {
    Ledger ledger = ledger();
    say(ledger, "n", "08:00", "14:00", 0);
    say(ledger, "water", "08:00", "09:00", 1_000);
    say(ledger, "water", "12:00", "14:00", 1_000);

    List<Alarm> alarms = alarms(ledger, Alarm.Kind.METER_GAP, "08:00", "13:30");

    assertThat(alarms).hasSize(1);
    assertThat(alarms.get(0).raisedAtMillis()).isEqualTo(ledger.at("10:00"));
    assertThat(alarms.get(0).clearedAt()).isEqualTo(OptionalLong.of(ledger.at("12:00")));
    assertThat(alarms.get(0).id()).isEqualTo("meter_gap:water:" + ledger.at("10:00") / 1000);
  }

  @Test
  void waterInEveryQuarterOfTwoNightsIsALeak() {
    Ledger ledger = ledger();
    long litre = 1_000;
    for (long t = ledger.at("2026-03-10T00:00"); t < ledger.at("2026-03-12T00:00"); t += 300_000) {
      long value = 100 * litre + (t - ledger.at("2026-03-10T00:00")) / 300_000 * litre;
      ledger.run().accept(new Reading("water", t, value, Quality.GOOD, -1, t));
    }

    List<Alarm> alarms =
        alarms(ledger, Alarm.Kind.WATER_LEAK, "2026-03-11T00:00", "2026-03-12T00:00");

    assertThat(alarms).hasSize(1);
    assertThat(alarms.get(0).raisedAtMillis()).isEqualTo(ledger.at("2026-03-11T05:00"));
    assertThat(alarms.get(0).clearedAt()).isEmpty();
  }
}
