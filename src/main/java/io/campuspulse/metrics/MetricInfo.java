package io.campuspulse.metrics;

import io.campuspulse.model.Name;
import java.util.List;
import java.util.Locale;

/**
 * The catalogue entry of a metric: what API, dashboard, CSV and documentation say about it.
 *
 * @param id stable identifier, such as {@code space_frequency}
 * @param name display name
 * @param unit unit of value and bounds, such as {@code %} or {@code kWh}
 * @param formula in words of facts
 * @param provenance where the formula comes from
 * @param publishing the rule by which a value is published or withheld
 * @param bases the time bases it exists for, default first; empty when it has none
 */
public record MetricInfo(
    String id,
    Name name,
    String unit,
    String formula,
    Provenance provenance,
    String publishing,
    List<String> bases) {
  public MetricInfo {
    bases = List.copyOf(bases);
  }

  /**
   * Where a formula comes from.
   *
   * @param source document or standard with year
   * @param status how sure that is
   */
  public record Provenance(String source, SourceStatus status) {}

  /** How sure a source is; only {@link #VERIFIED} may be presented as a rule of others. */
  public enum SourceStatus {
    VERIFIED,
    SECONDARY,
    CONFIGURABLE,
    PRODUCT;

    /** The API's word. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
