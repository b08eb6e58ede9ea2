package io.campuspulse.simulator.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Point;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.scenario.AcademicCalendar;
import io.campuspulse.simulator.scenario.Scenario;
import io.campuspulse.simulator.world.Booking;
import io.campuspulse.simulator.world.PlannedUse;
import io.campuspulse.simulator.world.SmallCampus;
import io.campuspulse.simulator.world.TruthSink;
import io.campuspulse.simulator.world.World;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each definition on a Monday told by hand: eight bell periods, open 07:00 to 22:00. */
class TruthMetricsTest {
  private static final Campus CAMPUS = SmallCampus.build();
  private static final Scope ROOM = Scope.space("class-0");
  private static final Scope LAB = Scope.space("cnc-lab");
  private static final Scope BUILDING = Scope.building("b1");
  private static final Scope SCHOOL = Scope.school("3303010001");
  private static final Interval DAY = new Interval(at("00:00"), at("00:00") + 86_400_000);
  private final TruthFigures truth = new TruthFigures(CAMPUS, AcademicCalendar.everyWeek(), DAY);

  private static long at(String clock) {
    return Instant.parse("2026-01-12T" + clock + ":00+08:00").toEpochMilli();
  }

  private static Interval time(String from, String to) {
    return new Interval(at(from), at(to));
  }

  private Optional<Booking> plan(String space, String from, String to, String purpose) {
    return plan(space, from, to, purpose, 0, false);
  }

  private Optional<Booking> plan(
      String space, String from, String to, String purpose, int group, boolean cancelled) {
    int start = (int) ((at(from) - DAY.start()) / 60_000);
    int end = (int) ((at(to) - DAY.start()) / 60_000);
    Booking b = new Booking(space, start, end, 0, Optional.of(purpose), group, 30);
    String id = space + from;
    truth.planned(
        new PlannedUse(id, "3303010001", LocalDate.of(2026, 1, 12), time(from, to), b, cancelled));
    return Optional.of(b);
  }

  private void used(String space, String from, String to, int people, Optional<Booking> booking) {
    truth.space(new TruthSink.SpaceSpan(space, time(from, to), people, people > 0, false, booking));
  }

  private double value(String metric, Ask ask) {
    return truth.value(metric, ask).orElseThrow();
  }

  /** 08:00 taught, 08:55 ghost, 10:00 unbooked use, the rest of the day free. */
  private void threeLessons() {
    Optional<Booking> first = plan("class-0", "08:00", "08:45", "internship_training");
    Optional<Booking> second = plan("class-0", "08:55", "09:40", "social_training", -1, false);
    plan("class-0", "13:30", "14:15", "skills_appraisal", 0, true);
    used("class-0", "00:00", "08:00", 0, Optional.empty());
    used("class-0", "08:00", "08:39", 24, first);
    used("class-0", "08:39", "08:45", 0, first);
    used("class-0", "08:45", "08:55", 0, Optional.empty());
    used("class-0", "08:55", "09:40", 0, second);
    used("class-0", "09:40", "10:10", 0, Optional.empty());
    used("class-0", "10:10", "10:40", 12, Optional.empty());
    truth.space(
        new TruthSink.SpaceSpan(
            "class-0", new Interval(at("10:40"), DAY.end()), 0, false, false, Optional.empty()));
  }

  @Test
  void useIsCountedOnBothBases() {
    threeLessons();
    Ask open = Ask.of(ROOM, DAY);
    Ask teaching = open.on("teaching");
    double heads = 39 * 24 + 30 * 12;
    assertThat(value("space_frequency", open)).isCloseTo(100 * 69 / 900.0, within(1e-9));
    assertThat(value("space_frequency", teaching)).isCloseTo(100 * 69 / 360.0, within(1e-9));
    assertThat(value("seat_occupancy", teaching)).isCloseTo(100 * heads / 69 / 48, within(1e-9));
    assertThat(value("space_utilization", open)).isCloseTo(100 * heads / 900 / 48, within(1e-9));
    assertThat(value("planned_vs_actual", teaching))
        .isCloseTo(100 * (69 - 90) / 360.0, within(1e-9));
    assertThat(value("planned_vs_actual_persons", teaching))
        .isCloseTo(100 * (heads - 90 * 30) / 360 / 48, within(1e-9));
    assertThat(value("unbooked_use_rate", open)).isCloseTo(100 * 30 / 69.0, within(1e-9));
  }

