package io.campuspulse.metrics;

import io.campuspulse.registry.GridFactors;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** Grid emission factors of the city's region by local calendar year. */
public interface EmissionFactors {
  /** No factor for any year. */
  EmissionFactors NONE = year -> Optional.empty();

  /** The factors of a region in a table. */
  static EmissionFactors of(GridFactors table, String region) {
    return year ->
        table
            .factor(region, year)
            .map(
                f ->
                    new Factor(
                        f.kgPerKwh(),
                        f.carried(),
                        String.format(
                            Locale.ROOT,
                            "grid factors %s: %s %d, %s%s",
                            table.version(),
                            region,
                            f.year(),
                            f.status().name().toLowerCase(Locale.ROOT),
                            f.carried() ? ", carried to " + year : "")));
  }

  /** The factor to use for a year; empty when the table has none for the region. */
  Optional<Factor> factor(int localYear);

  /**
   * A factor.
   *
   * @param kgPerKwh kgCO2 per kWh
   * @param carried whether it is another year's, the latest known
   * @param source table with version, region, year and status
   */
  record Factor(BigDecimal kgPerKwh, boolean carried, String source) {
    /** A factor of which nobody says where it comes from. */
    public Factor(BigDecimal kgPerKwh, boolean carried) {
      this(kgPerKwh, carried, "");
    }
  }
}
