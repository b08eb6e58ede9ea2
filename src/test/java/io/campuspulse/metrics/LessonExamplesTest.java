package io.campuspulse.metrics;

import static io.campuspulse.testing.Ledger.rounded;
import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.query.Answer;
import io.campuspulse.query.Figure;
import io.campuspulse.query.Grouping;
import io.campuspulse.query.Lesson;
import io.campuspulse.query.LessonPage;
import io.campuspulse.query.LessonQuery;
import io.campuspulse.query.Resolution;
import io.campuspulse.registry.AcademicCalendar.Kind;
import io.campuspulse.registry.Academics;
import io.campuspulse.registry.Booking;
import io.campuspulse.testing.Ledger;
import io.campuspulse.testing.Plans;
import io.campuspulse.testing.SmallCampus;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The lesson ledger's worked example and rules (METRICS §6), and the metrics over it. */
class LessonExamplesTest {
  private static final Scope ROOM = Scope.space("r1");

  private static Ledger counted(Academics plans) {
    return new Ledger(
        new SmallCampus()
            .space("r1", 40, SmallCampus.always())
            .space("r2", 40, SmallCampus.always())
            .point("n", Quantity.PEOPLE, ROOM, Duration.ofMinutes(1))
            .plans(plans)
            .build(),
        "2026-03-02");
  }

  private static void heads(Ledger ledger, String from, String to, int heads) {
    for (long t = ledger.at(from); t < ledger.at(to); t += 60_000) {
      ledger
          .run()
          .accept(
              new io.campuspulse.model.Reading(
                  "n", t, heads * 1000L, io.campuspulse.model.Quality.GOOD, -1, t));
    }
  }

  private static List<Lesson> lessons(Ledger ledger, String from, String to) {
    ledger.run().compute();
    Interval range = new Interval(ledger.at(from), ledger.at(to));
    return ledger
        .run()
        .lessons()
        .lessons(new LessonQuery(ROOM, range, Optional.empty(), Optional.empty(), 1000))
        .lessons();
  }

  /** Five 45-min periods from 08:00; the first, second and fourth are booked. */
  private static Ledger example() {
    Ledger ledger =
        counted(
            new Plans()
                .periods(5, 8)
                .weekly("l1", "r1", DayOfWeek.MONDAY, 1, 2, "")
                .weekly("l4", "r1", DayOfWeek.MONDAY, 4, 4, "")
                .build());
    heads(ledger, "08:00", "08:39", 30); // booked, used 39
    heads(ledger, "08:39", "09:30", 0); // booked, empty 45
    heads(ledger, "09:30", "10:00", 12); // free slot, used 30
    heads(ledger, "10:00", "10:13", 0); // holds 3 min until 10:15, then booked, all unknown
    heads(ledger, "11:00", "11:50", 0); // free slot, empty
    return ledger;
  }

  @Test
  void fivePeriodsAreTaughtGhostUnbookedUseUnknownAndFree() {
    List<Lesson> lessons = lessons(example(), "00:00", "2026-03-03T00:00");

    assertThat(lessons)
        .extracting(l -> l.verdict().word())
        .containsExactly("taught", "ghost", "unbooked_use", "unknown", "free");
    assertThat(lessons)
        .extracting(l -> l.minutes().used() / 60_000)
        .containsExactly(39L, 0L, 30L, 0L, 0L);
    assertThat(lessons)
        .extracting(l -> l.minutes().unknown() / 60_000)
        .containsExactly(0L, 0L, 0L, 45L, 0L);
    // 5 x 45 = 225 min
    assertThat(lessons.stream().mapToLong(l -> l.slot().time().length()).sum())
        .isEqualTo(225 * 60_000L);
    assertThat(lessons.get(0).slot().bookings()).extracting(Booking::id).containsExactly("l1");
    assertThat(lessons.get(0).source()).isEqualTo("counter");
    assertThat(lessons.get(3).source()).isNull();
  }

  @Test
  void noShowRateOfTheExampleIsOneHalfBetweenOneAndTwoThirds() {
    // no_show_rate 45/90 = 50 %, low 33.3 %, high 66.7 %
    Figure figure = example().figure("no_show_rate", ROOM, "00:00", "2026-03-03T00:00");

    assertThat(figure.value()).isEqualByComparingTo("50");
    assertThat(figure.basis().numerator()).isEqualByComparingTo("0.75");
    assertThat(figure.basis().denominator()).isEqualByComparingTo("1.5");
    assertThat(rounded(figure.bounds().low(), 1)).isEqualTo("33.3");
    assertThat(rounded(figure.bounds().high(), 1)).isEqualTo("66.7");
  }

  @Test
  void lessonMinutesOfHoursAddUpToThoseOfTheDay() {
    Ledger ledger = example();

    Answer hours =
        ledger.answer(
            "no_show_rate", ROOM, Grouping.NONE, "00:00", "2026-03-03T00:00", Resolution.PT1H);

    assertThat(
            hours.series().get(0).figures().stream()
                .filter(f -> f.basis().denominator() != null)
                .map(f -> f.basis().denominator())
                .reduce(java.math.BigDecimal.ZERO, java.math.BigDecimal::add))
        .isEqualByComparingTo("1.5");
  }

