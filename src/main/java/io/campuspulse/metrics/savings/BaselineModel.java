package io.campuspulse.metrics.savings;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Usage per day = base of the day's type + βH·HDD + βC·CDD (CalTRACK 2.0 §3.4, METRICS §7).
 *
 * @param bases usage without heating and cooling by day type; one entry unless a calendar counts
 * @param heating heating term, or null
 * @param cooling cooling term, or null
 */
public record BaselineModel(Map<DayType, Double> bases, Term heating, Term cooling) {
  /**
   * A degree-day term.
   *
   * @param balanceDegF balance point, degrees Fahrenheit
   * @param perDegree usage per degree-day Fahrenheit
   */
  public record Term(int balanceDegF, double perDegree) {}

  public BaselineModel {
    bases = new EnumMap<>(bases);
  }

  static double hdd(double degF, int balance) {
    return Math.max(0, balance - degF);
  }

  static double cdd(double degF, int balance) {
    return Math.max(0, degF - balance);
  }

  /** Whether the model says something about a type of day. */
  public boolean knows(DayType type) {
    return bases.containsKey(type);
  }

  /** The usage of a day of a known type. */
  public double predict(double degF, DayType type) {
    double usage = bases.get(type);
    if (heating != null) {
      usage += heating.perDegree() * hdd(degF, heating.balanceDegF());
    }
    if (cooling != null) {
      usage += cooling.perDegree() * cdd(degF, cooling.balanceDegF());
    }
    return usage;
  }

  /** Coefficients besides the intercept; CalTRACK subtracts this from the number of days. */
  public int terms() {
    return bases.size() - 1 + (heating == null ? 0 : 1) + (cooling == null ? 0 : 1);
  }

  /** {@code intercept_only}, {@code hdd_only}, {@code cdd_only} or {@code cdd_hdd}. */
  public String type() {
    if (heating == null) {
      return cooling == null ? "intercept_only" : "cdd_only";
    }
    return cooling == null ? "hdd_only" : "cdd_hdd";
  }

  /** Heating balance point, degrees Fahrenheit. */
  public OptionalInt heatingBalance() {
    return heating == null ? OptionalInt.empty() : OptionalInt.of(heating.balanceDegF());
  }

  /** Cooling balance point, degrees Fahrenheit. */
  public OptionalInt coolingBalance() {
    return cooling == null ? OptionalInt.empty() : OptionalInt.of(cooling.balanceDegF());
  }

  /** Such as {@code 13.472386 + 1.112295 HDD53 + 2.516255 CDD68}. */
  public String text() {
    List<String> parts = new ArrayList<>();
    bases.forEach(
        (type, base) ->
            parts.add(decimal(base) + (bases.size() == 1 ? "" : " [" + type.word() + "]")));
    String base = bases.size() == 1 ? parts.get(0) : "(" + String.join(" | ", parts) + ")";
    String heat =
        heating == null
            ? ""
            : " + " + decimal(heating.perDegree()) + " HDD" + heating.balanceDegF();
    String cool =
        cooling == null
            ? ""
            : " + " + decimal(cooling.perDegree()) + " CDD" + cooling.balanceDegF();
    return base + heat + cool;
  }

  private static String decimal(double x) {
    return String.format(Locale.ROOT, "%.6f", x);
  }
}
