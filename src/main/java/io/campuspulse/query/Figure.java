package io.campuspulse.query;

import io.campuspulse.model.Interval;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One value about one interval with what makes it trustworthy.
 *
 * @param interval half-open
 * @param value the figure in the metric's unit, or null: never 0 for unknown
 * @param basis what it was formed from
 * @param bounds what the truth lies within
 * @param status how settled it is
 * @param reason why the value is null, else null
 * @param revised how often and when it was restated
 */
public record Figure(
    Interval interval,
    BigDecimal value,
    Parts basis,
    Bounds bounds,
    Status status,
    String reason,
    Revised revised) {

  /** This figure after some restatements that came when it had been final. */
  Figure restated(long times) {
    return new Figure(
        interval,
        value,
        basis,
        bounds,
        status == Status.FINAL ? Status.CORRECTED : status,
        reason,
        new Revised(revised.revision() + times, revised.recordedAtMillis()));
  }

  /**
   * Whether two figures about one interval say the same, apart from how final they are and how
   * often they were restated.
   */
  boolean servesTheSame(Figure other) {
    return same(value, other.value)
        && same(basis.numerator, other.basis.numerator)
        && same(basis.denominator, other.basis.denominator)
        && same(basis.coverage, other.basis.coverage)
        && basis.flags.equals(other.basis.flags)
        && basis.also.equals(other.basis.also)
        && same(bounds.low, other.bounds.low)
        && same(bounds.high, other.bounds.high)
        && Objects.equals(reason, other.reason);
  }

  private static boolean same(BigDecimal a, BigDecimal b) {
    if (a == null || b == null) {
      return a == null && b == null;
    }
    return a.compareTo(b) == 0;
  }

  /**
   * The pooled parts of a ratio, or the total and its coverage.
   *
   * @param numerator in the unit the catalogue names for it, or null
   * @param denominator likewise, or null for totals
   * @param coverage known / (known + unknown), 0 to 1, or null when nothing was expected
   * @param flags such as {@code over_capacity}, {@code estimated}
   * @param also further numbers by name, such as both sides of a difference; mostly none
   */
  public record Parts(
      BigDecimal numerator,
      BigDecimal denominator,
      BigDecimal coverage,
      List<String> flags,
      Map<String, BigDecimal> also) {
    public Parts {
      flags = List.copyOf(flags);
      also = Collections.unmodifiableMap(new LinkedHashMap<>(also));
    }

    /** Parts without further numbers. */
    public Parts(
        BigDecimal numerator, BigDecimal denominator, BigDecimal coverage, List<String> flags) {
      this(numerator, denominator, coverage, flags, Map.of());
    }
  }

  /** Lowest and highest that the truth can be; null where there is no limit. */
  public record Bounds(BigDecimal low, BigDecimal high) {}

  /**
   * Restatement.
   *
   * @param revision 1 at first, higher after a restatement
   * @param recordedAtMillis when the newest fact behind it was recorded, or -1 without any
   */
  public record Revised(long revision, long recordedAtMillis) {}

  /** How settled a figure is. */
  public enum Status {
    PROVISIONAL,
    FINAL,
    CORRECTED,
    INSUFFICIENT,
    NO_DATA;

    /** The API's word. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