  @Test
  void fourHundredOfTwoThousandHoursAreTwentyPercentAndAHundredUnknownWidenTheBounds() {
    FactSums sums = new FactSums();
    sums.add("lesson.ghost", 400 * 3_600_000L);
    sums.add("lesson.taught", 1600 * 3_600_000L);
    Parts known = noShow(sums);
    sums.add("lesson.unknown", 100 * 3_600_000L);
    Parts unknown = noShow(sums);

    assertThat(known.value()).isEqualByComparingTo("20");
    assertThat(known.low()).isEqualByComparingTo("20");
    assertThat(rounded(unknown.low(), 1)).isEqualTo("19.0");
    assertThat(rounded(unknown.high(), 1)).isEqualTo("23.8");
    assertThat(unknown.value()).isEqualByComparingTo("20");
  }

  private static Parts noShow(FactSums sums) {
    return form("no_show_rate", sums);
  }

  private static Parts form(String metric, FactSums sums) {
    var campus =
        new SmallCampus()
            .space("r1", 40, SmallCampus.always())
            .plans(
                new Plans()
                    .book("b", "r1", "2026-03-02T08:00", "2026-03-02T09:00", 1)
                    .bookingsOnly())
            .build();
    Interval any = new Interval(0, 1);
    return MetricCatalog.find(metric)
        .orElseThrow()
        .form(
            sums,
            new Metric.FigureContext(
                campus, List.of(ROOM), any, any, SmallCampus.ZONE, EmissionFactors.NONE, null));
  }

  @Test
  void thirtyEightOfFortyPracticalsAreNinetyFivePercent() {
    FactSums sums = new FactSums();
    sums.add("lesson.practicals", 40);
    sums.add("lesson.practicals_taught", 38);
    sums.add("lesson.practicals_ghost", 2);

    Parts parts = form("practical_delivery_rate", sums);

    assertThat(parts.value()).isEqualByComparingTo("95");
    assertThat(parts.numerator()).isEqualByComparingTo("38");
    assertThat(parts.denominator()).isEqualByComparingTo("40");
  }

  @Test
  void practicalsAreCountedFromTheTimetableAndTheLedger() {
    Booking.Use practical = new Booking.Use(null, "", 40, false, true);
    Ledger ledger =
        counted(
            new Plans()
                .book("p1", "r1", "2026-03-02T08:00", "2026-03-02T09:00", practical)
                .book("p2", "r1", "2026-03-02T10:00", "2026-03-02T11:00", practical)
                .book("p3", "r2", "2026-03-02T08:00", "2026-03-02T09:00", practical)
                .bookingsOnly());
    heads(ledger, "08:00", "09:00", 30);
    heads(ledger, "09:00", "12:05", 0);

    Figure room = ledger.figure("practical_delivery_rate", ROOM, "00:00", "12:00");
    Figure school =
        ledger.figure("practical_delivery_rate", Scope.building("b1"), "00:00", "12:00");

    assertThat(room.value()).isEqualByComparingTo("50");
    assertThat(school.basis().coverage()).isEqualByComparingTo("0.666666666667");
    assertThat(rounded(school.bounds().low(), 1)).isEqualTo("33.3");
    assertThat(rounded(school.bounds().high(), 1)).isEqualTo("66.7");
  }

  @Test
  void aShortRecordNeedsHalfOfItUsedAndALongOneTenMinutes() {
    LessonSlot shortSlot = slot(10, true);
    LessonSlot longSlot = slot(45, true);

    assertThat(LessonRule.judge(shortSlot, used(5, 5))).isEqualTo(LessonRule.Verdict.TAUGHT);
    assertThat(LessonRule.judge(shortSlot, used(4, 6))).isEqualTo(LessonRule.Verdict.GHOST);
    assertThat(LessonRule.judge(longSlot, used(10, 0))).isEqualTo(LessonRule.Verdict.TAUGHT);
    assertThat(LessonRule.judge(longSlot, used(9, 31))).isEqualTo(LessonRule.Verdict.UNKNOWN);
    assertThat(LessonRule.judge(slot(40, true), used(9, 27))).isEqualTo(LessonRule.Verdict.GHOST);
  }

  private static LessonSlot slot(int minutes, boolean booked) {
    return new LessonSlot(new Interval(0, minutes * 60_000L), 1, booked, List.of(), 0);
  }

  private static FactSums used(int used, int empty) {
    FactSums sums = new FactSums();
    sums.add("used", used * 60_000L);
    sums.add("empty", empty * 60_000L);
    return sums;
  }

