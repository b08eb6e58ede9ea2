package io.campuspulse.metrics;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a kWh of a local year is worth in another unit. */
interface YearPrice {
  /** A kWh is a kWh. */
  YearPrice KWH = (year, context) -> Optional.of(new Value(BigDecimal.ONE, false, ""));

  /** kgCO2 by the grid factors. */
  YearPrice CARBON =
      (year, context) ->
          context.factors().factor(year).map(f -> new Value(f.kgPerKwh(), f.carried(), f.source()));

  /** Yuan by the registered price of electricity. */
  YearPrice YUAN =
      (year, context) ->
          context
              .campus()
              .city()
              .yuanPerKwh()
              .on(LocalDate.of(year, 1, 1))
              .map(price -> new Value(price, false, "registry: price of electricity on 1 January"));

  /**
   * A price.
   *
   * @param perKwh units per kWh
   * @param carried whether it is another year's
   * @param source where it comes from
   */
  record Value(BigDecimal perKwh, boolean carried, String source) {}

  /** The price in a local year; empty when none is configured. */
  Optional<Value> of(int year, Metric.FigureContext context);

  /** The prices of some years as {@code NAME.YEAR}; a year without one has none. */
  default List<Metric.Ingredient> ingredients(
      String name, String unit, int[] years, Metric.FigureContext context) {
    List<Metric.Ingredient> all = new ArrayList<>();
    for (int year : years) {
      of(year, context)
          .ifPresent(
              v -> all.add(new Metric.Ingredient(name + "." + year, v.perKwh(), unit, v.source())));
    }
    return all;
  }
}
