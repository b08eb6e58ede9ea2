package io.campuspulse.metrics;

import static io.campuspulse.testing.Ledger.rounded;
import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.model.Equipment;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Name;
import io.campuspulse.model.Point;
import io.campuspulse.model.PowerSignature;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Reading;
import io.campuspulse.model.Scope;
import io.campuspulse.query.Figure;
import io.campuspulse.registry.AcademicCalendar;
import io.campuspulse.registry.Academics;
import io.campuspulse.registry.Booking;
import io.campuspulse.registry.BookingRules;
import io.campuspulse.testing.Ledger;
import io.campuspulse.testing.SmallCampus;
import io.campuspulse.window.PointBuffer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The worked examples of the metric specification for machines. */
class EquipmentExamplesTest {
  private static final Scope MACHINE = Scope.equipment("m1");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final long BASE = Instant.parse("2026-03-02T02:00:00Z").toEpochMilli();
  private static final PowerSignature LEVELS = new PowerSignature(10_000, 20_000, 180_000, 220_000);
  private static final int OFF = 0;
  private static final int IDLE = 1;
  private static final int WORKING = 2;
  private static final int FAULT = 3;

  private static SmallCampus campus(List<Interval> maintenance) {
    return new SmallCampus()
        .space("r1", 40, SmallCampus.always())
        .equipment(
            new Equipment(
                "m1",
                "r1",
                new Name("机", "Machine"),
                "cnc",
                Optional.empty(),
                new Equipment.Traits(Optional.of(LEVELS), Optional.empty(), maintenance)));
  }

  /** Facts of the quarter after {@link #BASE}, judged for some minutes, from watts by minute. */
  private static Facts fromWatts(int minutes, int... watts) {
    Map<String, PointBuffer> buffers = new HashMap<>();
    buffers.put("p", new PointBuffer("p", Long.MIN_VALUE));
    for (int i = 0; i < watts.length; i++) {
      if (watts[i] >= 0) {
        add(buffers.get("p"), i, watts[i] * 1000L);
      }
    }
    Folds folds = Folds.of(campus(List.of()).point("p", Quantity.POWER, MACHINE, MINUTE).build());
    LeafFold fold = folds.of(new Leaf(Leaf.Kind.EQUIPMENT, "m1")).orElseThrow();
    Interval quarter = new Interval(BASE, BASE + Interval.BASE_MILLIS);
    return fold.fold(quarter, BASE + minutes * 60_000L, "", p -> buffers.get(p.id())).facts();
  }

  private static void add(PointBuffer buffer, int minute, long value) {
    long t = BASE + minute * 60_000L;
    buffer.add(new Reading(buffer.point(), t, value, Quality.GOOD, -1, t));
  }

  private static long minutes(Facts facts, String state) {
    return facts.get(state) / 60_000;
  }

  @Test
  void statesFollowThePowerWithHysteresisAndDwell() {
    // 5 5 60 60 250 250 200 200 150 150 5 5 -> off 4, idle 4, working 4 min
    Facts facts = fromWatts(12, 5, 5, 60, 60, 250, 250, 200, 200, 150, 150, 5, 5);

    assertThat(minutes(facts, "off")).isEqualTo(4);
    assertThat(minutes(facts, "idle")).isEqualTo(4);
    assertThat(minutes(facts, "working")).isEqualTo(4);
    assertThat(minutes(facts, "unknown")).isZero();
  }

  @Test
  void aRunShorterThanTheDwellJoinsTheStateBefore() {
    // 60 60 250 60 60 -> idle 5
    Facts facts = fromWatts(5, 60, 60, 250, 60, 60);

    assertThat(minutes(facts, "idle")).isEqualTo(5);
    assertThat(minutes(facts, "working")).isZero();
  }

  @Test
  void aGapIsUnknownAndAfterItValuesInBetweenTakeTheLowerState() {
    // working, silence from minute 2 on (held to minute 4), then 200 W: in the band, so idle
    Facts facts = fromWatts(12, 250, 250, -1, -1, -1, -1, -1, -1, 200, 200, 200, 200);

    assertThat(minutes(facts, "working")).isEqualTo(4);
    assertThat(minutes(facts, "unknown")).isEqualTo(4);
    assertThat(minutes(facts, "idle")).isEqualTo(4);
    assertThat(facts.get("off")).isZero();
  }

  @Test
  void statesAlwaysAddUpToTheIntervalAlsoWithoutAnySample() {
    Facts facts = fromWatts(15);

    assertThat(facts.get("unknown")).isEqualTo(900_000);
  }

