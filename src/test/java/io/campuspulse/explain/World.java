package io.campuspulse.explain;

import io.campuspulse.app.OfflineRun;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.RejectReason;
import io.campuspulse.metrics.EmissionFactors;
import io.campuspulse.model.Dated;
import io.campuspulse.model.Equipment;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Name;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Reading;
import io.campuspulse.model.Scope;
import io.campuspulse.model.SpaceType;
import io.campuspulse.query.Figures;
import io.campuspulse.registry.AcademicCalendar;
import io.campuspulse.registry.Academics;
import io.campuspulse.registry.Booking;
import io.campuspulse.registry.BookingRules;
import io.campuspulse.registry.GridFactors;
import io.campuspulse.registry.Purpose;
import io.campuspulse.registry.SchoolFigures;
import io.campuspulse.registry.Scorecards;
import io.campuspulse.registry.Works;
import io.campuspulse.testing.SmallCampus;
import io.campuspulse.window.Watermark;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A school over the turn of a year, with every kind of sensor and meter, and with silence: of
 * everything for two hours, of one meter for two days, of two meters for good.
 */
final class World {
  static final Scope SCHOOL = Scope.school(SmallCampus.SCHOOL);
  private static final Scope R1 = Scope.space("r1");
  private static final Scope R2 = Scope.space("r2");
  static final Scope BUILDING = Scope.building("b1");
  private static final Duration SLOW = Duration.ofHours(3);
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final String FIRST = "2025-12-28T20:00";
  private static final String LAST = "2026-01-05T02:10";
  private static final LocalDate WORKS = LocalDate.parse("2025-12-20");

  private final Random random = new Random(5);
  private final OfflineRun run;

  World() {
    run =
        new OfflineRun(
            campus().build(),
            m -> new DecodeResult.Rejected(null, RejectReason.UNCLAIMED_TOPIC, "no messages here"),
            EmissionFactors.of(factors(), "zhejiang"),
            new Watermark.Rules(0, 0, Long.MAX_VALUE / 4));
  }

  private static GridFactors factors() {
    return new GridFactors(
        "test",
        Map.of(
            "zhejiang",
            Map.of(
                2023,
                new GridFactors.Entry(new BigDecimal("0.4974"), GridFactors.Status.SECONDARY),
                2026,
                new GridFactors.Entry(new BigDecimal("0.4511"), GridFactors.Status.PRODUCT))));
  }

  static long at(String time) {
    return LocalDateTime.parse(time).atZone(SmallCampus.ZONE).toInstant().toEpochMilli();
  }

  private static Point.Traits meter(long ratedWatts, boolean alwaysOn) {
    return new Point.Traits(
        Optional.empty(),
        Optional.empty(),
        ratedWatts == 0 ? Optional.empty() : Optional.of(ratedWatts * 1000),
        0,
        STEP.toMillis(),
        0,
        new Point.Register(alwaysOn, List.of()));
  }

  private static SmallCampus campus() {
    Point.Role main = Point.Role.MAIN;
    Quantity energy = Quantity.ENERGY_REGISTER;
    SmallCampus campus =
        new SmallCampus(Dated.always(new BigDecimal("0.64")))
            .space("r1", 40, SmallCampus.daily(480, 1080))
            .space("r2", SpaceType.TRAINING_ROOM, 20, SmallCampus.daily(480, 1320))
            .space("r3", 30, SmallCampus.daily(480, 1080))
            .equipment(
                new Equipment(
                    "M1", "r2", new Name("M1", "M1"), "cnc", Optional.of(BigDecimal.valueOf(2000))))
            .equipment("M2", "r2")
            .point("main", energy, SCHOOL, main, meter(100_000, false))
            .point("exp", Quantity.ENERGY_EXPORT_REGISTER, SCHOOL, STEP)
            .point("gen", Quantity.ENERGY_GENERATION_REGISTER, SCHOOL, STEP)
            .point("mb", energy, BUILDING, main, Point.Traits.nominal(SLOW.toMillis()))
            .point("water", Quantity.WATER_REGISTER, SCHOOL, main, meter(0, false))
            .point("out", Quantity.TEMPERATURE, SCHOOL, Duration.ofHours(1))
            .point("mr1", energy, R1, main, meter(3_000, false))
            .point("mr2", energy, R2, main, meter(0, false))
            .point("srv", energy, R2, Point.Role.NORMAL, meter(500, true))
            .point("em1", energy, Scope.equipment("M1"), Point.Role.NORMAL, meter(0, false));
    sensors(campus);
    return campus
        .plans(plans())
        .scorecards(cards())
        .figures(figures())
        .works(
            new Works(
                BUILDING,
                new Name("改造", "Works"),
                WORKS.minusDays(365),
                WORKS,
                WORKS.plusDays(2),
                false,
                List.of()));
  }

