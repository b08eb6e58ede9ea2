package io.campuspulse.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A unit with its dimension and its exact conversion to the dimension's base: {@code base = (value
 * + offset) × numerator / denominator}.
 *
 * <p>Symbols are those of SenML (RFC 8428 and RFC 8798), of UCUM, and the spellings that devices
 * really send.
 */
public enum Unit {
  ONE(Dimension.COUNT, "1", "0", 1, 1, "/", "{person}", "people", "count", "1"),
  PERCENT(Dimension.RATIO, "%", "0", 1, 1, "%", "%RH", "%{rh}", "percent", "％"),
  FRACTION(Dimension.RATIO, "ratio", "0", 100, 1, "ratio"),
  CELSIUS(
      Dimension.TEMPERATURE,
      "Cel",
      "0",
      1,
      1,
      "Cel",
      "°C",
      "℃",
      "C",
      "degC",
      "[degC]",
      "º C",
      "ºC"),
  FAHRENHEIT(Dimension.TEMPERATURE, "[degF]", "-32", 5, 9, "[degF]", "°F", "℉", "F", "degF"),
  KELVIN(Dimension.TEMPERATURE, "K", "-273.15", 1, 1, "K"),
  PPM(Dimension.CONCENTRATION, "ppm", "0", 1, 1, "ppm", "[ppm]", "PPM"),
  PPB(Dimension.CONCENTRATION, "ppb", "0", 1, 1000, "ppb", "[ppb]"),
  LUX(Dimension.ILLUMINANCE, "lx", "0", 1, 1, "lx", "lux", "Lux"),
  MICROGRAM_PER_CUBIC_METRE(
      Dimension.MASS_CONCENTRATION,
      "ug/m3",
      "0",
      1,
      1,
      "ug/m3",
      "µg/m³",
      "μg/m³",
      "µg/m3",
      "μg/m3",
      "ug/m³"),
  MILLIGRAM_PER_CUBIC_METRE(Dimension.MASS_CONCENTRATION, "mg/m3", "0", 1000, 1, "mg/m3", "mg/m³"),
  HECTOPASCAL(Dimension.PRESSURE, "hPa", "0", 1, 1, "hPa", "mbar"),
  PASCAL(Dimension.PRESSURE, "Pa", "0", 1, 100, "Pa"),
  KILOPASCAL(Dimension.PRESSURE, "kPa", "0", 10, 1, "kPa"),
  METRE_PER_SECOND(Dimension.SPEED, "m/s", "0", 1, 1, "m/s"),
  KILOMETRE_PER_HOUR(Dimension.SPEED, "km/h", "0", 10, 36, "km/h"),
  DECIBEL(Dimension.SOUND, "dB", "0", 1, 1, "dB", "dBA", "dB(A)", "dBSPL"),
  DECIBEL_MILLIWATT(Dimension.SIGNAL, "dBm", "0", 1, 1, "dBm", "dBW"),
  VOLT(Dimension.VOLTAGE, "V", "0", 1, 1, "V"),
  MILLIVOLT(Dimension.VOLTAGE, "mV", "0", 1, 1000, "mV"),
  KILOVOLT(Dimension.VOLTAGE, "kV", "0", 1000, 1, "kV"),
  AMPERE(Dimension.CURRENT, "A", "0", 1, 1, "A"),
  MILLIAMPERE(Dimension.CURRENT, "mA", "0", 1, 1000, "mA"),
  WATT(Dimension.POWER, "W", "0", 1, 1, "W"),
  MILLIWATT(Dimension.POWER, "mW", "0", 1, 1000, "mW"),
  KILOWATT(Dimension.POWER, "kW", "0", 1000, 1, "kW"),
  MEGAWATT(Dimension.POWER, "MW", "0", 1_000_000, 1, "MW"),
  KILOWATT_HOUR(Dimension.ENERGY, "kWh", "0", 1, 1, "kWh", "KWH", "kW.h", "kW·h", "kwh"),
  WATT_HOUR(Dimension.ENERGY, "Wh", "0", 1, 1000, "Wh", "W.h", "W·h"),
  MEGAWATT_HOUR(Dimension.ENERGY, "MWh", "0", 1000, 1, "MWh"),
  WATT_MINUTE(Dimension.ENERGY, "W.min", "0", 1, 60_000, "W.min", "W·min", "Wmin"),
  JOULE(Dimension.ENERGY, "J", "0", 1, 3_600_000, "J", "Ws", "W.s"),
  MEGAJOULE(Dimension.ENERGY, "MJ", "0", 10, 36, "MJ"),
  LITRE(Dimension.VOLUME, "L", "0", 1, 1, "L", "l"),
  MILLILITRE(Dimension.VOLUME, "mL", "0", 1, 1000, "mL", "ml"),
  CUBIC_METRE(Dimension.VOLUME, "m3", "0", 1000, 1, "m3", "m³"),
  LITRE_PER_HOUR(Dimension.FLOW, "L/h", "0", 1, 1, "L/h", "l/h"),
  LITRE_PER_MINUTE(Dimension.FLOW, "L/min", "0", 60, 1, "L/min", "l/min"),
  LITRE_PER_SECOND(Dimension.FLOW, "L/s", "0", 3600, 1, "L/s", "l/s"),
  CUBIC_METRE_PER_HOUR(Dimension.FLOW, "m3/h", "0", 1000, 1, "m3/h", "m³/h");