  @Test
  void partsOfABookingOutsideOfTheGridAreRecordsCutAtMidnight() {
    Ledger ledger =
        counted(
            new Plans()
                .period(8 * 60, 8 * 60 + 45)
                .book("day", "r1", "2026-03-02T07:30", "2026-03-02T10:00", 20)
                .book("night", "r1", "2026-03-02T23:40", "2026-03-03T00:20", 20)
                .build());
    heads(ledger, "00:00", "2026-03-04T00:05", 20);

    assertThat(lessons(ledger, "00:00", "2026-03-04T00:00"))
        .extracting(l -> l.slot().time(), l -> l.slot().period())
        .containsExactly(
            tuple("2026-03-02T07:30", "2026-03-02T08:00", 0),
            tuple("2026-03-02T08:00", "2026-03-02T08:45", 1),
            tuple("2026-03-02T08:45", "2026-03-02T10:00", 0),
            tuple("2026-03-02T23:40", "2026-03-03T00:00", 0),
            tuple("2026-03-03T00:00", "2026-03-03T00:20", 0),
            tuple("2026-03-03T08:00", "2026-03-03T08:45", 1));
  }

  private static org.assertj.core.groups.Tuple tuple(String from, String to, int period) {
    return org.assertj.core.groups.Tuple.tuple(Plans.span(from, to), period);
  }

  @Test
  void cancelledLessonsAndHolidaysMakeNoBooking() {
    Ledger ledger =
        counted(
            new Plans()
                .periods(1, 8)
                .day("2026-03-09", Kind.HOLIDAY)
                .weekly("l", "r1", DayOfWeek.MONDAY, 1, 1, "")
                .cancel("l", "r1", "2026-03-02T08:00", "2026-03-02T08:45")
                .book("b", "r1", "2026-03-09T14:00", "2026-03-09T15:00", 20)
                .build());
    heads(ledger, "00:00", "2026-03-16T10:05", 0);

    List<Lesson> cancelled = lessons(ledger, "00:00", "2026-03-03T00:00");
    List<Lesson> holiday = lessons(ledger, "2026-03-09T00:00", "2026-03-10T00:00");
    List<Lesson> held = lessons(ledger, "2026-03-16T00:00", "2026-03-17T00:00");

    assertThat(cancelled).extracting(l -> l.verdict().word()).containsExactly("free");
    assertThat(holiday).isEmpty();
    assertThat(held).extracting(l -> l.verdict().word()).containsExactly("ghost");
  }

  @Test
  void aMakeUpDayRunsTheFollowedWeekdaysOddWeek() {
    Ledger ledger =
        counted(
            new Plans()
                .periods(1, 8)
                .day("2026-03-09", Kind.HOLIDAY) // week 2
                .makeup("2026-03-21", "2026-03-09") // Saturday of week 3
                .weekly("odd", "r1", DayOfWeek.MONDAY, 1, 1, "odd")
                .weekly("even", "r1", DayOfWeek.MONDAY, 1, 1, "2-8 even")
                .build());
    heads(ledger, "00:00", "2026-03-22T00:05", 20);

    assertThat(bookingsOn(ledger, "2026-03-02", "2026-03-03")).containsExactly("odd");
    assertThat(bookingsOn(ledger, "2026-03-16", "2026-03-17")).containsExactly("odd");
    assertThat(bookingsOn(ledger, "2026-03-21", "2026-03-22")).containsExactly("even");
  }

  private static List<String> bookingsOn(Ledger ledger, String from, String to) {
    List<String> ids = new ArrayList<>();
    lessons(ledger, from + "T00:00", to + "T00:00")
        .forEach(l -> l.slot().bookings().forEach(b -> ids.add(b.id())));
    return ids;
  }

  @Test
  void pagesGoOnWhereTheLastOneEnded() {
    Ledger ledger = example();
    ledger.run().compute();
    Interval range = new Interval(ledger.at("00:00"), ledger.at("2026-03-03T00:00"));
    List<String> seen = new ArrayList<>();
    Optional<LessonQuery.Key> after = Optional.empty();
    do {
      LessonPage page =
          ledger
              .run()
              .lessons()
              .lessons(new LessonQuery(Scope.building("b1"), range, Optional.empty(), after, 2));
      page.lessons().forEach(l -> seen.add(l.space() + " " + l.slot().period()));
      after = page.next();
    } while (after.isPresent());

    assertThat(seen)
        .containsExactly(
            "r1 1", "r1 2", "r1 3", "r1 4", "r1 5", "r2 1", "r2 2", "r2 3", "r2 4", "r2 5");
  }

  @Test
  void aFiftyMinuteClassIsOneRoomHourOfItsEnrolment() {
    // Mon, Wed, Fri 08:00-08:50, 20 enrolled: 3 room hours, 60 contact hours
    Plans plans = new Plans().period(480, 530);
    for (DayOfWeek day : List.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY)) {
      plans.weekly(day.toString(), "r1", day, 1, 1, "");
    }
    Ledger ledger = counted(plans.build());
    heads(ledger, "00:00", "2026-03-09T00:05", 20);

    List<Lesson> booked =
        lessons(ledger, "00:00", "2026-03-09T00:00").stream()
            .filter(l -> l.slot().booked())
            .toList();

    assertThat(booked).hasSize(3);
    assertThat(booked.stream().mapToInt(l -> l.slot().persons() / 2).sum()).isEqualTo(60);
  }
}