  @Test
  void purposesSumToAllUseAndAGhostIsANoShow() {
    threeLessons();
    Ask open = Ask.of(ROOM, DAY);
    assertThat(value("purpose_mix", open.part("internship_training")))
        .isCloseTo(100 * 39 / 69.0, within(1e-9));
    assertThat(value("purpose_mix", open.part("unspecified")))
        .isCloseTo(100 * 30 / 69.0, within(1e-9));
    assertThat(value("purpose_mix", open.part("social_training"))).isZero();
    assertThat(value("purpose_mix", open)).isCloseTo(100 * 39 / 69.0, within(1e-9));
    assertThat(value("no_show_rate", open)).isEqualTo(50);
    assertThat(value("practical_delivery_rate", open)).isEqualTo(100);
    assertThat(value("open_sharing_hours", open)).isZero();
  }

  @Test
  void usePartsOfABookingAfterTheBellsAreRecordsOfTheirOwn() {
    Optional<Booking> evening = plan("class-0", "16:30", "20:30", "social_training", -1, false);
    used("class-0", "16:30", "17:00", 0, evening);
    used("class-0", "17:00", "20:30", 9, evening);
    // 16:30 to 17:00 covers half of the eighth period (16:15): booked, nobody there
    double ghost = 45;
    double taught = 210;
    assertThat(value("no_show_rate", Ask.of(ROOM, DAY)))
        .isCloseTo(100 * ghost / (ghost + taught), within(1e-9));
    assertThat(value("open_sharing_hours", Ask.of(ROOM, DAY))).isCloseTo(3.5, within(1e-9));
  }

  @Test
  void airIsJudgedWhileSomebodyIsThere() {
    threeLessons();
    int[] co2 = new int[15];
    Arrays.fill(co2, 1_000_000);
    Arrays.fill(co2, 5, 15, 1_000_001);
    truth.air(new TruthSink.AirSpan("class-0", time("08:30", "08:45"), co2, co2, co2, co2));
    // 08:30 to 08:35 ok, to 08:39 bad, then nobody
    assertThat(value("co2_compliance", Ask.of(ROOM, DAY))).isCloseTo(100 * 5 / 9.0, within(1e-9));
    assertThat(value("illuminance_compliance", Ask.of(ROOM, DAY))).isEqualTo(100);
    assertThat(value("lights_on_empty", Ask.of(ROOM, DAY))).isZero();
  }

  private static Point point(String id) {
    return CAMPUS.point(id).orElseThrow();
  }

  /** Energy of a quarter: a power in W for each minute. */
  private void meter(String point, String from, long... watts) {
    long[] flows = new long[15];
    for (int i = 0; i < 15; i++) {
      flows[i] = watts[Math.min(i * watts.length / 15, watts.length - 1)] * 1_000;
    }
    Interval quarter = new Interval(at(from), at(from) + Interval.BASE_MILLIS);
    assertThat(point(point)).isNotNull();
    truth.meter(new TruthSink.MeterSpan(point, quarter, Arrays.stream(flows).sum() / 60, flows));
  }

  @Test
  void energySplitsAtTheMinuteOfClosingAndOfLeaving() {
    used("class-0", "00:00", "06:55", 0, Optional.empty());
    used("class-0", "06:55", "07:10", 4, Optional.empty());
    meter("meter-class-0.energy_register", "06:45", 600, 600, 1_200);
    meter("meter-class-0.energy_register", "07:00", 900);
    double closed = 10 * 600 + 5 * 1_200;
    double all = closed + 15 * 900;
    double empty = 10 * 600 + 5 * 900;
    // nothing was told of 07:10 to 07:15: nobody is there
    assertThat(value("off_hours_share", Ask.of(ROOM, DAY)))
        .isCloseTo(100 * closed / all, within(1e-9));
    assertThat(value("empty_room_waste", Ask.of(ROOM, DAY)))
        .isCloseTo(empty / 60_000, within(1e-9));
    assertThat(value("empty_room_waste_share", Ask.of(ROOM, DAY)))
        .isCloseTo(100 * empty / all, within(1e-9));
    assertThat(value("energy_use", Ask.of(ROOM, DAY))).isCloseTo(all / 60_000, within(1e-5));
    assertThat(value("energy_use_intensity", Ask.of(ROOM, DAY)))
        .isCloseTo(all / 60_000 / 90, within(1e-6));
  }

