package io.campuspulse.simulator.scenario;

import io.campuspulse.config.Node;
import io.campuspulse.config.Problems;
import io.campuspulse.config.Scalar;
import io.campuspulse.config.Section;
import io.campuspulse.config.StrictYaml;
import io.campuspulse.simulator.scenario.AcademicCalendar.Period;
import io.campuspulse.simulator.scenario.AcademicCalendar.Repeat;
import io.campuspulse.simulator.scenario.AcademicCalendar.Term;
import io.campuspulse.simulator.scenario.FaultRules.Fault;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads a scenario from YAML. What the file does not say is as in {@link Scenario#oneSchool}.
 * Unknown keys and bad values are problems, all of them at once.
 */
public final class ScenarioFile {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
  private static final Pattern CLOCK = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
  private static final Pattern SPAN = Pattern.compile(CLOCK.pattern() + "-" + CLOCK.pattern());
  private static final Set<String> PURPOSES =
      Set.of(
          "internship_training",
          "enterprise_production",
          "social_training",
          "teacher_research_training",
          "skills_appraisal",
          "innovation_entrepreneurship",
          "technical_services",
          "professional_experience");

  private ScenarioFile() {}

  /** Reads a file; empty when there are problems. */
  public static Optional<Scenario> read(Path file, Problems problems) {
    int before = problems.size();
    Optional<Scenario> scenario = StrictYaml.read(file, problems).map(ScenarioFile::scenario);
    return problems.size() == before ? scenario : Optional.empty();
  }

  /**
   * Reads a text; empty when there are problems.
   *
   * @param name what to call it in sentences
   */
  public static Optional<Scenario> parse(String name, String text, Problems problems) {
    int before = problems.size();
    Optional<Scenario> scenario =
        StrictYaml.parse(name, text, problems).map(ScenarioFile::scenario);
    return problems.size() == before ? scenario : Optional.empty();
  }

  private static Scenario scenario(Section root) {
    Scenario usual = Scenario.oneSchool();
    Scenario result =
        new Scenario(
            root.matching("scenario", NAME, "must be lower-case letters, digits and hyphens"),
            root.has("epoch") ? root.date("epoch") : usual.epoch(),
            calendar(root.sectionOrEmpty("calendar")),
            people(root.sectionOrEmpty("people"), usual.people()),
            habits(root.sectionOrEmpty("habits"), usual.habits()),
            sensors(root.sectionOrEmpty("sensors"), usual.sensors()),
            new FaultRules(root.sections("faults").stream().map(ScenarioFile::fault).toList()));
    root.finish();
    return result;
  }

  private static AcademicCalendar calendar(Section section) {
    Map<LocalDate, DayOfWeek> makeups = new HashMap<>();
    for (Section s : section.sections("makeups")) {
      makeups.put(s.date("date"), s.enumOf("follows", DayOfWeek.class));
    }
    Optional<Repeat> repeat =
        section
            .optionalSection("repeat")
            .map(r -> new Repeat(r.date("from"), (int) r.integer("days", 7, 3_660)));
    return new AcademicCalendar(
        section.sections("terms").stream()
            .map(t -> new Term(t.date("from"), t.date("to")))
            .toList(),
        days(section.sections("holidays")),
        makeups,
        days(section.sections("exams")),
        days(section.sections("appraisals")),
        periods(section),
        repeat);
  }

  private static List<Period> periods(Section section) {
    List<Period> periods = new ArrayList<>();
    for (Scalar s : section.list("periods")) {
      s.matching(SPAN, "must be a bell period such as 08:00-08:45")
          .filter(t -> SPAN.matcher(t).matches())
          .ifPresent(
              t -> {
                Period p = new Period(minute(t.substring(0, 5)), minute(t.substring(6)));
                int before = periods.isEmpty() ? 0 : periods.get(periods.size() - 1).toMinute();
                if (p.fromMinute() < before || p.toMinute() <= p.fromMinute()) {
                  s.problem("must end after its start and start after the period before");
                } else {
                  periods.add(p);
                }
              });
    }
    return periods.isEmpty() ? AcademicCalendar.EIGHT_PERIODS : periods;
  }

  private static int minute(String clock) {
    return LocalTime.parse(clock).toSecondOfDay() / 60;
  }

  /** All dates of spans, both ends included. */
  private static Set<LocalDate> days(List<Section> spans) {
    Set<LocalDate> days = new HashSet<>();
    for (Section span : spans) {
      LocalDate from = span.date("from");
      LocalDate to = span.has("to") ? span.date("to") : from;
      if (to.isBefore(from) || to.isAfter(from.plusDays(366))) {
        span.problemAt("to", "must be from 0 to 366 days after 'from'");
      } else {
        from.datesUntil(to.plusDays(1)).forEach(days::add);
      }
    }
    return days;
  }

  private static double share(Section section, String name, double usual) {
    return section.percent(name, 0, 100, (int) Math.round(usual * 100)) / 100.0;
  }

  private static PeopleRules people(Section s, PeopleRules usual) {
    return new PeopleRules(
        share(s, "booked", usual.bookedShare()),
        share(s, "no_show", usual.noShowShare()),
        share(s, "attendance", usual.attendance()),
        (int) s.integer("late_minutes", 0, 30, usual.lateMinutes()),
        share(s, "unbooked_use", usual.unbookedShare()),
        new PeopleRules.Extra(
            share(s, "evening_self_study", usual.extra().eveningShare()),
            share(s, "weekend_training", usual.extra().weekendShare()),
            share(s, "cancelled", usual.extra().cancelledShare()),
            s.optionalSection("purposes")
                .map(ScenarioFile::purposes)
                .orElse(usual.extra().purposes())));
  }

  private static Map<String, Double> purposes(Section section) {
    Map<String, Double> weights = new HashMap<>();
    for (Map.Entry<String, Node> e : section.entries().entrySet()) {
      if (!PURPOSES.contains(e.getKey())) {
        e.getValue().problem("is not one of the eight purposes " + new TreeSet<>(PURPOSES));
      } else if (e.getValue() instanceof Scalar scalar) {
        scalar.percent(0, 100).ifPresent(p -> weights.put(e.getKey(), p / 100.0));
      } else {
        e.getValue().problem("must be a share such as 20%");
      }
    }
    if (weights.values().stream().mapToDouble(Double::doubleValue).sum() <= 0) {
      section.problem("must give at least one purpose more than 0%");
      weights.put("internship_training", 1.0);
    }
    return weights;
  }

  private static HabitRules habits(Section s, HabitRules usual) {
    return new HabitRules(
        share(s, "lamps_left_on", usual.lampsLeftOn()),
        share(s, "hvac_left_on", usual.hvacLeftOn()),
        share(s, "machines_left_idle", usual.machinesLeftIdle()),
        share(s, "empty_hall_heated", usual.emptyHallHeated()),
        s.optionalSection("saving")
            .map(v -> new HabitRules.Saving(v.date("from"), v.percent("less", 0, 100, 0))),
        leak(s.sectionOrEmpty("leak"), usual.leak()));
  }

  private static HabitRules.Leak leak(Section s, HabitRules.Leak usual) {
    return new HabitRules.Leak(
        share(s, "buildings", usual.buildings()),
        s.has("from") ? s.date("from") : usual.from(),
        s.has("to") ? s.date("to") : usual.to(),
        s.integer("litres_per_hour", 1, 100_000, usual.litresPerHour()));
  }

  private static SensorRules sensors(Section s, SensorRules usual) {
    Duration most = Duration.ofSeconds(20);
    return new SensorRules(
        s.optionalDecimal("noise", BigDecimal.ZERO, BigDecimal.TEN)
            .map(BigDecimal::doubleValue)
            .orElse(usual.noise()),
        share(s, "motion_miss", usual.motionMiss()),
        share(s, "counter_error", usual.counterError()),
        (int) s.duration("jitter", Duration.ZERO, most, millis(usual.jitterMillis())).toMillis(),
        (int) s.duration("latency", Duration.ZERO, most, millis(usual.latencyMillis())).toMillis(),
        registers(s, usual.registers()));
  }

  private static SensorRules.Registers registers(Section s, SensorRules.Registers usual) {
    return new SensorRules.Registers(
        s.integer("energy_step_wh", 1, 10_000, usual.energyStepMilliwattHours() / 1_000) * 1_000,
        s.integer("water_step_l", 1, 1_000, usual.waterStepMillilitres() / 1_000) * 1_000,
        share(s, "near_rollover", usual.nearRollover()));
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  private static Fault fault(Section s) {
    FaultRules.Kind kind = s.enumOf("kind", FaultRules.Kind.class);
    Optional<LocalTime> at =
        s.has("at")
            ? Optional.of(s.matching("at", CLOCK, "must be a local time such as 06:30"))
                .filter(t -> CLOCK.matcher(t).matches())
                .map(LocalTime::parse)
            : Optional.empty();
    return new Fault(
        kind,
        s.percent("devices", 0, 100, 100) / 100.0,
        s.percent("per_day", 0, 100, 100) / 100.0,
        at,
        s.duration("lasting", Duration.ofMinutes(1), Duration.ofDays(1)),
        s.percent("rate", 0, 100, 100) / 100.0);
  }

  /** The kinds of faults as they are written in files. */
  public static List<String> faultWords() {
    List<String> words = new ArrayList<>();
    for (FaultRules.Kind kind : FaultRules.Kind.values()) {
      words.add(kind.name().toLowerCase(Locale.ROOT));
    }
    return words;
  }
}
