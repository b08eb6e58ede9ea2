package io.campuspulse.metrics;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** What a kWh of a local year is worth in another unit. */
interface YearPrice {
  /** A kWh is a kWh. */
  YearPrice KWH = (year, context) -> Optional.of(new Value(BigDecimal.ONE, false));

  /** kgCO2 by the grid factors. */
  YearPrice CARBON =
      (year, context) ->
          context.factors().factor(year).map(f -> new Value(f.kgPerKwh(), f.carried()));

  /** Yuan by the registered price of electricity. */
  YearPrice YUAN =
      (year, context) ->
          context
              .campus()
              .city()
              .yuanPerKwh()
              .on(LocalDate.of(year, 1, 1))
              .map(price -> new Value(price, false));

  /**
   * A price.
   *
   * @param perKwh units per kWh
   * @param carried whether it is another year's
   */
  record Value(BigDecimal perKwh, boolean carried) {}

  /** The price in a local year; empty when none is configured. */
  Optional<Value> of(int year, Metric.FigureContext context);
}
