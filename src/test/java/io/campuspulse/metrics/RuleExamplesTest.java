package io.campuspulse.metrics;

import static io.campuspulse.testing.Ledger.rounded;
import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.model.Quality;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Reading;
import io.campuspulse.model.Scope;
import io.campuspulse.query.Figure;
import io.campuspulse.testing.Ledger;
import io.campuspulse.testing.SmallCampus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The worked examples of the metric specification for air and light, §5 "Environment". */
class RuleExamplesTest {
  private static final Scope ROOM = Scope.space("r1");
  private static final Duration MINUTES = Duration.ofMinutes(5);

  private static Ledger room(Quantity quantity, int sensors) {
    SmallCampus campus =
        new SmallCampus()
            .space("r1", 40, SmallCampus.daily(0, 1440))
            .point("n", Quantity.PEOPLE, ROOM, MINUTES);
    for (int i = 0; i < sensors; i++) {
      campus.point("s" + i, quantity, ROOM, MINUTES);
    }
    return new Ledger(campus.build(), "2026-03-02");
  }

  /** Reports a fixed-point value every five minutes of [from, to); the last one holds 15 min. */
  private static void say(Ledger ledger, String point, String from, String to, long value) {
    for (long t = ledger.at(from); t < ledger.at(to); t += 300_000) {
      ledger.run().accept(new Reading(point, t, value, Quality.GOOD, -1, t));
    }
  }

  /** Head counts that vary, as living sensors' do. */
  private static void people(Ledger ledger, String from, String to, int heads) {
    long value = heads * 1000L;
    for (long t = ledger.at(from); t < ledger.at(to); t += 300_000) {
      ledger.run().accept(new Reading("n", t, value, Quality.GOOD, -1, t));
      value = heads == 0 ? 0 : heads * 1000L + (value == heads * 1000L ? 1000 : 0);
    }
  }

  @Test
  void co2ComplianceIsOf90OkAnd20BadMinutesWith10WithoutData() {
    // 90 ok, 20 bad, 10 nodata -> 81.8 %, 75-83.3 %
    Ledger ledger = room(Quantity.CO2, 1);
    people(ledger, "08:00", "10:00", 20);
    people(ledger, "10:00", "10:30", 0);
    say(ledger, "s0", "08:00", "09:30", 1_000_000); // at the limit is ok
    say(ledger, "s0", "09:30", "09:40", 1_000_001); // holds until 09:50
    say(ledger, "s0", "10:00", "10:30", 5_000_000); // nobody is there

    Figure figure = ledger.figure("co2_compliance", ROOM, "08:00", "10:15");

    assertThat(rounded(figure.value(), 1)).isEqualTo("81.8");
    assertThat(figure.bounds().low()).isEqualByComparingTo("75");
    assertThat(rounded(figure.bounds().high(), 1)).isEqualTo("83.3");
    assertThat(figure.basis().numerator()).isEqualByComparingTo("1.5");
    assertThat(rounded(figure.basis().coverage(), 4)).isEqualTo("0.9167");
  }

  @Test
  void lightWhileNobodyKnowsWhetherPeopleAreThereOnlyWidensTheBounds() {
    Ledger ledger = room(Quantity.ILLUMINANCE, 1);
    people(ledger, "08:00", "08:50", 20); // known until 09:00
    say(ledger, "s0", "08:00", "09:00", 350_000);
    say(ledger, "s0", "09:00", "09:30", 120_000);
    people(ledger, "09:30", "10:00", 0);

    Figure figure = ledger.figure("illuminance_compliance", ROOM, "08:00", "10:00");

    assertThat(figure.value()).isEqualByComparingTo("100");
    assertThat(rounded(figure.bounds().low(), 1)).isEqualTo("66.7");
    assertThat(figure.bounds().high()).isEqualByComparingTo("100");
    assertThat(rounded(figure.basis().coverage(), 4)).isEqualTo("0.6667");
  }

  @Test
  void anEmptyRoomHasNoComplianceRatherThanFull() {
    Ledger ledger = room(Quantity.CO2, 1);
    people(ledger, "08:00", "10:00", 0);
    say(ledger, "s0", "08:00", "10:00", 400_000);

    Figure figure = ledger.figure("co2_compliance", ROOM, "08:00", "09:30");

    assertThat(figure.value()).isNull();
    assertThat(figure.reason()).isEqualTo("zero_denominator");
  }

  @Test
  void sevenOfNineLightSensorsAtTheLimitAre77Point8Percent() {
    Ledger ledger = room(Quantity.ILLUMINANCE, 9);
    people(ledger, "08:00", "09:00", 20);
    for (int i = 0; i < 9; i++) {
      say(ledger, "s" + i, "08:00", "09:00", i < 7 ? 300_000 + i : 299_999);
    }

    Figure figure = ledger.figure("illuminance_compliance", ROOM, "08:00", "09:00");

    assertThat(rounded(figure.value(), 1)).isEqualTo("77.8");
  }

  @Test
  void lampsOn10HoursWith2AndAHalfEmptyAndHalfAnHourUnknown() {
    // on 10 h, empty 2.5, unknown 0.5 -> 26.3 %, 25-30 %
    Ledger ledger = room(Quantity.LIGHT, 1);
    say(ledger, "s0", "08:00", "18:00", 1);
    say(ledger, "s0", "18:00", "20:00", 0);
    people(ledger, "08:00", "14:50", 20); // known until 15:00
    people(ledger, "15:30", "18:00", 0);
    people(ledger, "18:00", "20:00", 0);

    Figure figure = ledger.figure("lights_on_empty", ROOM, "08:00", "19:00");

    assertThat(rounded(figure.value(), 1)).isEqualTo("26.3");
    assertThat(figure.bounds().low()).isEqualByComparingTo("25");
    assertThat(figure.bounds().high()).isEqualByComparingTo("30");
    assertThat(figure.basis().denominator()).isEqualByComparingTo("9.5");
  }

  @Test
  void lampsOfUnknownStateWidenTheBoundsOnly() {
    Ledger ledger = room(Quantity.LIGHT, 1);
    say(ledger, "s0", "08:00", "09:00", 1); // known until 09:10
    people(ledger, "08:00", "11:00", 0);

    Figure figure = ledger.figure("lights_on_empty", ROOM, "08:00", "10:00");

    assertThat(figure.value()).isEqualByComparingTo("100");
    assertThat(figure.bounds().low()).isEqualByComparingTo("100");
    assertThat(figure.basis().coverage()).isLessThan(new java.math.BigDecimal("0.6"));
  }

  @Test
  void aSpaceWithoutTheSensorHasNoFigure() {
    Ledger ledger = room(Quantity.CO2, 1);
    people(ledger, "08:00", "09:00", 5);

    assertThat(ledger.figure("illuminance_compliance", ROOM, "08:00", "09:00").reason())
        .isEqualTo("not_configured");
  }
}
