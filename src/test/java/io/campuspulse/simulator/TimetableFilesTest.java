package io.campuspulse.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.config.Problems;
import io.campuspulse.config.RegistryLoader;
import io.campuspulse.registry.Academics;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.scenario.AcademicCalendar;
import io.campuspulse.simulator.scenario.CalendarDays;
import io.campuspulse.simulator.scenario.Scenario;
import io.campuspulse.simulator.scenario.ScenarioFile;
import io.campuspulse.simulator.world.PlannedUse;
import io.campuspulse.simulator.world.SmallCampus;
import io.campuspulse.simulator.world.World;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimetableFilesTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final long DAY = 86_400_000;

  @TempDir private Path folder;

  private static World world(String yaml) {
    Problems problems = new Problems();
    Scenario scenario = ScenarioFile.parse("test", yaml, problems).orElseThrow();
    return new World(SmallCampus.build(), scenario, 3);
  }

  private static long midnight(String date) {
    return LocalDate.parse(date).atStartOfDay(ZONE).toInstant().toEpochMilli();
  }

  private static List<String> csv(World world, String from, int days) throws IOException {
    StringBuilder out = new StringBuilder();
    long start = midnight(from);
    TimetableFiles.csv(world.bookings(start, start + days * DAY), ZONE, out);
    return out.toString().lines().toList();
  }

  @Test
  void bookingsAreLinesOfLocalTimesWithPurposeClassAndStatus() throws IOException {
    World world =
        world("scenario: a\nepoch: 2026-01-01\npeople: {cancelled: 10%, weekend_training: 100%}\n");
    List<String> lines = csv(world, "2026-03-02", 7);

    assertThat(lines.get(0)).isEqualTo(TimetableFiles.HEADER);
    assertThat(lines.size()).isGreaterThan(150);
    assertThat(lines.subList(1, lines.size()))
        .allMatch(
            l ->
                l.matches(
                    "[a-z0-9-]+,[a-z0-9-]+,2026-03-0\\dT\\d\\d:\\d\\d,2026-03-0\\dT\\d\\d:\\d\\d,"
                        + "[a-z_]*,(c\\d\\d)?,\\d+,(true|false),(true|false),(confirmed|cancelled)"))
        .anyMatch(l -> l.startsWith("cnc-lab-20260302-") && l.contains(",internship_training,c"))
        .anyMatch(l -> l.contains(",social_training,,") && l.endsWith(",true,false,confirmed"))
        .anyMatch(l -> l.endsWith("cancelled"));
    Set<String> ids = new HashSet<>();
    lines.forEach(l -> ids.add(l.substring(0, l.indexOf(','))));
    assertThat(ids).hasSameSizeAs(lines);
  }

  @Test
  void aClassIsInOneRoomAtATime() {
    World world = world("scenario: a\nepoch: 2026-01-01\n");
    Map<String, PlannedUse> busy = new HashMap<>();
    for (PlannedUse use : world.bookings(midnight("2026-03-02"), midnight("2026-03-09"))) {
      for (long t = use.time().start(); t < use.time().end(); t += 60_000) {
        if (!use.booking().external()) {
          assertThat(busy.put(use.group() + "@" + t, use)).isNull();
        }
      }
    }
  }

  @Test
  void theCalendarListsWhatIsNotAsItsWeekdaySays() throws IOException {
    World world =
        world(
            """
            scenario: a
            epoch: 2025-09-01
            calendar:
              terms: [{from: 2025-09-01, to: 2026-01-30}]
              holidays: [{from: 2025-10-01, to: 2025-10-08}]
              makeups: [{date: 2025-09-28, follows: tuesday}]
              exams: [{from: 2026-01-26, to: 2026-01-30}]
              periods: [08:00-08:45, 08:55-09:40]
            """);
    StringBuilder out = new StringBuilder();
    LocalDate last = LocalDate.of(2026, 2, 28);
    TimetableFiles.calendar(
        new CalendarDays(world.scenario().calendar(), LocalDate.of(2025, 8, 1), last),
        "bookings.csv",
        out);
    assertThat(out.toString())
        .isEqualTo(
            """
            calendar:
              terms:
                - {id: t1, first: 2025-09-01, last: 2026-01-30}
              bells:
                - from: 2025-08-01
                  morning: "08:00-08:45, 08:55-09:40"
              holidays: [2025-10-01..2025-10-08]
              exams: [2026-01-26..2026-01-30]
              makeups:
                - {date: 2025-09-28, follows: 2025-09-30}
            bookings: [bookings.csv]
            """);
  }

  @Test
  void whatIsWrittenLoadsAsTheSchoolsRegistryAndSaysTheSame() throws IOException {
    Path schools = Files.createDirectories(folder.resolve("schools"));
    try (Stream<Path> files = Files.walk(Path.of("config", "registry"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = folder.resolve(Path.of("config", "registry").relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Problems problems = new Problems();
    Campus bare = load(problems);
    Scenario city =
        ScenarioFile.read(Path.of("simulators", "scenarios", "city.yaml"), problems).orElseThrow();
    World world = new World(bare, city, 3);
    long from = midnight("2026-05-08");
    List<PlannedUse> uses = world.bookings(from, from + 3 * DAY);
    Path own = schools.resolve("oujiang");
    try (Writer csv = Files.newBufferedWriter(own.resolve("bookings.csv"));
        Writer yaml = Files.newBufferedWriter(own.resolve("academics.yaml"))) {
      TimetableFiles.csv(uses, ZONE, csv);
      CalendarDays days =
          new CalendarDays(city.calendar(), city.epoch(), LocalDate.of(2026, 7, 31));
      TimetableFiles.calendar(days, "bookings.csv", yaml);
    }
    Campus planned = load(problems);
    Academics plans = planned.academics("3303020108");
    for (PlannedUse use : uses) {
      assertThat(plans.bookings(use.booking().space(), use.time()).size())
          .as(use.id())
          .isEqualTo(use.cancelled() ? 0 : 1);
    }
    for (LocalDate d : city.epoch().datesUntil(LocalDate.of(2026, 7, 1)).toList()) {
      boolean taught = city.calendar().kind(d) == AcademicCalendar.Kind.TEACHING;
      assertThat(plans.calendar().on(d).periods()).as("" + d).hasSize(taught ? 8 : 0);
      assertThat(plans.calendar().on(d).pattern().map(LocalDate::getDayOfWeek))
          .isEqualTo(taught ? city.calendar().timetableOf(d) : Optional.empty());
    }
  }

  private Campus load(Problems problems) {
    return new RegistryLoader(Set.of("campus"))
        .load(folder, problems)
        .orElseThrow(() -> new AssertionError(problems.sentences()));
  }

  @Test
  void appraisalDaysFillTheTrainingRooms() {
    World world =
        world("scenario: a\nepoch: 2026-01-01\ncalendar: {appraisals: [{from: 2026-03-07}]}\n");
    List<PlannedUse> saturday = world.bookings(midnight("2026-03-07"), midnight("2026-03-08"));
    assertThat(saturday)
        .hasSize(2)
        .allMatch(u -> u.booking().purpose().orElse("").equals("skills_appraisal"))
        .allMatch(u -> u.booking().space().equals("cnc-lab") && u.booking().enrolled() == 36);
  }
}