  private static void sensors(SmallCampus campus) {
    campus
        .point("n", Quantity.PEOPLE, R1, STEP)
        .point("c", Quantity.CO2, R1, STEP)
        .point("t", Quantity.TEMPERATURE, R1, STEP)
        .point("h", Quantity.HUMIDITY, R1, STEP)
        .point("x", Quantity.ILLUMINANCE, R1, STEP)
        .point("l", Quantity.LIGHT, R1, STEP)
        .point("auto", Quantity.SWITCH, R1, STEP)
        .point("pir", Quantity.MOTION, R2, STEP)
        .point("w", Quantity.POWER, Scope.equipment("M1"), STEP)
        .point("s", Quantity.MACHINE_STATE, Scope.equipment("M2"), STEP);
  }

  private static Academics plans() {
    List<AcademicCalendar.Period> periods = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int from = 480 + 50 * i;
      periods.add(
          new AcademicCalendar.Period(i + 1, AcademicCalendar.Part.MORNING, from, from + 45));
    }
    LocalDate first = LocalDate.parse("2025-12-01");
    AcademicCalendar.Term term =
        new AcademicCalendar.Term("winter", first, LocalDate.parse("2026-01-30"));
    AcademicCalendar.Bells bells =
        new AcademicCalendar.Bells(first, EnumSet.allOf(DayOfWeek.class), periods);
    TreeMap<LocalDate, AcademicCalendar.Named> days = new TreeMap<>();
    days.put(
        LocalDate.parse("2026-01-01"), AcademicCalendar.Named.of(AcademicCalendar.Kind.HOLIDAY));
    BookingRules.Builder bookings = new BookingRules.Builder();
    int id = 0;
    for (String date : List.of("2025-12-29", "2025-12-30", "2025-12-31", "2026-01-02")) {
      for (String space : List.of("r1", "r2", "r3")) {
        Purpose purpose = Purpose.values()[id % Purpose.values().length];
        boolean practical = space.equals("r2");
        book(
            bookings,
            "a" + id,
            space,
            date,
            8,
            11,
            new Booking.Use(purpose, "", 30, false, practical));
        book(
            bookings,
            "b" + id,
            space,
            date,
            14,
            16,
            new Booking.Use(null, "", 50, true, practical));
        id++;
      }
      book(bookings, "e" + id, "r2", date, 19, 21, new Booking.Use(null, "", 9, true, true));
    }
    return new Academics(
        new AcademicCalendar(List.of(term), List.of(bells), days),
        bookings.build(),
        List.of(),
        SmallCampus.ZONE);
  }

  private static void book(
      BookingRules.Builder into,
      String id,
      String space,
      String date,
      int from,
      int to,
      Booking.Use use) {
    LocalDate day = LocalDate.parse(date);
    long start = day.atTime(from, 0).atZone(SmallCampus.ZONE).toInstant().toEpochMilli();
    into.add(new Booking(id, space, new Interval(start, start + (to - from) * 3_600_000L), use));
  }

  private static Scorecards cards() {
    List<Scorecards.Item> items = new ArrayList<>();
    for (Scorecards.Card card : Scorecards.Card.values()) {
      for (Quantity evidence : List.of(Quantity.CO2, Quantity.POWER, Quantity.LIGHT)) {
        String id = card.word() + "-" + evidence.id();
        Set<SpaceType> types = Set.of(SpaceType.CLASSROOM, SpaceType.TRAINING_ROOM);
        items.add(new Scorecards.Item(id, new Name(id, id), card, types, Set.of(evidence)));
      }
    }
    return new Scorecards(items);
  }

  private static SchoolFigures figures() {
    return new SchoolFigures(
        Map.of(
            SchoolFigures.Condition.CAMPUS_AREA,
            Dated.always(new BigDecimal("38000")),
            SchoolFigures.Condition.BUILDING_AREA,
            Dated.always(new BigDecimal("28000")),
            SchoolFigures.Condition.BOOKS,
            Dated.always(new BigDecimal("35001"))),
        List.of(
            new SchoolFigures.Declared(
                Set.of("green-co2", "intelligence-light"), Set.of(SpaceType.CLASSROOM), Set.of())),
        List.of(
            new SchoolFigures.Control("ac", R1, "auto"),
            new SchoolFigures.Control("blinds", R2, null)));
  }

  private void say(String point, long t, long value) {
    run.accept(new Reading(point, t, value, Quality.GOOD, -1, t + 2_000));
  }

  /** Takes months of the main meters by three hours, and the week by five minutes. */
  Figures read() {
    double load = 5_000_000_000.0;
    long t = at(WORKS.minusDays(365) + "T00:00");
    for (; t < at(FIRST); t += SLOW.toMillis()) {
      long day = t / 86_400_000;
      double degC = 12 + 9 * Math.cos(day / 17.0) + 2 * Math.sin(day * 1.7);
      load += (150 + 6 * Math.max(0, 14 - degC) + 5 * Math.max(0, degC - 17)) * 125_000;
      say("mb", t, (long) load);
      say("out", t, (long) (degC * 1000));
    }
    Registers registers = new Registers((long) load);
    for (t = at(FIRST); t <= at(LAST); t += STEP.toMillis()) {
      registers.advance(hour(t));
      boolean silent = t >= at("2025-12-31T11:07") && t < at("2025-12-31T13:23");
      if (!silent) {
        meters(t, registers);
        if (t % SLOW.toMillis() == 0) {
          load += (30 + random.nextInt(20)) * 125_000;
          say("mb", t, (long) load);
        }
        sensors(t);
      }
    }
    return run.compute();
  }

  private static int hour(long t) {
    return ZonedDateTime.ofInstant(Instant.ofEpochMilli(t), SmallCampus.ZONE).getHour();
  }

  /** Levels of registers. */
  private final class Registers {
    private long main;
    private long exp = 7_000_000;
    private long gen;
    private long water;
    private long r1;
    private long r2;
    private long srv;
    private long machine;

    Registers(long main) {
      this.main = main;
    }

    void advance(int hour) {
      boolean sun = hour >= 8 && hour < 16;
      gen += sun ? random.nextInt(400_000) : 0;
      exp += sun ? random.nextInt(90_000) : 0;
      main += 100_000 + random.nextInt(300_000);
      water += 3_000 + random.nextInt(40_000);
      machine += random.nextInt(60_000);
      srv += 20_000;
      r1 += random.nextInt(70_000);
      r2 += 90_000 + random.nextInt(50_000);
    }
  }

  private void meters(long t, Registers r) {
    say("main", t, r.main);
    say("exp", t, r.exp);
    say("gen", t, r.gen);
    say("water", t, r.water);
    say("srv", t, r.srv);
    if (t < at("2026-01-02T08:01") || t > at("2026-01-03T20:01")) {
      say("mr2", t, r.r2);
    }
    if (t < at("2026-01-04T09:02")) {
      say("mr1", t, r.r1);
    }
    if (t < at("2026-01-04T15:02")) {
      say("em1", t, r.machine);
    }
    if (t % 3_600_000 == 0) {
      say("out", t, 9_000 + random.nextInt(7_000));
    }
  }

  private void sensors(long t) {
    int hour = hour(t);
    boolean day = hour >= 8 && hour < 17;
    say("n", t, day && random.nextInt(4) > 0 ? 1000L * random.nextInt(48) : 0);
    say("c", t, 1000L * (450 + random.nextInt(900)));
    say("t", t, 100L * (190 + random.nextInt(90)));
    say("h", t, 50_000);
    say("x", t, 1000L * (200 + random.nextInt(300)));
    say("l", t, random.nextInt(2));
    say("auto", t, random.nextInt(30) == 0 ? 1 : 0);
    say("pir", t, hour >= 8 && hour < 21 && random.nextInt(2) == 0 ? 1 : 0);
    say("w", t, List.of(5_000L, 45_000L, 900_000L).get((int) (t / 1_200_000 % 3)));
    if (random.nextInt(10) > 0) {
      say("s", t, t / 2_400_000 % 4);
    }
  }
}
