package io.campuspulse.query;

import io.campuspulse.model.Interval;
import io.campuspulse.model.School;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.AcademicCalendar.Term;
import io.campuspulse.registry.Campus;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The terms of a scope as bins. */
final class Terms {
  private final List<Interval> bins = new ArrayList<>();
  private final Set<Interval> terms = new HashSet<>();

  /**
   * Cuts a range by terms.
   *
   * @throws QueryProblem when the scope has no terms, or schools with different ones
   */
  Terms(Campus campus, Scope scope, Interval range, ZoneId zone) {
    long at = range.start();
    for (Term term : of(campus, scope)) {
      Interval whole =
          new Interval(midnight(term.first(), zone), midnight(term.last().plusDays(1), zone));
      Interval inside = whole.intersect(range);
      if (inside.isEmpty()) {
        continue;
      }
      if (inside.start() > at) {
        bins.add(new Interval(at, inside.start()));
      }
      bins.add(inside);
      terms.add(inside);
      at = inside.end();
    }
    if (terms.isEmpty()) {
      throw bad("no term of this scope touches the range");
    }
  }

  private static List<Term> of(Campus campus, Scope scope) {
    List<String> schools =
        campus
            .schoolOf(scope)
            .map(List::of)
            .orElseGet(() -> campus.schools().stream().map(School::id).toList());
    Set<List<Term>> different = new HashSet<>();
    for (String school : schools) {
      List<Term> terms = campus.academics(school).calendar().terms();
      if (!terms.isEmpty()) {
        different.add(terms);
      }
    }
    if (different.isEmpty()) {
      throw bad("no school of this scope has a calendar with terms");
    }
    if (different.size() > 1) {
      throw bad("the schools of this scope have different terms; ask by school");
    }
    return different.iterator().next();
  }

  private static QueryProblem bad(String rule) {
    return new QueryProblem(
        QueryProblem.Kind.BAD_PARAMETER, "resolution", Resolution.TERM.text(), rule);
  }

  private static long midnight(LocalDate date, ZoneId zone) {
    return date.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** Contiguous bins: the terms and what lies between them. */
  List<Interval> bins() {
    return List.copyOf(bins);
  }

  /** Leaves out what lies between terms. */
  Answer.Series onlyTerms(Answer.Series series) {
    return new Answer.Series(
        series.group(),
        series.nameZh(),
        series.nameEn(),
        series.figures().stream().filter(f -> terms.contains(f.interval())).toList());
  }
}