  /** What may be converted into what. */
  public enum Dimension {
    COUNT,
    RATIO,
    TEMPERATURE,
    CONCENTRATION,
    ILLUMINANCE,
    MASS_CONCENTRATION,
    PRESSURE,
    SPEED,
    SOUND,
    SIGNAL,
    VOLTAGE,
    CURRENT,
    POWER,
    ENERGY,
    VOLUME,
    FLOW
  }

  private static final Map<String, Unit> BY_SYMBOL = bySymbol();

  private final Dimension dimension;
  private final String symbol;
  private final BigDecimal offset;
  private final BigDecimal numerator;
  private final BigDecimal denominator;
  private final List<String> spellings;

  Unit(Dimension dimension, String symbol, String offset, long num, long den, String... spellings) {
    this.dimension = dimension;
    this.symbol = symbol;
    this.offset = new BigDecimal(offset);
    this.numerator = BigDecimal.valueOf(num);
    this.denominator = BigDecimal.valueOf(den);
    this.spellings = List.of(spellings);
  }

  private static Map<String, Unit> bySymbol() {
    Map<String, Unit> map = new HashMap<>();
    for (Unit unit : values()) {
      map.put(unit.symbol, unit);
      for (String spelling : unit.spellings) {
        map.put(spelling, unit);
      }
    }
    return Map.copyOf(map);
  }

  /** The symbol that the product prints. */
  public String symbol() {
    return symbol;
  }

  public Dimension dimension() {
    return dimension;
  }

  /** Whether values convert into another unit. */
  public boolean convertibleTo(Unit other) {
    return dimension == other.dimension;
  }

  /**
   * Converts a value and rounds it once, half to even, to a number of decimals.
   *
   * @throws IllegalArgumentException when the dimensions differ
   */
  public BigDecimal convert(BigDecimal value, Unit target, int decimals) {
    if (!convertibleTo(target)) {
      throw new IllegalArgumentException(symbol + " does not convert to " + target.symbol);
    }
    if (this == target) {
      return value.setScale(decimals, RoundingMode.HALF_EVEN);
    }
    BigDecimal exact = value.add(offset).multiply(numerator).multiply(target.denominator);
    BigDecimal divisor = denominator.multiply(target.numerator);
    if (target.offset.signum() == 0) {
      return exact.divide(divisor, decimals, RoundingMode.HALF_EVEN);
    }
    return exact
        .divide(divisor, new MathContext(60, RoundingMode.HALF_EVEN))
        .subtract(target.offset)
        .setScale(decimals, RoundingMode.HALF_EVEN);
  }

  /** Finds a unit by any of its spellings; case matters (mW is not MW). */
  public static Optional<Unit> bySymbol(String symbol) {
    return Optional.ofNullable(BY_SYMBOL.get(symbol));
  }
}