  /** A machine that reports its state, in a room that is booked between two local times. */
  private static Ledger booked(String from, String to, List<Interval> maintenance) {
    Ledger clock = new Ledger(campus(List.of()).build(), "2026-03-02");
    Booking booking =
        new Booking(
            "b",
            "r1",
            new Interval(clock.at(from), clock.at(to)),
            new Booking.Use(null, "", Booking.UNKNOWN_PERSONS, true, false));
    Academics plans =
        new Academics(
            AcademicCalendar.NONE,
            new BookingRules.Builder().add(booking).build(),
            List.of(),
            SmallCampus.ZONE);
    return new Ledger(
        campus(maintenance)
            .plans(plans)
            .point("s", Quantity.MACHINE_STATE, MACHINE, Duration.ofHours(8))
            .point("p", Quantity.POWER, MACHINE, MINUTE)
            .build(),
        "2026-03-02");
  }

  @Test
  void allocationUtilizationAndAvailabilityAreIsoRatiosOfPlannedTime() {
    // PBT 8 h, on 6 h, working 4.5 h -> 75 %, 75 %, 56.25 %
    Ledger ledger = booked("08:00", "16:00", List.of());
    ledger.read("s", "07:00", OFF).read("s", "09:00", WORKING).read("s", "13:30", IDLE);
    ledger.read("s", "15:00", FAULT).read("s", "16:00", OFF).read("s", "17:00", OFF);

    Figure allocation = ledger.figure("equipment_allocation", MACHINE, "07:00", "17:00");
    Figure utilization = ledger.figure("equipment_utilization", MACHINE, "07:00", "17:00");
    Figure availability = ledger.figure("equipment_availability", MACHINE, "07:00", "17:00");

    assertThat(allocation.value()).isEqualByComparingTo("75");
    assertThat(allocation.basis().denominator()).isEqualByComparingTo("8");
    assertThat(utilization.value()).isEqualByComparingTo("75");
    assertThat(availability.value()).isEqualByComparingTo("56.25");
    assertThat(availability.value())
        .isEqualByComparingTo(allocation.value().multiply(utilization.value()).movePointLeft(2));
  }

  @Test
  void availabilityOfTheEightHourShiftIsReproduced() {
    // 27541 / 28800 s = 0.956285; the source's own window ends a second after its shift
    Ledger ledger = booked("08:00", "16:00", List.of());
    ledger.read("s", "08:00", WORKING).read("s", "12:03:53", OFF).read("s", "12:24:52", WORKING);
    ledger.read("s", "16:00", WORKING);

    Figure figure = ledger.figure("equipment_availability", MACHINE, "08:00", "16:00");

    assertThat(rounded(figure.value(), 4)).isEqualTo("95.6285");
    assertThat(rounded(figure.basis().numerator().multiply(BigDecimal.valueOf(3600)), 0))
        .isEqualTo("27541");
  }

  @Test
  void plannedMaintenanceLeavesPlannedTime() {
    Ledger clock = booked("08:00", "16:00", List.of());
    Interval maintenance = new Interval(clock.at("08:00"), clock.at("12:00"));
    Ledger ledger = booked("08:00", "16:00", List.of(maintenance));
    ledger.read("s", "08:00", OFF).read("s", "12:00", WORKING).read("s", "17:00", OFF);

    Figure figure = ledger.figure("equipment_availability", MACHINE, "08:00", "16:00");

    assertThat(figure.value()).isEqualByComparingTo("100");
    assertThat(figure.basis().denominator()).isEqualByComparingTo("4");
  }

  @Test
  void unknownPlannedTimeWidensTheBounds() {
    Ledger ledger = booked("08:00", "09:00", List.of());
    ledger.read("p", "08:00", 250_000);
    for (int minute = 1; minute < 28; minute++) {
      ledger.read("p", "08:%02d".formatted(minute), 250_000); // held until 08:30
    }
    ledger.read("p", "09:00", 5_000);

    Figure figure = ledger.figure("equipment_availability", MACHINE, "08:00", "09:00");

    assertThat(figure.basis().coverage()).isEqualByComparingTo("0.5");
    assertThat(figure.value()).isEqualByComparingTo("100");
    assertThat(figure.bounds().low()).isEqualByComparingTo("50");
    assertThat(figure.bounds().high()).isEqualByComparingTo("100");
  }

  @Test
  void withoutBookingsThereIsNoPlannedTimeToJudgeBy() {
    Ledger ledger =
        new Ledger(
            campus(List.of()).point("s", Quantity.MACHINE_STATE, MACHINE, MINUTE).build(),
            "2026-03-02");
    ledger.read("s", "08:00", WORKING).read("s", "08:15", WORKING);

    Figure figure = ledger.figure("equipment_availability", MACHINE, "08:00", "08:15");

    assertThat(figure.value()).isNull();
    assertThat(figure.reason()).isEqualTo("not_configured");
  }

