package io.campuspulse.simulator.scenario;

import java.time.LocalDate;
import java.util.Objects;

/**
 * What a world is told to be. The campus itself comes from the registry.
 *
 * @param name its name
 * @param epoch the day on which all registers started; a world cannot start earlier, and starting
 *     later costs a few milliseconds for each school and day between
 * @param calendar which days are taught
 * @param people how people follow the timetable
 * @param habits what is wasted
 * @param sensors how good sensors are
 * @param faults what goes wrong
 */
public record Scenario(
    String name,
    LocalDate epoch,
    AcademicCalendar calendar,
    PeopleRules people,
    HabitRules habits,
    SensorRules sensors,
    FaultRules faults) {
  public Scenario {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(epoch, "epoch");
  }

  /** One ordinary school in which nothing goes wrong; registers start on 1 January 2025. */
  public static Scenario oneSchool() {
    return new Scenario(
        "one-school",
        LocalDate.of(2025, 1, 1),
        AcademicCalendar.everyWeek(),
        PeopleRules.ordinary(),
        HabitRules.ordinary(),
        SensorRules.good(),
        FaultRules.none());
  }
}
