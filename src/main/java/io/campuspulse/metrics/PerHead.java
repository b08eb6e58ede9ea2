package io.campuspulse.metrics;

import io.campuspulse.model.School;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Totals by floor area or by person: per year over 12 full months, else per period. */
final class PerHead {
  private PerHead() {}

  static Parts divide(
      Parts total, BigDecimal by, Metric.FigureContext context, List<String> moreFlags) {
    List<String> flags = new ArrayList<>(total.notes().flags());
    flags.add(DatedMeans.fullYear(context) ? "per_year" : "per_period");
    flags.addAll(moreFlags);
    boolean zero = by.signum() == 0;
    return new Parts(
        zero ? null : ratio(total.value(), by),
        total.numerator(),
        by,
        total.coverage(),
        zero ? null : ratio(total.low(), by),
        zero ? null : ratio(total.high(), by),
        new Parts.Notes(zero ? "zero_denominator" : total.notes().reason(), flags));
  }

  private static BigDecimal ratio(BigDecimal value, BigDecimal by) {
    return value == null ? null : Parts.ratio(value, by);
  }

  /** By the mean number of students; only schools and cities have students. */
  static Parts students(Parts total, Metric.FigureContext context) {
    List<School> schools = DatedMeans.schools(context);
    if (schools.isEmpty()) {
      return Parts.none("not_configured");
    }
    boolean boarding = schools.stream().anyMatch(School::boarding);
    List<String> flags = boarding ? List.of("boarding") : List.of();
    return divide(total, DatedMeans.students(schools, context), context, flags);
  }
}