  @Test
  void whatTheMachineReportsComesBeforeItsPowerAndAFaultNeedsNoDwell() {
    Ledger ledger = booked("08:00", "09:00", List.of());
    for (int minute = 0; minute <= 60; minute++) {
      ledger.read("p", minute == 60 ? "09:00" : "08:%02d".formatted(minute), 250_000);
    }
    ledger.read("s", "08:00", WORKING).read("s", "08:30", FAULT).read("s", "08:31", WORKING);

    Figure figure = ledger.figure("equipment_availability", MACHINE, "08:00", "09:00");

    assertThat(rounded(figure.value().multiply(new BigDecimal("0.6")), 3)).isEqualTo("59.000");
  }

  @Test
  void aMachineThatSendsButDrawsNothingIsNotWorking() {
    Facts facts = fromWatts(10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    assertThat(minutes(facts, "off")).isEqualTo(10);
    assertThat(facts.get("working")).isZero();
  }

  private static Parts rated(long workingHours, String kind) {
    SmallCampus campus =
        new SmallCampus()
            .space("r1", 40, SmallCampus.always())
            .equipment(
                new Equipment(
                    "m1", "r1", new Name("机", "Machine"), kind, Optional.of(BigDecimal.TEN)))
            .point("p", Quantity.POWER, MACHINE, MINUTE);
    FactSums sums = new FactSums();
    sums.add("working", workingHours * 3_600_000L);
    sums.add("off", 3_600_000L);
    Interval year =
        new Interval(
            Instant.parse("2025-08-31T16:00:00Z").toEpochMilli(),
            Instant.parse("2026-08-31T16:00:00Z").toEpochMilli());
    return EquipmentMetrics.ratedHours()
        .form(
            sums,
            new Metric.FigureContext(
                campus.build(),
                List.of(MACHINE),
                year,
                year,
                SmallCampus.ZONE,
                EmissionFactors.NONE,
                null));
  }

  @Test
  void ratedHoursAreCappedAndTheRawHoursServedToo() {
    // 1120/1400 = 80; 980/800 -> 100
    Parts general = rated(1120, "oscilloscope");
    Parts machinery = rated(980, "cnc");

    assertThat(general.value()).isEqualByComparingTo("80");
    assertThat(general.notes().flags()).containsExactly("per_year");
    assertThat(machinery.value()).isEqualByComparingTo("100");
    assertThat(machinery.numerator()).isEqualByComparingTo("980");
    assertThat(machinery.denominator()).isEqualByComparingTo("800");
    assertThat(machinery.notes().flags()).containsExactly("per_year", "capped");
  }

  @Test
  void standbyShareIsTheEnergyOfIdleTime() {
    // 2/10 kWh = 20 %
    Point.Traits quarter = Point.Traits.nominal(900_000);
    Ledger ledger =
        new Ledger(
            campus(List.of())
                .point("s", Quantity.MACHINE_STATE, MACHINE, Duration.ofHours(1))
                .point("e", Quantity.ENERGY_REGISTER, MACHINE, Point.Role.MAIN, quarter)
                .build(),
            "2026-03-02");
    ledger.read("s", "08:00", WORKING).read("s", "08:30", IDLE).read("s", "09:00", OFF);
    ledger.read("e", "08:00", 0).read("e", "08:30", 8_000_000).read("e", "09:00", 10_000_000);

    Figure figure = ledger.figure("standby_share", MACHINE, "08:00", "09:00");

    assertThat(figure.value()).isEqualByComparingTo("20");
    assertThat(figure.basis().denominator()).isEqualByComparingTo("10");
  }

  @Test
  void aHeadsetsSessionsAreWorkingTime() {
    Ledger ledger =
        new Ledger(
            new SmallCampus()
                .space("r1", 40, SmallCampus.always())
                .equipment(
                    new Equipment(
                        "m1", "r1", new Name("头显", "Headset"), "vr_headset", Optional.empty()))
                .point("s", Quantity.MACHINE_STATE, MACHINE, Duration.ofMinutes(20))
                .build(),
            "2026-03-02");
    ledger.read("s", "08:00", IDLE).read("s", "08:10", WORKING).read("s", "08:40", IDLE);
    ledger.read("s", "09:00", IDLE);

    Figure figure = ledger.figure("rated_hours_rate", MACHINE, "08:00", "09:00");

    assertThat(figure.basis().numerator()).isEqualByComparingTo("0.5");
    assertThat(figure.basis().denominator()).isEqualByComparingTo("1400");
  }

  @Test
  void thePowerOfAThreePhaseMachineIsTheSumOfItsPhases() {
    Ledger ledger =
        new Ledger(
            campus(List.of())
                .point("pa", Quantity.POWER, MACHINE, MINUTE)
                .point("pb", Quantity.POWER, MACHINE, MINUTE)
                .point("pc", Quantity.POWER, MACHINE, MINUTE)
                .build(),
            "2026-03-02");
    for (int minute = 0; minute <= 15; minute++) {
      for (String phase : List.of("pa", "pb", "pc")) {
        ledger.read(phase, "08:%02d".formatted(minute), 80_000); // 240 W together
      }
    }

    Figure figure = ledger.figure("rated_hours_rate", MACHINE, "08:00", "08:15");

    assertThat(figure.basis().numerator()).isEqualByComparingTo("0.25");
  }

  @Test
  void aRunIsConfirmedAcrossTheEdgeOfAnInterval() {
    // Working begins a minute before the quarter ends and lasts: it counts from its first sample.
    Ledger ledger =
        new Ledger(
            campus(List.of()).point("p", Quantity.POWER, MACHINE, MINUTE).build(), "2026-03-02");
    for (int minute = 0; minute <= 30; minute++) {
      ledger.read("p", "08:%02d".formatted(minute), minute < 14 ? 60_000 : 250_000);
    }

    Figure first = ledger.figure("rated_hours_rate", MACHINE, "08:00", "08:15");
    Figure both = ledger.figure("rated_hours_rate", MACHINE, "08:00", "08:30");

    assertThat(rounded(first.basis().numerator().multiply(BigDecimal.valueOf(60)), 6))
        .isEqualTo("1.000000");
    assertThat(rounded(both.basis().numerator().multiply(BigDecimal.valueOf(60)), 6))
        .isEqualTo("16.000000");
  }

  /** Fifteen machines and a meter in a room of 20 places that is booked for a practical lesson. */
  private static Ledger practical() {
    Ledger clock = new Ledger(campus(List.of()).build(), "2026-03-02");
    Booking lesson =
        new Booking(
            "b",
            "r1",
            new Interval(clock.at("08:05"), clock.at("08:50")),
            new Booking.Use(null, "", 20, true, true));
    SmallCampus campus =
        new SmallCampus()
            .space("r1", 20, SmallCampus.always())
            .plans(
                new Academics(
                    AcademicCalendar.NONE,
                    new BookingRules.Builder().add(lesson).build(),
                    List.of(),
                    SmallCampus.ZONE))
            .point("o", Quantity.OCCUPIED, Scope.space("r1"), Duration.ofHours(1))
            .point("e", Quantity.ENERGY_REGISTER, Scope.space("r1"), Duration.ofHours(1));
    for (int i = 1; i <= 15; i++) {
      Scope machine = Scope.equipment("m" + i);
      campus.equipment("m" + i, "r1");
      campus.point("s" + i, Quantity.MACHINE_STATE, machine, Duration.ofHours(1));
    }
    Ledger ledger = new Ledger(campus.build(), "2026-03-02");
    ledger.read("o", "08:00", 1).read("o", "10:00", 1);
    for (int i = 1; i <= 15; i++) {
      ledger.read("s" + i, "08:00", IDLE).read("s" + i, "08:10", WORKING);
      ledger.read("s" + i, "08:40", IDLE);
    }
    return ledger;
  }

  @Test
  void handsOnMinutesAreMachineMinutesOverThePlacesOfTaughtPracticals() {
    // 15 machines x 30 min / 20 places = 22.5
    Figure figure =
        practical().figure("hands_on_minutes_per_place", Scope.space("r1"), "08:00", "09:00");

    assertThat(figure.value()).isEqualByComparingTo("22.5");
    assertThat(figure.basis().denominator()).isEqualByComparingTo("20");
    assertThat(figure.basis().coverage()).isEqualByComparingTo("1");
  }

  @Test
  void aLessonsEnergyAndMachineTimeAreSplitAtItsEdges() {
    Ledger ledger = practical();
    ledger.read("e", "08:00", 0).read("e", "09:00", 6_000_000);
    ledger.figure("energy_use", Scope.space("r1"), "08:00", "09:00");
    String label = "[" + ledger.at("08:05") / 1000 + "]";
    FactSums sums = new FactSums();

    ledger
        .run()
        .facts()
        .scan(
            List.of(new Leaf(Leaf.Kind.METER, "e"), new Leaf(Leaf.Kind.EQUIPMENT, "m1")),
            new Interval(ledger.at("08:00"), ledger.at("09:00")),
            row -> sums.add(row.facts()));

    assertThat(sums.get("record.e" + label)).isEqualTo(4_500_000); // 45 of 60 min
    assertThat(sums.get("e")).isEqualTo(6_000_000);
    assertThat(sums.get("record.working" + label)).isEqualTo(30 * 60_000);
  }
}