  @Test
  void demandComesFromTheSummedSeries() {
    for (int q = 0; q < 96; q++) {
      String clock = "%02d:%02d".formatted(q / 4, q % 4 * 15);
      meter("main-b1.energy_register", clock, q < 16 ? 2_000 + q / 2 * 100 : 10_000);
    }
    meter("main-school.energy_register", "12:00", 20_000);
    // half-hours of 2.0, 2.1 … 2.7 kW
    assertThat(value("base_load", Ask.of(BUILDING, DAY))).isCloseTo(2.35, within(1e-6));
    assertThat(value("peak_demand", Ask.of(BUILDING, DAY))).isCloseTo(10, within(1e-6));
    double mean = (16 * 2.35 + 80 * 10) / 96;
    assertThat(value("load_factor", Ask.of(BUILDING, DAY))).isCloseTo(mean / 10, within(1e-6));
    assertThat(truth.value("base_load", Ask.of(BUILDING, time("00:00", "12:00")))).isEmpty();
    assertThat(value("energy_per_student", Ask.of(SCHOOL, DAY))).isCloseTo(5.0 / 800, within(1e-6));
  }

  @Test
  void sunIsSelfUsedWhereItIsNotExported() {
    meter("pv.energy_generation_register", "12:00", 20_000);
    meter("export.energy_export_register", "12:00", 5_000);
    meter("main-school.energy_register", "18:00", 10_000);
    assertThat(value("pv_self_consumption", Ask.of(SCHOOL, DAY))).isCloseTo(75, within(1e-6));
    assertThat(value("pv_self_sufficiency", Ask.of(SCHOOL, DAY))).isCloseTo(60, within(1e-6));
  }

  private void machine(String from, String to, int state) {
    truth.machine(new TruthSink.MachineSpan("cnc-0", time(from, to), state, state == 2));
  }

  @Test
  void machinesAreJudgedWithinTheirPlannedTime() {
    Optional<Booking> lesson = plan("cnc-lab", "08:00", "10:00", "internship_training");
    used("cnc-lab", "08:00", "10:00", 20, lesson);
    machine("07:00", "08:00", 1);
    machine("08:00", "08:30", 0);
    machine("08:30", "08:45", 1);
    machine("08:45", "09:40", 2);
    machine("09:40", "10:00", 3);
    machine("10:00", "11:00", 2);
    Ask one = Ask.of(Scope.equipment("cnc-0"), DAY);
    assertThat(value("equipment_allocation", one)).isCloseTo(100 * 70 / 120.0, within(1e-9));
    assertThat(value("equipment_utilization", one)).isCloseTo(100 * 55 / 70.0, within(1e-9));
    assertThat(value("equipment_availability", one)).isCloseTo(100 * 55 / 120.0, within(1e-9));
    assertThat(value("equipment_availability", Ask.of(LAB, DAY)))
        .isEqualTo(value("equipment_availability", one));
    assertThat(truth.toolDownMillis("cnc-0", DAY)).isEqualTo(115 * 60_000);
    // 55 minutes of work in practical lessons; 40 places in each of four records: two bell periods
    // and what the booking covers beside them
    assertThat(value("hands_on_minutes_per_place", Ask.of(LAB, DAY)))
        .isCloseTo(55.0 / 160, within(1e-9));
  }

  @Test
  void everyMetricOfAWorldHasAValueSomewhere() {
    World world = new World(CAMPUS, Scenario.oneSchool(), 3);
    Interval range = new Interval(DAY.start(), DAY.start() + 86_400_000L);
    TruthFigures figures =
        TruthFigures.of(world, range).withFactors(y -> java.util.OptionalDouble.of(0.5));
    world
        .messages(range.start(), range.start() + 3_600_000, figures.samples())
        .forEachRemaining(m -> {});
    Set<String> unmetered = Set.of("standby_share");
    for (String metric : TruthFigures.metrics()) {
      boolean found = false;
      for (Scope scope : new Scope[] {Scope.CITY, SCHOOL, BUILDING, LAB}) {
        Ask ask = Ask.of(scope, range).part("unspecified");
        found |= figures.value(metric, ask).isPresent();
      }
      assertThat(found).as(metric).isEqualTo(!unmetered.contains(metric));
    }
    assertThatThrownBy(() -> figures.value("happiness", Ask.of(SCHOOL, range)))
        .hasMessage("the truth does not know the metric 'happiness'");
  }
}
