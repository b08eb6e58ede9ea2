package io.campuspulse.metrics;

import static io.campuspulse.testing.Ledger.rounded;
import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.model.Dated;
import io.campuspulse.model.Name;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Reading;
import io.campuspulse.model.Scope;
import io.campuspulse.model.SpaceType;
import io.campuspulse.query.Figure;
import io.campuspulse.registry.SchoolFigures;
import io.campuspulse.registry.SchoolFigures.Condition;
import io.campuspulse.registry.Scorecards;
import io.campuspulse.testing.Ledger;
import io.campuspulse.testing.SmallCampus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The worked examples of METRICS §5 "Scorecard and conditions". */
class CardExamplesTest {
  private static final Scope SCHOOL = Scope.school(SmallCampus.SCHOOL);
  private static final Duration MINUTES = Duration.ofMinutes(15);

  private static Ledger ledger(SmallCampus campus) {
    return new Ledger(campus.build(), "2026-03-02");
  }

  private static void say(Ledger ledger, String point, long value) {
    for (String time : List.of("08:00", "08:10")) {
      long t = ledger.at(time);
      ledger.run().accept(new Reading(point, t, value, Quality.GOOD, -1, t));
    }
  }

  private static Figure hour(Ledger ledger, String metric) {
    say(ledger, "clock", 1_000);
    long t = ledger.at("10:00");
    ledger.run().accept(new Reading("clock", t, 1_000, Quality.GOOD, -1, t));
    return ledger.figure(metric, SCHOOL, "08:00", "09:00");
  }

  private static SmallCampus campus() {
    return new SmallCampus(1300).point("clock", Quantity.PRESSURE, SCHOOL, MINUTES);
  }

  private static Scorecards.Item item(String id, Quantity evidence) {
    return new Scorecards.Item(
        id,
        new Name(id, id),
        Scorecards.Card.INFORMATIZATION,
        Set.of(SpaceType.CLASSROOM),
        Set.of(evidence));
  }

  @Test
  void fiftyRoomsOfFourItemsWith120DeclaredAnd96Evidenced() {
    // 50 rooms x 4: declared 120, evidenced 96 -> 60 %, 48 %
    Quantity[] evidence = {
      Quantity.CO2, Quantity.TEMPERATURE, Quantity.HUMIDITY, Quantity.ILLUMINANCE
    };
    List<Scorecards.Item> items = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      items.add(item("i" + i, evidence[i]));
    }
    SmallCampus campus = campus().scorecards(new Scorecards(items));
    Set<String> twenty = new HashSet<>();
    List<String> points = new ArrayList<>();
    for (int room = 0; room < 50; room++) {
      campus.space("r" + room, 40, SmallCampus.always());
      if (room < 20) {
        twenty.add("r" + room);
      }
      for (int i = 0; i < 4; i++) {
        String point = "r" + room + "-" + i;
        campus.point(point, evidence[i], Scope.space("r" + room), MINUTES);
        points.add(point);
      }
    }
    campus.figures(
        new SchoolFigures(
            Map.of(),
            List.of(
                new SchoolFigures.Declared(
                    Set.of("i0", "i1"), Set.of(SpaceType.CLASSROOM), Set.of()),
                new SchoolFigures.Declared(Set.of("i2"), Set.of(), twenty)),
            List.of()));
    Ledger ledger = ledger(campus);
    points.subList(0, 96).forEach(p -> say(ledger, p, 50_000));

    Figure evidenced = hour(ledger, "scorecard_informatization");
    Figure declared = hour(ledger, "scorecard_informatization_declared");

    assertThat(evidenced.value()).isEqualByComparingTo("48");
    assertThat(evidenced.basis().numerator()).isEqualByComparingTo("96");
    assertThat(evidenced.basis().denominator()).isEqualByComparingTo("200");
    assertThat(declared.value()).isEqualByComparingTo("60");
    assertThat(hour(ledger, "scorecard_green").reason()).isEqualTo("not_configured");
  }

  @Test
  void machinesWithAValidSampleAre180Of240() {
    SmallCampus campus = campus().space("r1", 40, SmallCampus.always());
    for (int i = 0; i < 240; i++) {
      campus.equipment("m" + i, "r1");
      if (i < 200) {
        campus.point("p" + i, Quantity.POWER, Scope.equipment("m" + i), MINUTES);
      }
    }
    Ledger ledger = ledger(campus);
    for (int i = 0; i < 180; i++) {
      say(ledger, "p" + i, 1_000);
    }

    assertThat(hour(ledger, "digital_coverage").value()).isEqualByComparingTo("75");
  }

  @Test
  void controlsThatActedByThemselvesAre45Of150() {
    SmallCampus campus = campus().space("r1", 40, SmallCampus.always());
    List<SchoolFigures.Control> controls = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      if (i < 60) {
        campus.point("auto" + i, Quantity.SWITCH, Scope.space("r1"), MINUTES);
      }
      controls.add(
          new SchoolFigures.Control("c" + i, Scope.space("r1"), i < 60 ? "auto" + i : null));
    }
    campus.figures(new SchoolFigures(Map.of(), List.of(), controls));
    Ledger ledger = ledger(campus);
    for (int i = 0; i < 60; i++) {
      say(ledger, "auto" + i, i < 45 ? 1 : 0);
    }

    assertThat(hour(ledger, "automation_share").value()).isEqualByComparingTo("30");
  }

  @Test
  void totalAndPerStudentAreJudgedApartOnDatedFigures() {
    // 1,300 students: buildings 28,000 m² -> total pass, 21.5 pass; campus 38,000 m² -> fail, 29.2
    // fail
    SmallCampus campus =
        campus()
            .figures(
                new SchoolFigures(
                    Map.of(
                        Condition.BUILDING_AREA,
                        Dated.of(
                            Map.of(
                                LocalDate.parse("2020-01-01"),
                                new BigDecimal("20000"),
                                LocalDate.parse("2026-01-01"),
                                new BigDecimal("28000"))),
                        Condition.CAMPUS_AREA,
                        Dated.always(new BigDecimal("38000"))),
                    List.of(),
                    List.of()));

    Figure figure = hour(ledger(campus), "basic_conditions");

    assertThat(figure.basis().flags())
        .containsExactly(
            "campus_area:fail",
            "campus_area_per_student:fail",
            "building_area:pass",
            "building_area_per_student:pass");
    assertThat(rounded(figure.value(), 1)).isEqualTo("50.0");
  }
}
