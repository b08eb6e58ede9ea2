package io.campuspulse.city;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.campuspulse.mockcity.MockCity;
import io.campuspulse.mockcity.Mode;
import io.campuspulse.mockcity.Profile;
import io.campuspulse.mockcity.Switchboard;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link against a real mock city over HTTP, in simulated time. */
class CityLinkTest {
  @TempDir Path folder;
  private World world;

  @BeforeEach
  void open() {
    world = new World(folder).city("wenzhou", Profile.IRS_SIGNED, "3303", 500);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private MockCity.Summary received() {
    return world.mock("wenzhou").summary();
  }

  private void assertNothingWasRefused() {
    assertThat(received().refused().values()).containsOnly(0L);
  }

  @Test
  void figuresGoOutWhenTheyAreFinalHourByHourInOrder() {
    world.run(Duration.ofMinutes(91));
    assertThat(received().records()).as("nothing is final before 01:32").isZero();
    world.run(Duration.ofMinutes(2));
    assertThat(received().records()).as("one hour, two feeds, two schools").isEqualTo(4);
    world.run(Duration.ofHours(49));
    world.assertComplete("wenzhou", SimSchools.WENZHOU);
    world.assertReconciled("wenzhou");
    assertNothingWasRefused();
    assertThat(received().first()).isEqualTo(1);
    assertThat(received().last()).isEqualTo(50);
  }

  @Test
  void aRestatedFigureGoesOutAgainWithItsNewRevision() {
    world.run(Duration.ofHours(30));
    long before = received().records();
    world.schools.restate(SimSchools.WENZHOU.get(0), World.START + 5 * World.HOUR);
    world.run(Duration.ofMinutes(1));
    assertThat(received().records() - before).as("two hourly feeds, three daily").isEqualTo(5);
    world.schools.restate(SimSchools.WENZHOU.get(0), World.START + 5 * World.HOUR);
    world.schools.restate(SimSchools.WENZHOU.get(0), World.START + 5 * World.HOUR + 1);
    world.run(Duration.ofMinutes(1));
    world.assertComplete("wenzhou", SimSchools.WENZHOU);
    world.assertReconciled("wenzhou");
    assertNothingWasRefused();
  }

  @Test
  void figuresThatAreRestatedBeforeTheyWentOutGoOnce() {
    world.run(Duration.ofHours(3));
    world.mock("wenzhou").switchboard().set(Mode.OUTAGE);
    world.run(Duration.ofHours(30));
    for (int hour = 0; hour < 26; hour++) {
      world.schools.restate(SimSchools.WENZHOU.get(1), World.START + hour * World.HOUR);
    }
    world.mock("wenzhou").switchboard().set(Mode.OK);
    world.run(Duration.ofHours(1));
    world.assertComplete("wenzhou", SimSchools.WENZHOU);
    world.assertReconciled("wenzhou");
    assertNothingWasRefused();
  }

  @Test
  void moreRestatementsThanFitIntoABatchGoOutInSeveral() {
    world.close();
    world = new World(folder.resolve("small")).city("wenzhou", Profile.IRS_SIGNED, "3303", 10);
    world.run(Duration.ofHours(30));
    for (int hour = 0; hour < 24; hour++) {
      world.schools.restate(SimSchools.WENZHOU.get(hour % 2), World.START + hour * World.HOUR);
    }
    world.run(Duration.ofMinutes(5));
    world.assertComplete("wenzhou", SimSchools.WENZHOU);
    world.assertReconciled("wenzhou");
    assertNothingWasRefused();
  }

  @Test
  void aBatchWhoseAcknowledgementIsLostIsNotCountedTwice() {
    world.run(Duration.ofHours(2));
    world.mock("wenzhou").switchboard().set(new Switchboard.Setting(Mode.DROP, 3, 0));
    world.run(Duration.ofHours(4));
    world.assertComplete("wenzhou", SimSchools.WENZHOU);
    world.assertReconciled("wenzhou");
    assertThat(received().repeats()).isEqualTo(3);
    assertNothingWasRefused();
  }

  @Test
  void whatHappensBetweenSendingAndAcknowledgementSurvivesARestart() {
    world.run(Duration.ofHours(2));
    world.mock("wenzhou").switchboard().set(Mode.DROP);
    world.run(Duration.ofHours(1));
    JsonNode lost = world.reconciliation("wenzhou", "2026-03-02");
    assertThat(lost.get("theirs").isNull()).as("the answer is cut, too").isTrue();
    world.restart();
    world.mock("wenzhou").switchboard().set(Mode.OK);
    assertThat(world.reconciliation("wenzhou", "2026-03-02").get("waiting").asInt()).isEqualTo(4);
    assertThat(world.reconciliation("wenzhou", "2026-03-02").get("match").asBoolean()).isTrue();
    world.run(Duration.ofHours(1));
    world.assertComplete("wenzhou", SimSchools.WENZHOU);
    world.assertReconciled("wenzhou");
    assertThat(received().first()).isEqualTo(1);
    assertNothingWasRefused();
  }

  @Test
  void everyFailureOfTheCityIsWaitedOut() {
    for (Mode mode :
        new Mode[] {Mode.ERROR, Mode.TIMEOUT, Mode.REJECT_SIGNATURE, Mode.SKEW, Mode.OUTAGE}) {
      world.mock("wenzhou").switchboard().set(new Switchboard.Setting(mode, 2, 120_000));
      world.run(Duration.ofHours(2));
      assertThat(world.link("wenzhou").state().failures()).as(mode.word()).isZero();
    }
    world.mock("wenzhou").switchboard().set(new Switchboard.Setting(Mode.SLOW, 2, 50));
    world.run(Duration.ofHours(2));
    world.assertComplete("wenzhou", SimSchools.WENZHOU);
    world.assertReconciled("wenzhou");
    assertThat(received().refused().get("signature")).isEqualTo(4);
  }

  @Test
  void aProblemIsToldInWords() {
    world.mock("wenzhou").switchboard().set(new Switchboard.Setting(Mode.SKEW, 1, 120_000));
    world.run(Duration.ofMinutes(92));
    world.now = World.START + 93 * 60_000;
    world.mock("wenzhou").switchboard().set(new Switchboard.Setting(Mode.SKEW, 1, 120_000));
    world.step("wenzhou");
    JsonNode link = World.json(world.desk().links()).get("links").get(0);
    assertThat(link.get("problem").asText())
        .startsWith("the city does not take batch 1 (401")
        .contains("Clock skew exceeded");
    assertThat(link.get("waiting").asInt()).isEqualTo(1);
    assertThat(link.get("profile").asText()).isEqualTo("irs-signed");
  }

  @Test
  void twoCitiesHaveTheirOwnSchoolsNumbersAndTroubles() {
    world.city("taizhou", Profile.IRS_SIGNED, "3310", 500);
    world.mock("taizhou").switchboard().set(Mode.ERROR);
    world.run(Duration.ofHours(26));
    world.assertComplete("wenzhou", SimSchools.WENZHOU);
    assertThat(world.mock("taizhou").summary().records()).isZero();
    world.mock("taizhou").switchboard().set(Mode.OK);
    world.run(Duration.ofHours(1));
    world.assertComplete("taizhou", SimSchools.TAIZHOU);
    world.assertReconciled("wenzhou");
    world.assertReconciled("taizhou");
    assertThat(world.mock("taizhou").summary().first()).isEqualTo(1);
    assertThat(world.mock("taizhou").summary().last()).isLessThan(received().last());
  }

  @Test
  void ngsiLdGetsBuildingsDevicesMeasurementsAndIndicators() {
    world.city("brain", Profile.NGSI_LD, "3310", 250);
    world.run(Duration.ofHours(27));
    world.assertComplete("brain", SimSchools.TAIZHOU);
    world.assertReconciled("brain");
    MockCity.Summary brain = world.mock("brain").summary();
    assertThat(brain.entities())
        .containsEntry("Building", 1L)
        .containsEntry("Device", 1L)
        .containsEntry("DeviceMeasurement", 1L)
        .containsEntry("KeyPerformanceIndicator", brain.records());
    assertThat(brain.refused().values()).containsOnly(0L);
  }

  @Test
  void ofAPartialFailureOnlyWhatFailedIsSentAgain() {
    world.city("brain", Profile.NGSI_LD, "3310", 250);
    world.mock("brain").switchboard().set(Mode.OUTAGE);
    world.run(Duration.ofHours(26));
    world.mock("brain").switchboard().set(new Switchboard.Setting(Mode.PARTIAL, 4, 0));
    world.run(Duration.ofHours(2));
    world.assertComplete("brain", SimSchools.TAIZHOU);
    world.assertReconciled("brain");
    assertThat(world.mock("brain").summary().refused().get("content")).isPositive();
  }
}
