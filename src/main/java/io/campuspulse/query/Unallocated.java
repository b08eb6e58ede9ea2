package io.campuspulse.query;

import io.campuspulse.metrics.Metric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a main meter measures beyond its children (METRICS §1 "Meters"): allocated + unallocated =
 * main, exactly. A negative rest is kept and flagged. Where a child's value is withheld the rest is
 * unknown, and its numerator is what was measured and not allocated.
 */
final class Unallocated {
  /** The id of the rest among the groups of an answer. */
  static final String GROUP = "unallocated";

  private static final Set<String> TOTALS = Set.of("energy_use", "carbon_emissions");

  private Unallocated() {}

  static boolean applies(FigureQuery query, Metric metric) {
    boolean below =
        query.by() != Grouping.NONE && !query.by().word().equals(query.scope().level().word());
    return below && TOTALS.contains(metric.info().id());
  }

  static Answer.Series of(Answer.Series whole, List<Answer.Series> parts) {
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < whole.figures().size(); i++) {
      int bin = i;
      List<Figure> children =
          parts.stream()
              .map(s -> s.figures().get(bin))
              .filter(f -> f.reason() == null || !f.reason().equals("not_configured"))
              .toList();
      figures.add(rest(whole.figures().get(i), children));
    }
    return new Answer.Series(GROUP, "未分配", "Unallocated", figures);
  }

  private static Figure rest(Figure whole, List<Figure> children) {
    BigDecimal value = whole.value();
    BigDecimal low = whole.bounds().low();
    BigDecimal high = whole.bounds().high();
    BigDecimal measured = whole.basis().numerator();
    for (Figure child : children) {
      BigDecimal part = child.basis().numerator();
      measured = part == null ? measured : minus(measured, part);
      value = minus(value, child.value());
      low = minus(low, child.bounds().high());
      high = minus(high, child.bounds().low());
    }
    List<String> flags = new ArrayList<>();
    if (value != null && value.signum() < 0) {
      flags.add("negative_unallocated");
    }
    boolean unknown = value == null;
    return new Figure(
        whole.interval(),
        value,
        new Figure.Parts(measured, null, whole.basis().coverage(), flags),
        new Figure.Bounds(low, high),
        unknown ? Figure.Status.NO_DATA : whole.status(),
        unknown ? "unknown_period" : null,
        whole.revised());
  }

  private static BigDecimal minus(BigDecimal a, BigDecimal b) {
    return a == null || b == null ? null : a.subtract(b);
  }
}
