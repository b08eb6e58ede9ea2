package io.campuspulse.metrics;

import static io.campuspulse.testing.Ledger.rounded;
import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.query.Answer;
import io.campuspulse.query.Figure;
import io.campuspulse.query.Grouping;
import io.campuspulse.query.Resolution;
import io.campuspulse.registry.AcademicCalendar.Kind;
import io.campuspulse.registry.Academics;
import io.campuspulse.registry.Booking;
import io.campuspulse.registry.Purpose;
import io.campuspulse.testing.Ledger;
import io.campuspulse.testing.Plans;
import io.campuspulse.testing.SmallCampus;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The worked examples of the metric specification for plans and use, §§2 and 5. */
class PlanExamplesTest {
  private static final Scope ROOM = Scope.space("r1");

  private static Ledger counted(Academics plans) {
    return new Ledger(
        new SmallCampus()
            .space("r1", 40, SmallCampus.always())
            .point("n", Quantity.PEOPLE, ROOM, Duration.ofMinutes(5))
            .plans(plans)
            .build(),
        "2026-03-02");
  }

  /** Reports a head count every five minutes of [from, to). */
  private static void heads(Ledger ledger, String from, String to, int heads) {
    for (long t = ledger.at(from); t < ledger.at(to); t += 300_000) {
      ledger
          .run()
          .accept(
              new io.campuspulse.model.Reading(
                  "n", t, heads * 1000L, io.campuspulse.model.Quality.GOOD, -1, t));
    }
  }

  @Test
  void teachingBasisIsThirtyHoursInAWeekWhoseMondayIsMadeUpOnSaturday() {
    // 8 x 45 min a day, Monday a holiday, Saturday makes up Monday: avail 5 x 6 = 30 h
    Plans plans =
        new Plans()
            .periods(8, 8)
            .day("2026-03-09", Kind.HOLIDAY)
            .makeup("2026-03-14", "2026-03-09")
            .weekly("monday", "r1", DayOfWeek.MONDAY, 1, 2, "")
            .weekly("saturday", "r1", DayOfWeek.SATURDAY, 1, 8, "");
    Ledger ledger = counted(plans.build());
    heads(ledger, "2026-03-09T00:00", "2026-03-16T00:05", 30);

    Figure week =
        ledger.figure("space_frequency", "teaching", ROOM, "2026-03-09T00:00", "2026-03-16T00:00");
    Figure saturday =
        ledger.figure(
            "planned_vs_actual", "teaching", ROOM, "2026-03-14T00:00", "2026-03-15T00:00");
    Figure holiday =
        ledger.figure("space_frequency", "teaching", ROOM, "2026-03-09T00:00", "2026-03-10T00:00");

    assertThat(week.basis().denominator()).isEqualByComparingTo("30");
    // Saturday uses Monday's timetable: two periods, not its own eight
    assertThat(saturday.basis().also().get("planned_h")).isEqualByComparingTo("1.5");
    assertThat(holiday.value()).isNull();
    assertThat(holiday.reason()).isEqualTo("zero_denominator");
  }

  @Test
  void aSchoolWithoutACalendarHasNoTeachingTime() {
    Ledger ledger = counted(Academics.NONE);
    heads(ledger, "08:00", "10:05", 30);

    Figure figure = ledger.figure("space_frequency", "teaching", ROOM, "08:00", "10:00");

    assertThat(figure.value()).isNull();
    assertThat(figure.reason()).isEqualTo("not_configured");
    assertThat(ledger.figure("no_show_rate", ROOM, "08:00", "10:00").reason())
        .isEqualTo("not_configured");
  }

