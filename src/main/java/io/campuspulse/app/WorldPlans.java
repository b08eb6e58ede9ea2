package io.campuspulse.app;

import io.campuspulse.model.City;
import io.campuspulse.model.Interval;
import io.campuspulse.model.School;
import io.campuspulse.registry.AcademicCalendar;
import io.campuspulse.registry.AcademicCalendar.Bells;
import io.campuspulse.registry.AcademicCalendar.Named;
import io.campuspulse.registry.AcademicCalendar.Part;
import io.campuspulse.registry.AcademicCalendar.Period;
import io.campuspulse.registry.AcademicCalendar.Term;
import io.campuspulse.registry.Academics;
import io.campuspulse.registry.Booking;
import io.campuspulse.registry.BookingRules;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.CampusBuilder;
import io.campuspulse.registry.Purpose;
import io.campuspulse.simulator.scenario.CalendarDays;
import io.campuspulse.simulator.world.PlannedUse;
import io.campuspulse.simulator.world.World;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives a registry the calendar and the bookings of a virtual world, as a school would by files.
 */
public final class WorldPlans {
  private static final int NOON = 720;
  private static final int EVENING = 1_080;
  private final World world;
  private final ZoneId zone;
  private final Interval range;

  /**
   * Plans for a time.
   *
   * @param range whole local days for which bookings are given
   */
  public WorldPlans(World world, Interval range) {
    this.world = world;
    this.zone = world.campus().city().zone();
    this.range = range;
  }

  /** A registry with these plans in place of its own. */
  public Campus in(Campus campus) {
    City city = campus.city();
    CampusBuilder builder = new CampusBuilder(city);
    campus.schools().forEach(builder::add);
    campus.buildings().forEach(builder::add);
    campus.spaces().forEach(builder::add);
    campus.equipment().forEach(builder::add);
    campus.devices().forEach(builder::add);
    campus.points().forEach(builder::add);
    AcademicCalendar calendar = calendar();
    Map<String, BookingRules.Builder> bookings = new HashMap<>();
    for (PlannedUse use : world.bookings(range.start(), range.end())) {
      if (!use.cancelled()) {
        bookings.computeIfAbsent(use.school(), k -> new BookingRules.Builder()).add(booking(use));
      }
    }
    for (School school : campus.schools()) {
      BookingRules rules = bookings.getOrDefault(school.id(), new BookingRules.Builder()).build();
      builder.add(
          school.id(),
          new Academics(calendar, rules, campus.academics(school.id()).closures(), zone));
    }
    return builder.build();
  }

  private static Booking booking(PlannedUse use) {
    Purpose purpose = use.booking().purpose().flatMap(Purpose::byId).orElse(null);
    Booking.Use what =
        new Booking.Use(
            purpose,
            use.group(),
            use.booking().enrolled(),
            use.booking().external(),
            use.booking().practical());
    return new Booking(use.id(), use.booking().space(), use.time(), what);
  }

  private AcademicCalendar calendar() {
    LocalDate last = LocalDate.ofInstant(Instant.ofEpochMilli(range.end()), zone).plusDays(31);
    CalendarDays days =
        new CalendarDays(world.scenario().calendar(), world.scenario().epoch(), last);
    List<Term> terms = new ArrayList<>();
    for (CalendarDays.Run run : days.terms()) {
      terms.add(new Term("t" + (terms.size() + 1), run.first(), run.last()));
    }
    Map<LocalDate, Named> named = new TreeMap<>();
    days.holidays()
        .forEach(r -> r.dates().forEach(d -> named.put(d, of(AcademicCalendar.Kind.HOLIDAY))));
    days.exams().forEach(r -> r.dates().forEach(d -> named.put(d, of(AcademicCalendar.Kind.EXAM))));
    days.makeups()
        .forEach(
            (d, follows) ->
                named.put(
                    d, new Named(AcademicCalendar.Kind.MAKEUP, java.util.Optional.of(follows))));
    List<Period> periods = new ArrayList<>();
    for (var p : world.scenario().calendar().periods()) {
      Part part =
          p.fromMinute() < NOON
              ? Part.MORNING
              : p.fromMinute() < EVENING ? Part.AFTERNOON : Part.EVENING;
      periods.add(new Period(periods.size() + 1, part, p.fromMinute(), p.toMinute()));
    }
    Bells bells = new Bells(world.scenario().epoch(), EnumSet.allOf(DayOfWeek.class), periods);
    return new AcademicCalendar(terms, List.of(bells), named);
  }

  private static Named of(AcademicCalendar.Kind kind) {
    return Named.of(kind);
  }
}
