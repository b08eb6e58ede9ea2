package io.campuspulse.metrics;

import io.campuspulse.model.Dated;
import io.campuspulse.model.School;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Means of dated registry values over the judged local days of a figure. */
final class DatedMeans {
  private DatedMeans() {}

  /** Mean floor area of the spaces of a figure's scopes, m². */
  static BigDecimal area(Metric.FigureContext context) {
    Set<Space> spaces = new LinkedHashSet<>();
    context.roots().forEach(r -> spaces.addAll(context.campus().spacesUnder(r)));
    return sum(spaces, Space::area, Function.identity(), context);
  }

  /** The schools that a figure is about; empty unless it is about whole schools. */
  static List<School> schools(Metric.FigureContext context) {
    Set<School> schools = new LinkedHashSet<>();
    for (Scope root : context.roots()) {
      switch (root.level()) {
        case CITY -> schools.addAll(context.campus().schools());
        case SCHOOL -> context.campus().school(root.id()).ifPresent(schools::add);
        default -> {
          return List.of();
        }
      }
    }
    return List.copyOf(schools);
  }

  /** Mean number of students of some schools. */
  static BigDecimal students(List<School> schools, Metric.FigureContext context) {
    return sum(schools, School::students, BigDecimal::valueOf, context);
  }

  private static <T, V> BigDecimal sum(
      Iterable<T> things,
      Function<T, Dated<V>> value,
      Function<V, BigDecimal> number,
      Metric.FigureContext context) {
    LocalDate first = date(context.judged().start(), context);
    LocalDate last = date(Math.max(context.judged().start(), context.judged().end() - 1), context);
    long days = ChronoUnit.DAYS.between(first, last) + 1;
    BigDecimal sum = BigDecimal.ZERO;
    for (T thing : things) {
      Dated<V> dated = value.apply(thing);
      if (dated.changes().size() <= 1) {
        BigDecimal each = number(dated.latest(), number);
        sum = sum.add(each.multiply(BigDecimal.valueOf(days)));
        continue;
      }
      for (LocalDate d = first; !d.isAfter(last); d = d.plusDays(1)) {
        sum = sum.add(number(dated.on(d), number));
      }
    }
    return Parts.ratio(sum, BigDecimal.valueOf(days));
  }

  private static <V> BigDecimal number(Optional<V> value, Function<V, BigDecimal> number) {
    return value.map(number).orElse(BigDecimal.ZERO);
  }

  private static LocalDate date(long millis, Metric.FigureContext context) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), context.zone());
  }

  /** Whether a figure is about 12 full calendar months, all of them judged. */
  static boolean fullYear(Metric.FigureContext context) {
    LocalDate from = date(context.bin().start(), context);
    LocalDate to = date(context.bin().end(), context);
    return from.getDayOfMonth() == 1
        && from.plusMonths(12).equals(to)
        && context.judged().end() == context.bin().end();
  }
}
