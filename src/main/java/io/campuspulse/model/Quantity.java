package io.campuspulse.model;

import java.util.Locale;
import java.util.Optional;

/**
 * A measured quantity with its one canonical unit and the fixed-point resolution of its values.
 *
 * <p>A stored value is a {@code long}: canonical value × 10^{@link #decimals()}. Energy registers
 * are therefore held in mWh, water in mL, gauges in thousandths of their unit.
 */
public enum Quantity {
  TEMPERATURE(Kind.GAUGE, Unit.CELSIUS, 3, -60, 500),
  HUMIDITY(Kind.GAUGE, Unit.PERCENT, 3, 0, 100),
  CO2(Kind.GAUGE, Unit.PPM, 3, 0, 40_000),
  ILLUMINANCE(Kind.GAUGE, Unit.LUX, 3, 0, 200_000),
  PM25(Kind.GAUGE, Unit.MICROGRAM_PER_CUBIC_METRE, 3, 0, 5_000),
  FORMALDEHYDE(Kind.GAUGE, Unit.MICROGRAM_PER_CUBIC_METRE, 3, 0, 20_000),
  TVOC(Kind.GAUGE, Unit.MICROGRAM_PER_CUBIC_METRE, 3, 0, 100_000),
  PRESSURE(Kind.GAUGE, Unit.HECTOPASCAL, 3, 300, 1_200),
  AIR_SPEED(Kind.GAUGE, Unit.METRE_PER_SECOND, 3, 0, 60),
  NOISE(Kind.GAUGE, Unit.DECIBEL, 3, 0, 160),
  DAMPER(Kind.GAUGE, Unit.PERCENT, 3, 0, 100),
  /** Supply air into the space. */
  AIRFLOW(Kind.GAUGE, Unit.CUBIC_METRE_PER_HOUR, 3, 0, 1_000_000),
  BATTERY(Kind.GAUGE, Unit.PERCENT, 3, 0, 100),
  SIGNAL(Kind.GAUGE, Unit.DECIBEL_MILLIWATT, 3, -200, 50),
  VOLTAGE(Kind.GAUGE, Unit.VOLT, 3, 0, 100_000),
  CURRENT(Kind.GAUGE, Unit.AMPERE, 3, -100_000, 100_000),
  POWER(Kind.GAUGE, Unit.WATT, 3, -100_000_000, 100_000_000),
  FLOW(Kind.GAUGE, Unit.LITRE_PER_HOUR, 3, 0, 10_000_000),
  /** People in the space, an absolute head count. */
  PEOPLE(Kind.GAUGE, Unit.ONE, 3, 0, 100_000),
  /** People who came in, a cumulative count. */
  PEOPLE_IN(Kind.COUNTER, Unit.ONE, 3, 0, 1e12),
  /** People who went out, a cumulative count. */
  PEOPLE_OUT(Kind.COUNTER, Unit.ONE, 3, 0, 1e12),
  /** Cumulative active energy of a register: a meter reading, not energy per interval. */
  ENERGY_REGISTER(Kind.COUNTER, Unit.KILOWATT_HOUR, 6, 0, 9e12),
  /** Cumulative energy exported to the grid. */
  ENERGY_EXPORT_REGISTER(Kind.COUNTER, Unit.KILOWATT_HOUR, 6, 0, 9e12),
  /** Cumulative energy generated. */
  ENERGY_GENERATION_REGISTER(Kind.COUNTER, Unit.KILOWATT_HOUR, 6, 0, 9e12),
  /** Cumulative water volume of a register. */
  WATER_REGISTER(Kind.COUNTER, Unit.LITRE, 3, 0, 9e15),
  /** Motion seen by a passive infrared or radar sensor: 1 motion, 0 quiet. */
  MOTION(Kind.STATE, Unit.ONE, 0, 0, 1),
  /** A sensor's own verdict on presence: 1 present, 0 absent. */
  OCCUPIED(Kind.STATE, Unit.ONE, 0, 0, 1),
  /** Door or window contact: 1 open, 0 closed. */
  OPENING(Kind.STATE, Unit.ONE, 0, 0, 1),
  /** Lamps of a switch or circuit: 1 on, 0 off. */
  LIGHT(Kind.STATE, Unit.ONE, 0, 0, 1),
  /** A switch or plug: 1 on, 0 off. */
  SWITCH(Kind.STATE, Unit.ONE, 0, 0, 1),
  /** Machine-reported state: 0 off, 1 idle, 2 working, 3 fault. */
  MACHINE_STATE(Kind.STATE, Unit.ONE, 0, 0, 3);

  /** How values of a quantity behave between samples. */
  public enum Kind {
    /** Holds until the next sample, at most a cap. */
    GAUGE,
    /** Cumulative; only its increase means something. */
    COUNTER,
    /** One of a few codes; time is counted in each. */
    STATE
  }

  private final Kind kind;
  private final Unit unit;
  private final int decimals;
  private final double min;
  private final double max;

  Quantity(Kind kind, Unit unit, int decimals, double min, double max) {
    this.kind = kind;
    this.unit = unit;
    this.decimals = decimals;
    this.min = min;
    this.max = max;
  }

  /** The identifier in registry files and the API, such as {@code energy_register}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Kind kind() {
    return kind;
  }

  /** The canonical unit. */
  public Unit unit() {
    return unit;
  }

  /** Decimal places of the fixed-point value in the canonical unit. */
  public int decimals() {
    return decimals;
  }

  /** Lowest plausible value in the canonical unit. */
  public double min() {
    return min;
  }

  /** Highest plausible value in the canonical unit. */
  public double max() {
    return max;
  }

  /** Finds a quantity by its identifier. */
  public static Optional<Quantity> byId(String id) {
    for (Quantity q : values()) {
      if (q.id().equals(id)) {
        return Optional.of(q);
      }
    }
    return Optional.empty();
  }
}