  @Test
  void plannedVersusActualIsMinusFifteenPointsWhenThreeQuartersWerePlannedAndThreeFifthsUsed() {
    // K 40, planned 30, used 24 h: 75 % against 60 % = -15.0
    Ledger ledger =
        counted(
            new Plans().book("b", "r1", "2026-03-02T00:00", "2026-03-03T06:00", 40).bookingsOnly());
    heads(ledger, "2026-03-02T00:00", "2026-03-03T00:00", 20);
    heads(ledger, "2026-03-03T00:00", "2026-03-03T16:05", 0);

    Figure figure = ledger.figure("planned_vs_actual", ROOM, "00:00", "2026-03-03T16:00");

    assertThat(figure.value()).isEqualByComparingTo("-15");
    assertThat(figure.basis().denominator()).isEqualByComparingTo("40");
    assertThat(figure.basis().also().get("planned_percent")).isEqualByComparingTo("75");
    assertThat(figure.basis().also().get("actual_percent")).isEqualByComparingTo("60");
    assertThat(figure.bounds().low()).isEqualByComparingTo("-15");
    assertThat(figure.bounds().high()).isEqualByComparingTo("-15");
  }

  @Test
  void unknownTimeWidensPlannedVersusActualOnTheSideOfUse() {
    // used 1 h, empty 1 h, unknown 2 h; planned: 1 known hour and 1 unknown
    Ledger ledger =
        counted(
            new Plans().book("b", "r1", "2026-03-02T09:00", "2026-03-02T11:00", 40).bookingsOnly());
    heads(ledger, "08:00", "09:00", 20);
    heads(ledger, "09:00", "09:50", 0); // holds until 10:00
    heads(ledger, "12:00", "12:05", 0);

    Figure figure = ledger.figure("planned_vs_actual", ROOM, "08:00", "12:00");

    assertThat(figure.value()).isEqualByComparingTo("0"); // 50 % used, 50 % planned
    assertThat(figure.basis().coverage()).isEqualByComparingTo("0.5");
    assertThat(figure.bounds().low()).isEqualByComparingTo("-25"); // (1 - 2) / 4
    assertThat(figure.bounds().high()).isEqualByComparingTo("25"); // (1 + 2 - 2) / 4
  }

  @Test
  void doubleBookingsCountOnceAndTheirEnrolmentsAdd() {
    Ledger ledger =
        counted(
            new Plans()
                .book("a", "r1", "2026-03-02T08:00", "2026-03-02T10:00", 20)
                .book("b", "r1", "2026-03-02T08:00", "2026-03-02T10:00", 16)
                .bookingsOnly());
    heads(ledger, "08:00", "10:00", 30);
    heads(ledger, "10:00", "12:05", 0);

    Figure time = ledger.figure("planned_vs_actual", ROOM, "08:00", "12:00");
    Figure persons = ledger.figure("planned_vs_actual_persons", ROOM, "08:00", "12:00");

    assertThat(time.basis().also().get("planned_h")).isEqualByComparingTo("2");
    assertThat(persons.basis().also().get("planned_person_h")).isEqualByComparingTo("72");
    assertThat(persons.basis().also().get("actual_person_h")).isEqualByComparingTo("60");
    assertThat(persons.value()).isEqualByComparingTo("-7.5"); // (60 - 72) / (40 x 4)
  }

  @Test
  void anEnrolmentThatIsNotKnownIsFlaggedAndNotTakenForNobody() {
    Ledger ledger =
        counted(
            new Plans()
                .book("a", "r1", "2026-03-02T08:00", "2026-03-02T10:00", Booking.Use.ORDINARY)
                .bookingsOnly());
    heads(ledger, "08:00", "10:05", 30);

    Figure persons = ledger.figure("planned_vs_actual_persons", ROOM, "08:00", "10:00");

    assertThat(persons.basis().flags()).contains("enrolment_missing");
  }

  @Test
  void unbookedUseIsWhatLiesBeyondTheGraceOfBookings() {
    // 6/40 h = 15 %: 34 of 40 used hours lie within the booking and its 10 minutes of grace
    Ledger ledger =
        counted(
            new Plans().book("b", "r1", "2026-03-02T00:10", "2026-03-03T09:50", 40).bookingsOnly());
    heads(ledger, "2026-03-02T00:00", "2026-03-03T16:05", 20);

    Figure figure = ledger.figure("unbooked_use_rate", ROOM, "00:00", "2026-03-03T16:00");

    assertThat(figure.value()).isEqualByComparingTo("15");
    assertThat(figure.basis().numerator()).isEqualByComparingTo("6");
    assertThat(figure.basis().denominator()).isEqualByComparingTo("40");
  }

