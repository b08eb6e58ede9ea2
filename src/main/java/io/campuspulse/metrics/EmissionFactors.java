package io.campuspulse.metrics;

import java.math.BigDecimal;
import java.util.Optional;

/** Grid emission factors of the city's region by local calendar year. */
public interface EmissionFactors {
  /** No factor for any year. */
  EmissionFactors NONE = year -> Optional.empty();

  /** The factor to use for a year; empty when the table has none for the region. */
  Optional<Factor> factor(int localYear);

  /**
   * A factor.
   *
   * @param kgPerKwh kgCO2 per kWh
   * @param carried whether it is another year's, the latest known
   */
  record Factor(BigDecimal kgPerKwh, boolean carried) {}
}
