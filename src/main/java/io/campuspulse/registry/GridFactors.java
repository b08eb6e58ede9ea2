package io.campuspulse.registry;

import java.math.BigDecimal;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Grid emission factors in kgCO2/kWh by region and local calendar year.
 *
 * <p>A region answers from its own row only. A year that it lacks takes the latest earlier year,
 * and before its first year the first one; both are marked as carried. A region never borrows
 * another region's factor: whoever wants the national value for a province writes it into the
 * province's row, where everybody sees it.
 *
 * <p>Immutable.
 */
public final class GridFactors {
  private final String tableVersion;
  private final NavigableMap<String, NavigableMap<Integer, Entry>> regions = new TreeMap<>();
  private final String digest;

  /** How sure a factor's source is. */
  public enum Status {
    /** Checked in the source itself. */
    VERIFIED,
    /** From a secondary source. */
    SECONDARY,
    /** Set by the operator, source not checked. */
    CONFIGURABLE,
    /** The product's own definition. */
    PRODUCT
  }

  /**
   * One cell of the table.
   *
   * @param kgPerKwh kgCO2 per kWh, positive
   * @param status how sure its source is
   */
  public record Entry(BigDecimal kgPerKwh, Status status) {}

  /**
   * The answer for a year.
   *
   * @param kgPerKwh kgCO2 per kWh
   * @param year the year that the factor was published for
   * @param carried whether that is another year than the one asked for: flag {@code factor_carried}
   * @param status how sure its source is
   */
  public record Factor(BigDecimal kgPerKwh, int year, boolean carried, Status status) {}

  /**
   * A table.
   *
   * @param tableVersion the table's own version, as its file says
   * @param table entries by region and year
   */
  public GridFactors(String tableVersion, Map<String, ? extends Map<Integer, Entry>> table) {
    this.tableVersion = tableVersion;
    table.forEach((region, years) -> regions.put(region, new TreeMap<>(years)));
    this.digest = Digests.shortSha256(tableVersion + "\n" + regions);
  }

  /** The table's own version. */
  public String tableVersion() {
    return tableVersion;
  }

  /** Version and content digest: it changes when any number does. */
  public String version() {
    return tableVersion + "@" + digest;
  }

  /** All regions that the table knows. */
  public Set<String> regions() {
    return Set.copyOf(regions.keySet());
  }

  /** The factor of a region in a local calendar year; empty when the region has none at all. */
  public Optional<Factor> factor(String region, int localYear) {
    NavigableMap<Integer, Entry> years = regions.getOrDefault(region, new TreeMap<>());
    if (years.isEmpty()) {
      return Optional.empty();
    }
    Map.Entry<Integer, Entry> earlier = years.floorEntry(localYear);
    Map.Entry<Integer, Entry> used = earlier == null ? years.firstEntry() : earlier;
    return Optional.of(
        new Factor(
            used.getValue().kgPerKwh(),
            used.getKey(),
            used.getKey() != localYear,
            used.getValue().status()));
  }
}
