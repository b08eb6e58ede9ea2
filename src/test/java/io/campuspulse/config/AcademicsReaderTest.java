package io.campuspulse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.model.Interval;
import io.campuspulse.registry.AcademicCalendar;
import io.campuspulse.registry.AcademicCalendar.Kind;
import io.campuspulse.registry.Academics;
import io.campuspulse.registry.Booking;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcademicsReaderTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String DATED =
      "id,space,from,to,purpose,class,enrolment,external,practical,status\n";
  private static final String WEEKLY =
      "id,space,weekday,periods,weeks,purpose,class,enrolment,external,practical\n";
  private static final String CALENDAR =
      """
      calendar:
        terms:
          - {id: autumn, first: 2025-09-01, last: 2026-01-16}
          - {id: spring, first: 2026-03-02, last: 2026-07-03}
        bells:
          - {from: 2025-10-08, morning: "08:00-08:45, 08:55-09:40", afternoon: 13:30-14:15}
          - {from: 2026-05-01, morning: "08:00-08:45, 08:55-09:40", afternoon: 14:30-15:15}
        holidays: [2025-10-01..2025-10-08]
        exams: [2026-01-12..2026-01-16]
        makeups:
          - {date: 2025-10-11, follows: 2025-10-08}
      """;

  @TempDir Path folder;
  private final Problems problems = new Problems();

  @BeforeEach
  void city() {
    write("city.yaml", "{id: wenzhou, name: 温州, grid_region: zhejiang}");
    write(
        "schools/s/places.yaml",
        """
        school: {id: "3303020108", division: "330302", name: 校}
        buildings:
          - {id: a, name: 楼}
        spaces:
          - {id: a1, building: a, name: {zh: 101 教室, en: Classroom 101}, type: classroom, opening_hours: closed}
          - {id: a2, building: a, name: {zh: 102 教室, en: Room}, type: classroom, opening_hours: closed}
          - {id: a3, building: a, name: {zh: 103 教室, en: Room}, type: classroom, opening_hours: closed}
        """);
  }

  private void write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Academics plans(String yaml) {
    write("schools/s/plans.yaml", yaml);
    Campus campus =
        new RegistryLoader(Set.of("campus"))
            .load(folder, problems)
            .orElseThrow(() -> new AssertionError(problems.sentences()));
    return campus.academics("3303020108");
  }

  private List<String> sentences(String yaml) {
    write("schools/s/plans.yaml", yaml);
    assertThat(new RegistryLoader(Set.of("campus")).load(folder, problems)).isEmpty();
    return problems.list().stream()
        .map(p -> p.sentence().replace(folder + "/schools/s/", ""))
        .toList();
  }

  private static Interval day(String date) {
    return span(date + "T00:00", LocalDate.parse(date).plusDays(1) + "T00:00");
  }

  private static Interval span(String from, String to) {
    return new Interval(millis(from), millis(to));
  }

  private static long millis(String local) {
    return LocalDateTime.parse(local).atZone(ZONE).toInstant().toEpochMilli();
  }

  private static List<String> starts(List<Booking> bookings) {
    return bookings.stream()
        .map(b -> Instant.ofEpochMilli(b.time().start()).atZone(ZONE).toLocalDateTime().toString())
        .toList();
  }

  @Test
  void aCalendarSaysWhatEachDateIs() {
    AcademicCalendar calendar = plans(CALENDAR).calendar();

    assertThat(calendar.on(LocalDate.parse("2025-09-01")).kind()).isEqualTo(Kind.TEACHING);
    assertThat(calendar.on(LocalDate.parse("2025-09-06")).kind()).isEqualTo(Kind.WEEKEND);
    assertThat(calendar.on(LocalDate.parse("2025-10-03")).kind()).isEqualTo(Kind.HOLIDAY);
    assertThat(calendar.on(LocalDate.parse("2026-01-13")).kind()).isEqualTo(Kind.EXAM);
    assertThat(calendar.on(LocalDate.parse("2026-02-10")).kind()).isEqualTo(Kind.HOLIDAY);
    assertThat(calendar.on(LocalDate.parse("2025-09-15")).week()).isEqualTo(3);
    AcademicCalendar.Day makeup = calendar.on(LocalDate.parse("2025-10-11"));
    assertThat(makeup.kind()).isEqualTo(Kind.MAKEUP);
    assertThat(makeup.week()).isEqualTo(6);
    assertThat(makeup.periods()).hasSize(3);
  }

  @Test
  void summerAndWinterHaveTheirOwnBells() {
    AcademicCalendar calendar = plans(CALENDAR).calendar();

    assertThat(calendar.on(LocalDate.parse("2026-04-30")).periods().get(2).fromMinute())
        .isEqualTo(13 * 60 + 30);
    assertThat(calendar.on(LocalDate.parse("2026-05-04")).periods().get(2).fromMinute())
        .isEqualTo(14 * 60 + 30);
  }

  @Test
  void everyMistakeInACalendarIsReportedWithItsLine() {
    assertThat(
            sentences(
                """
                calendar:
                  terms:
                    - {id: autumn, first: 2025-09-01, last: 2025-08-01}
                    - {id: spring, first: 2026-03-02, last: 2026-07-03}
                  bells:
                    - {from: 2025-09-01, morning: "08:55-09:40, 08:00-08:45"}
                  holidays: [2026-04-06, 2026-04-06, someday]
                  makeups:
                    - {date: 2026-04-11, follows: 2026-02-01}
                """))
        .containsExactly(
            "plans.yaml:3: calendar.terms[0].last: '2025-08-01': must not lie before first",
            "plans.yaml:6: calendar.bells[0].morning: '08:55-09:40, 08:00-08:45': periods must"
                + " ascend and not overlap",
            "plans.yaml:7: calendar.holidays[1]: '2026-04-06': is already named as holiday",
            "plans.yaml:7: calendar.holidays[2]: 'someday': must be a date or a span of dates such"
                + " as 2025-10-01..2025-10-08",
            "plans.yaml:9: calendar.makeups[0].follows: '2026-02-01': must be a date inside a"
                + " term");
  }

  @Test
  void aWeeklyTimetableBecomesOneBookingPerPeriod() {
    write(
        "schools/s/spring.csv",
        WEEKLY
            + "m1,a1,mon,1-2,1-18 odd,internship_training,24 数控 1 班,42,false,true\n"
            + "m2,101 教室,1,3,even,,,,,\n");
    Academics plans = plans(CALENDAR + "timetables:\n  - {file: spring.csv, term: spring}\n");

    List<Booking> odd = plans.bookings("a1", day("2026-03-02"));

    assertThat(starts(odd)).containsExactly("2026-03-02T08:00", "2026-03-02T08:55");
    assertThat(odd.get(0).use())
        .isEqualTo(new Booking.Use(Purpose.INTERNSHIP_TRAINING, "24 数控 1 班", 42, false, true));
    assertThat(starts(plans.bookings("a1", day("2026-03-09")))).containsExactly("2026-03-09T13:30");
    assertThat(plans.bookings("a1", day("2025-09-01"))).isEmpty(); // another term
  }

  @Test
  void everyMistakeInATimetableIsReportedWithItsLineAndTheFileIsRefusedWhole() {
    write(
        "schools/s/spring.csv",
        WEEKLY
            + "m1,a9,mon,1-2,1-18,,,,,\n"
            + "m2,a1,moonday,1,odd,,,,,\n"
            + "m3,a1,mon,1-4,odd,,,,,\n"
            + "m4,a1,tue,1,1-30,training,,many,maybe,\n"
            + "m5,a1,tue\n"
            + "m6,Room,tue,1,,,,,,\n");
    assertThat(sentences(CALENDAR + "timetables:\n  - {file: spring.csv, term: spring}\n"))
        .containsExactly(
            "spring.csv:6: 'm5': must have 10 fields, not 3",
            "spring.csv:2: space: 'a9': is no space of this school; did you mean 'a1'?",
            "spring.csv:3: weekday: 'moonday': must be mon, tue, wed, thu, fri, sat or sun, or 1"
                + " to 7",
            "spring.csv:4: periods: '1-4': the bells of this weekday ring 3 periods",
            "spring.csv:5: purpose: 'training': must be one of the eight purposes, or empty;"
                + " known here: enterprise_production, innovation_entrepreneurship,"
                + " internship_training, professional_experience, skills_appraisal, social_training,"
                + " teacher_research_training, technical_services",
            "spring.csv:5: enrolment: 'many': must be a number of people, or empty when it is not"
                + " known",
            "spring.csv:5: external: 'maybe': must be true or false, or empty for false",
            "spring.csv:5: weeks: '1-30': term spring has 18 weeks",
            "spring.csv:7: space: 'Room': is the name of several spaces; write the id");
  }

  @Test
  void bookingsHaveLocalTimesOrOffsetsAndMayBeCancelled() {
    write(
        "schools/s/bookings.csv",
        DATED
            + "b1,a1,2026-03-07T09:00,2026-03-07T11:30,social_training,\"Welders, B\",20,true,,\n"
            + "b2,a1,2026-03-07T06:00:00Z,2026-03-07T16:00:00+08:00,,,,,,confirmed\n"
            + "b3,a1,2026-03-07T18:00,2026-03-07T19:00,,,,,,cancelled\n");
    Academics plans = plans("bookings: [bookings.csv]\n");

    List<Booking> bookings = plans.bookings("a1", day("2026-03-07"));

    assertThat(starts(bookings)).containsExactly("2026-03-07T09:00", "2026-03-07T14:00");
    assertThat(bookings.get(0).use().group()).isEqualTo("Welders, B");
    assertThat(bookings.get(0).use().external()).isTrue();
    assertThat(bookings.get(1).use().persons()).isEqualTo(Booking.UNKNOWN_PERSONS);
  }

  @Test
  void everyMistakeInBookingsIsReportedWithItsLine() {
    write(
        "schools/s/bookings.csv",
        DATED
            + "b1,a1,2026-03-07,2026-03-07T11:30,,,,,,\n"
            + "b2,a1,2026-03-07T11:00,2026-03-07T10:00,,,,,,\n"
            + "b3,a1,2026-03-07T11:00,2026-03-07T12:00,,,,,,perhaps\n"
            + "b3,a1,2026-03-07T11:00,2026-03-07T12:00,,,,,,\n"
            + ",a1,2026-03-07T11:00,2026-03-07T12:00,,,,,,\n");
    write("schools/s/headless.csv", "id,space\n");
    assertThat(sentences("bookings: [bookings.csv, headless.csv, gone.ics, notes.txt]\n"))
        .containsExactly(
            "bookings.csv:2: from: '2026-03-07': must be a time such as 2026-03-02T08:00 or"
                + " 2026-03-02T08:00:00+08:00",
            "bookings.csv:3: to: '2026-03-07T10:00': must lie after from",
            "bookings.csv:4: status: 'perhaps': must be confirmed, cancelled or empty",
            "bookings.csv:5: id: 'b3': is already given for this time in line 4",
            "bookings.csv:6: id: must be 1 to 128 characters",
            "headless.csv:1: 'id,space': the header must be"
                + " id,space,from,to,purpose,class,enrolment,external,practical,status",
            "gone.ics: there is no such file",
            "plans.yaml:1: bookings[3]: 'notes.txt': must be a .csv or .ics file");
  }

  private static String ics(String... lines) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n"
        + String.join("\r\n", lines)
        + "\r\nEND:VCALENDAR\r\n";
  }

  @Test
  void aCalendarFileRecursWithExceptionsOverridesAndCancelledInstances() {
    write(
        "schools/s/plc.ics",
        ics(
            "BEGIN:VEVENT",
            "UID:plc",
            "DTSTAMP:20260101T000000Z",
            "DTSTART;TZID=Asia/Shanghai:20260303T080000",
            "DTEND;TZID=Asia/Shanghai:20260303T094000",
            "RRULE:FREQ=WEEKLY;UNTIL=20260430T000000Z",
            "EXDATE;TZID=Asia/Shanghai:20260317T080000",
            "RDATE;TZID=Asia/Shanghai:20260305T080000",
            "LOCATION:Classroom 101",
            "SUMMARY:24 PLC 2",
            "CATEGORIES:skills_appraisal,PRACTICAL",
            "X-CAMPUS-ENROLMENT:36",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:plc",
            "DTSTAMP:20260101T000000Z",
            "RECURRENCE-ID;TZID=Asia/Shanghai:20260310T080000",
            "DTSTART;TZID=Asia/Shanghai:20260310T140000",
            "DURATION:PT1H",
            "LOCATION:a2",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:plc",
            "DTSTAMP:20260101T000000Z",
            "RECURRENCE-ID;TZID=Asia/Shanghai:20260324T080000",
            "DTSTART;TZID=Asia/Shanghai:20260324T080000",
            "DURATION:PT1H",
            "STATUS:CANCELLED",
            "LOCATION:a1",
            "END:VEVENT"));
    Academics plans = plans(CALENDAR + "bookings: [plc.ics]\n");

    Interval march = span("2026-03-01T00:00", "2026-04-01T00:00");
    assertThat(starts(plans.bookings("a1", march)))
        .containsExactly("2026-03-03T08:00", "2026-03-05T08:00", "2026-03-31T08:00");
    assertThat(starts(plans.bookings("a2", march))).containsExactly("2026-03-10T14:00");
    Booking first = plans.bookings("a1", march).get(0);
    assertThat(first.time().length()).isEqualTo(100 * 60_000);
    assertThat(first.use())
        .isEqualTo(new Booking.Use(Purpose.SKILLS_APPRAISAL, "24 PLC 2", 36, false, true));
  }

  @Test
  void aCalendarFileHasTimesInUtcFloatingTimesAndWholeDays() {
    write(
        "schools/s/all.ics",
        ics(
            "BEGIN:VEVENT",
            "UID:utc",
            "DTSTAMP:20260101T000000Z",
            "DTSTART:20260304T010000Z",
            "DTEND:20260304T020000Z",
            "LOCATION:a1",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:floating",
            "DTSTAMP:20260101T000000Z",
            "DTSTART:20260305T090000",
            "DTEND:20260305T100000",
            "RRULE:FREQ=DAILY;COUNT=2",
            "LOCATION:a1",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:day",
            "DTSTAMP:20260101T000000Z",
            "DTSTART;VALUE=DATE:20260307",
            "LOCATION:a1",
            "X-CAMPUS-EXTERNAL:true",
            "RRULE:FREQ=WEEKLY;COUNT=2",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:free",
            "DTSTAMP:20260101T000000Z",
            "DTSTART:20260306T010000Z",
            "DTEND:20260306T020000Z",
            "TRANSP:TRANSPARENT",
            "END:VEVENT"));
    Academics plans = plans(CALENDAR + "bookings: [all.ics]\n");

    List<Booking> found = plans.bookings("a1", span("2026-03-01T00:00", "2026-04-01T00:00"));

    assertThat(starts(found))
        .containsExactly(
            "2026-03-04T09:00",
            "2026-03-05T09:00",
            "2026-03-06T09:00",
            "2026-03-07T00:00",
            "2026-03-14T00:00");
    assertThat(found.get(3).time()).isEqualTo(day("2026-03-07"));
    assertThat(found.get(3).use().external()).isTrue();
  }

  @Test
  void recurringLessonsFollowTheCalendar() {
    write(
        "schools/s/wed.ics",
        ics(
            "BEGIN:VEVENT",
            "UID:wed",
            "DTSTAMP:20250801T000000Z",
            "DTSTART;TZID=Asia/Shanghai:20250924T080000",
            "DTEND;TZID=Asia/Shanghai:20250924T084500",
            "RRULE:FREQ=WEEKLY",
            "LOCATION:a1",
            "END:VEVENT"));
    Academics plans = plans(CALENDAR + "bookings: [wed.ics]\n");

    // 1 and 8 October are holidays; Saturday the 11th makes up Wednesday the 8th
    assertThat(starts(plans.bookings("a1", span("2025-09-24T00:00", "2025-10-16T00:00"))))
        .containsExactly("2025-09-24T08:00", "2025-10-11T08:00", "2025-10-15T08:00");
    assertThat(plans.bookings("a1", day("2026-02-11"))).isEmpty(); // between terms
  }

  @Test
  void everyMistakeInACalendarFileIsReportedWithItsLine() {
    write(
        "schools/s/bad.ics",
        ics(
            "BEGIN:VEVENT",
            "UID:a",
            "DTSTAMP:20260101T000000Z",
            "DTSTART:20260304T010000Z",
            "DTEND:20260304T010000Z",
            "LOCATION:a7",
            "X-CAMPUS-PURPOS:x",
            "X-CAMPUS-ENROLMENT:many",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "DTSTAMP:20260101T000000Z",
            "DTSTART:tomorrow",
            "DTEND:20260304T020000Z",
            "LOCATION:a1",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:c",
            "DTSTAMP:20260101T000000Z",
            "DTSTART;TZID=Mars/Olympus:20260304T010000",
            "DURATION:PT1H",
            "END:VEVENT"));
    write("schools/s/no.ics", "hello\n");

    List<String> sentences = sentences("bookings: [bad.ics, no.ics]\n");

    assertThat(sentences)
        .anyMatch(s -> s.startsWith("bad.ics:8: DTEND: must lie after DTSTART"))
        .anyMatch(s -> s.startsWith("bad.ics:9: LOCATION: 'a7': is no space of this school"))
        .anyMatch(
            s ->
                s.equals(
                    "bad.ics:10: X-CAMPUS-PURPOS: 'x': unknown property; did you mean"
                        + " 'PURPOSE'?"))
        .anyMatch(s -> s.startsWith("bad.ics:11: X-CAMPUS-ENROLMENT: 'many': must be a number"))
        .anyMatch(s -> s.equals("bad.ics:13: UID: is missing"))
        .anyMatch(s -> s.startsWith("bad.ics:15: DTSTART: "))
        .anyMatch(s -> s.startsWith("bad.ics:22: TZID: 'Mars/Olympus': is no time zone"))
        .anyMatch(s -> s.startsWith("bad.ics:19: LOCATION: the space is missing"))
        .anyMatch(s -> s.startsWith("no.ics:1: is no iCalendar file"));
  }

  @Test
  void closuresNameASpaceATimeAndAReason() {
    Academics plans =
        plans(
            """
            closures:
              - {space: a1, from: 2026-03-02T08:00, to: 2026-03-06T18:00, reason: 屋顶维修}
            """);

    assertThat(plans.closures("a1", day("2026-03-04"))).hasSize(1);
    assertThat(plans.closures("a1", day("2026-03-07"))).isEmpty();
    assertThat(plans.closures("a2", day("2026-03-04"))).isEmpty();
  }

  @Test
  void theVersionOfTheRegistryChangesWithATimetable() {
    write("schools/s/bookings.csv", DATED + "b1,a1,2026-03-07T09:00,2026-03-07T11:30,,,,,,\n");
    String before = plans("bookings: [bookings.csv]\n").digest();
    write("schools/s/bookings.csv", DATED + "b1,a1,2026-03-07T09:00,2026-03-07T12:30,,,,,,\n");
    String after = plans("bookings: [bookings.csv]\n").digest();

    assertThat(after).isNotEqualTo(before);
  }
}
