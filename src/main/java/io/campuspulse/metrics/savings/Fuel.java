package io.campuspulse.metrics.savings;

import java.util.Arrays;
import java.util.Optional;

/** What a meter measures, by its unit. Gas has no cooling terms (CalTRACK 2.0). */
public enum Fuel {
  ELECTRICITY("kWh", true),
  GAS_THERM("therm", false),
  GAS_CUBIC_METRES("m3", false);

  private final String unit;
  private final boolean electric;

  Fuel(String unit, boolean electric) {
    this.unit = unit;
    this.electric = electric;
  }

  /** Unit of usage, as in the column name {@code value_kWh}. */
  public String unit() {
    return unit;
  }

  /** Whether cooling may drive it, and whether a main meter's zero means that it was not read. */
  public boolean isElectricity() {
    return electric;
  }

  /** The fuel of a unit. */
  public static Optional<Fuel> byUnit(String unit) {
    return Arrays.stream(values()).filter(f -> f.unit.equals(unit)).findFirst();
  }
}
