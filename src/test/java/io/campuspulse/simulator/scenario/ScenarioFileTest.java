package io.campuspulse.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.config.Problems;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioFileTest {
  private static Scenario parse(String text) {
    Problems problems = new Problems();
    var scenario = ScenarioFile.parse("test.yaml", text, problems);
    assertThat(problems.list()).isEmpty();
    return scenario.orElseThrow();
  }

  private static String problems(String text) {
    Problems problems = new Problems();
    assertThat(ScenarioFile.parse("test.yaml", text, problems)).isEmpty();
    return problems.sentences();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "one-school",
        "faulty",
        "silent",
        "storm",
        "open-base",
        "city",
        "unchanged",
        "retrofit"
      })
  void everyShippedScenarioIsValidAndBearsTheNameOfItsFile(String name) {
    Problems problems = new Problems();
    var scenario = ScenarioFile.read(Path.of("simulators/scenarios", name + ".yaml"), problems);
    assertThat(problems.list()).isEmpty();
    assertThat(scenario.orElseThrow().name()).isEqualTo(name);
  }

  @Test
  void theShippedOneSchoolIsTheOneInTheCode() {
    Problems problems = new Problems();
    var scenario = ScenarioFile.read(Path.of("simulators/scenarios/one-school.yaml"), problems);
    assertThat(scenario).contains(Scenario.oneSchool());
  }

  @Test
  void theFaultyScenarioHasEveryFaultButTheStorm() {
    Problems problems = new Problems();
    var scenario = ScenarioFile.read(Path.of("simulators/scenarios/faulty.yaml"), problems);
    assertThat(scenario.orElseThrow().faults().faults())
        .extracting(FaultRules.Fault::kind)
        .hasSize(FaultRules.Kind.values().length - 1)
        .doesNotHaveDuplicates();
  }

  @Test
  void valuesAreReadWithTheirUnits() {
    Scenario s =
        parse(
            """
            scenario: mine
            epoch: 2025-02-03
            people: {no_show: 12%}
            calendar:
              holidays: [{from: 2025-10-01, to: 2025-10-08}]
              makeups: [{date: 2025-10-11, follows: wednesday}]
            habits: {saving: {from: 2025-06-01, less: 15%}}
            faults: [{kind: dropout, devices: 30%, at: "06:30", lasting: 12h}]
            """);
    assertThat(s.epoch()).isEqualTo("2025-02-03");
    assertThat(s.people().noShowShare()).isEqualTo(0.12);
    assertThat(s.people().attendance()).isEqualTo(0.94);
    assertThat(s.habits().saving().orElseThrow().percent()).isEqualTo(15);
    FaultRules.Fault fault = s.faults().faults().get(0);
    assertThat(fault.lasting()).isEqualTo(Duration.ofHours(12));
    assertThat(fault.at()).contains(LocalTime.of(6, 30));
    AcademicCalendar c = s.calendar();
    assertThat(c.kind(LocalDate.of(2025, 10, 8))).isEqualTo(AcademicCalendar.Kind.HOLIDAY);
    assertThat(c.timetableOf(LocalDate.of(2025, 10, 11))).contains(DayOfWeek.WEDNESDAY);
    assertThat(c.kind(LocalDate.of(2025, 10, 12))).isEqualTo(AcademicCalendar.Kind.WEEKEND);
  }

  @Test
  void everyMistakeGetsASentenceAtOnce() {
    String sentences =
        problems(
            """
            scenario: mine
            peeple: {no_show: 5%}
            people: {no_show: 120%, purposes: {sleeping: 10%}}
            faults: [{kind: gremlin, lasting: 12h}, {kind: spike, lasting: 12}]
            """);
    assertThat(sentences)
        .contains("peeple")
        .contains("no_show")
        .contains("is not one of the eight purposes")
        .contains("gremlin")
        .contains("faults[1].lasting");
  }
}