  @Test
  void unknownTimeEntersUnbookedUseOnOneSideOnly() {
    // used 2 h, one of them unbooked; unknown 1 h within the booking and 1 h outside
    Ledger ledger =
        counted(
            new Plans().book("b", "r1", "2026-03-02T08:10", "2026-03-02T09:50", 40).bookingsOnly());
    heads(ledger, "07:00", "08:50", 20); // used 07:00 to 09:00
    heads(ledger, "11:00", "11:05", 0);

    Figure figure = ledger.figure("unbooked_use_rate", ROOM, "07:00", "11:00");

    assertThat(figure.value()).isEqualByComparingTo("50");
    assertThat(rounded(figure.bounds().low(), 1)).isEqualTo("33.3"); // 1 / (2 + 1)
    assertThat(rounded(figure.bounds().high(), 1)).isEqualTo("66.7"); // (1 + 1) / (2 + 1)
  }

  @Test
  void purposesShareUseAndSumToOneHundred() {
    // 40 h: 20, 8, 4, 2, 1, 1, 2, 1, unspecified 1
    int[] hours = {20, 8, 4, 2, 1, 1, 2, 1};
    Plans plans = new Plans();
    java.time.LocalDateTime at = java.time.LocalDateTime.parse("2026-03-02T00:00");
    for (Purpose purpose : Purpose.values()) {
      java.time.LocalDateTime end = at.plusHours(hours[purpose.ordinal()]);
      plans.book("b" + purpose.ordinal(), "r1", at.toString(), end.toString(), purpose);
      at = end;
    }
    Ledger ledger = counted(plans.bookingsOnly());
    heads(ledger, "2026-03-02T00:00", "2026-03-03T16:05", 20);

    Answer answer =
        ledger.answer(
            "purpose_mix", ROOM, Grouping.PURPOSE, "00:00", "2026-03-03T16:00", Resolution.TOTAL);
    Map<String, Figure> byPurpose =
        answer.series().stream()
            .collect(Collectors.toMap(Answer.Series::group, s -> s.figures().get(0)));

    assertThat(answer.series())
        .extracting(s -> s.figures().get(0).value().toPlainString())
        .containsExactly("50", "20", "10", "5", "2.5", "2.5", "5", "2.5", "2.5");
    assertThat(byPurpose.get("unspecified").value()).isEqualByComparingTo("2.5");
    assertThat(byPurpose.get("internship_training").bounds().low()).isEqualByComparingTo("50");
    // high adds unspecified
    assertThat(byPurpose.get("internship_training").bounds().high()).isEqualByComparingTo("52.5");
  }

  @Test
  void ofOverlappingBookingsTheEarliestAndThenTheLowestIdNamesThePurpose() {
    Ledger ledger =
        counted(
            new Plans()
                .book("b", "r1", "2026-03-02T08:00", "2026-03-02T10:00", Purpose.SKILLS_APPRAISAL)
                .book("a", "r1", "2026-03-02T09:00", "2026-03-02T12:00", Purpose.SOCIAL_TRAINING)
                .book("c", "r1", "2026-03-02T09:00", "2026-03-02T12:00", Purpose.TECHNICAL_SERVICES)
                .bookingsOnly());
    heads(ledger, "08:00", "12:05", 20);

    Map<String, Figure> byPurpose =
        ledger
            .answer("purpose_mix", ROOM, Grouping.PURPOSE, "08:00", "12:00", Resolution.TOTAL)
            .series()
            .stream()
            .collect(Collectors.toMap(Answer.Series::group, s -> s.figures().get(0)));

    assertThat(byPurpose.get("skills_appraisal").value()).isEqualByComparingTo("50");
    assertThat(byPurpose.get("social_training").value()).isEqualByComparingTo("50");
    assertThat(byPurpose.get("technical_services").value()).isEqualByComparingTo("0");
  }

