package io.campuspulse.simulator.scenario;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which days are taught, and as which weekday.
 *
 * @param terms spans of teaching, both dates included; none means that it is always term
 * @param holidays days without lessons
 * @param makeups make-up working days (调休) and the weekday that each follows
 * @param exams days on which only exams are held
 * @param appraisals days on which the training rooms are full of skills appraisals, any kind of day
 * @param periods bell periods of a teaching day, ascending
 * @param repeat when present, every day outside of the span equals the one inside that is whole
 *     spans away, in calendar, people and weather, so that two halves of a scenario can be compared
 */
public record AcademicCalendar(
    List<Term> terms,
    Set<LocalDate> holidays,
    Map<LocalDate, DayOfWeek> makeups,
    Set<LocalDate> exams,
    Set<LocalDate> appraisals,
    List<Period> periods,
    Optional<Repeat> repeat) {

  /** What happens on a date. */
  public enum Kind {
    /** Lessons by the timetable. */
    TEACHING,
    /** Exams in place of lessons. */
    EXAM,
    /** Saturday or Sunday in term. */
    WEEKEND,
    /** A holiday or a day outside of term. */
    HOLIDAY
  }

  /**
   * A span of teaching.
   *
   * @param from first day
   * @param to last day
   */
  public record Term(LocalDate from, LocalDate to) {}

  /**
   * A bell period (节次).
   *
   * @param fromMinute minute of the day at which it starts
   * @param toMinute minute of the day at which it ends
   */
  public record Period(int fromMinute, int toMinute) {}

  /**
   * A span that repeats.
   *
   * @param from first day of the pattern
   * @param days its length in days; a multiple of 7 keeps the weekdays
   */
  public record Repeat(LocalDate from, int days) {}

  /** Eight periods of 45 minutes between 08:00 and 17:00, with breaks. */
  public static final List<Period> EIGHT_PERIODS =
      List.of(
          new Period(480, 525),
          new Period(535, 580),
          new Period(600, 645),
          new Period(655, 700),
          new Period(810, 855),
          new Period(865, 910),
          new Period(925, 970),
          new Period(975, 1020));

  public AcademicCalendar {
    terms = List.copyOf(terms);
    holidays = Set.copyOf(holidays);
    makeups = Map.copyOf(makeups);
    exams = Set.copyOf(exams);
    appraisals = Set.copyOf(appraisals);
    periods = List.copyOf(periods);
  }

  /** Every Monday to Friday is taught. */
  public static AcademicCalendar everyWeek() {
    return new AcademicCalendar(
        List.of(), Set.of(), Map.of(), Set.of(), Set.of(), EIGHT_PERIODS, Optional.empty());
  }

  /** The date whose pattern a date follows: itself, or the one in the repeated span. */
  public LocalDate patternOf(LocalDate date) {
    if (repeat.isEmpty()) {
      return date;
    }
    long offset = ChronoUnit.DAYS.between(repeat.get().from(), date);
    return repeat.get().from().plusDays(Math.floorMod(offset, repeat.get().days()));
  }

  /** Whether a date lies in a term. */
  public boolean inTerm(LocalDate date) {
    LocalDate day = patternOf(date);
    return terms.isEmpty()
        || terms.stream().anyMatch(t -> !day.isBefore(t.from()) && !day.isAfter(t.to()));
  }

  /** Whether skills appraisals are held on a date. */
  public boolean isAppraisal(LocalDate date) {
    return appraisals.contains(patternOf(date));
  }

  /** What happens on a date. */
  public Kind kind(LocalDate date) {
    LocalDate day = patternOf(date);
    if (makeups.containsKey(day)) {
      return Kind.TEACHING;
    }
    if (holidays.contains(day) || !inTerm(date)) {
      return Kind.HOLIDAY;
    }
    if (day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0) {
      return Kind.WEEKEND;
    }
    return exams.contains(day) ? Kind.EXAM : Kind.TEACHING;
  }

  /** The weekday whose timetable a date runs; empty on a day without lessons. */
  public Optional<DayOfWeek> timetableOf(LocalDate date) {
    Kind kind = kind(date);
    if (kind == Kind.WEEKEND || kind == Kind.HOLIDAY) {
      return Optional.empty();
    }
    LocalDate day = patternOf(date);
    return Optional.of(makeups.getOrDefault(day, day.getDayOfWeek()));
  }
}