  @Test
  void openSharingAddsExternalUseAndItsUnknownTimeOnlyToTheUpperBound() {
    // used 5.5 + 2, 1 unknown -> 7.5, high 8.5
    Booking.Use external = new Booking.Use(Purpose.SOCIAL_TRAINING, "", 20, true, false);
    Ledger ledger =
        counted(
            new Plans()
                .book("x", "r1", "2026-03-02T08:00", "2026-03-02T13:30", external)
                .book("y", "r1", "2026-03-02T18:00", "2026-03-02T21:00", external)
                .bookingsOnly());
    heads(ledger, "08:00", "14:00", 20);
    heads(ledger, "18:00", "19:50", 20); // holds until 20:00, then unknown until 21:00
    heads(ledger, "21:00", "22:05", 20);

    Figure figure = ledger.figure("open_sharing_hours", ROOM, "08:00", "22:00");

    assertThat(figure.value()).isEqualByComparingTo("7.5");
    assertThat(figure.bounds().low()).isEqualByComparingTo("7.5");
    assertThat(figure.bounds().high()).isEqualByComparingTo("8.5");
  }

  @Test
  void closedForRepairTimeLeavesAvailableTime() {
    Ledger ledger =
        counted(
            new Plans()
                .periods(4, 8)
                .closed("r1", "2026-03-02T08:30", "2026-03-02T10:00")
                .weekly("l", "r1", DayOfWeek.MONDAY, 1, 4, "")
                .build());
    heads(ledger, "08:00", "12:05", 20);

    Figure teaching = ledger.figure("space_frequency", "teaching", ROOM, "08:00", "12:00");
    Figure open = ledger.figure("space_frequency", "open", ROOM, "08:00", "12:00");
    Figure planned = ledger.figure("planned_vs_actual", "open", ROOM, "08:00", "12:00");

    assertThat(teaching.basis().denominator()).isEqualByComparingTo("1.5"); // 3 h less 1.5 h
    assertThat(open.basis().denominator()).isEqualByComparingTo("2.5");
    assertThat(planned.basis().also().get("planned_h")).isEqualByComparingTo("1.5");
  }

  @Test
  void capacityIsThatOfTheLocalDate() {
    Ledger ledger =
        new Ledger(
            new SmallCampus()
                .space(
                    "r1",
                    io.campuspulse.model.Dated.of(
                        Map.of(
                            java.time.LocalDate.parse("2026-03-01"),
                            40,
                            java.time.LocalDate.parse("2026-03-03"),
                            20)),
                    SmallCampus.always())
                .point("n", Quantity.PEOPLE, ROOM, Duration.ofMinutes(5))
                .build(),
            "2026-03-02");
    heads(ledger, "2026-03-02T23:00", "2026-03-03T01:05", 20);

    Figure before = ledger.figure("seat_occupancy", ROOM, "23:00", "2026-03-03T00:00");
    Figure after = ledger.figure("seat_occupancy", ROOM, "2026-03-03T00:00", "2026-03-03T01:00");

    assertThat(before.value()).isEqualByComparingTo("50");
    assertThat(after.value()).isEqualByComparingTo("100");
  }

  @Test
  void aTermIsABinAndWhatLiesBetweenTermsIsLeftOut() {
    Ledger ledger = counted(new Plans().periods(4, 8).lastDay("2026-03-06").build());
    heads(ledger, "2026-03-02T00:00", "2026-03-09T00:05", 20);

    Answer answer =
        ledger.answer(
            "space_frequency",
            ROOM,
            Grouping.NONE,
            "2026-03-01T00:00",
            "2026-03-09T00:00",
            Resolution.TERM);

    assertThat(answer.series().get(0).figures()).hasSize(1);
    Figure term = answer.series().get(0).figures().get(0);
    assertThat(term.interval()).isEqualTo(Plans.span("2026-03-02T00:00", "2026-03-07T00:00"));
    assertThat(term.value()).isEqualByComparingTo("100");
  }
}
