package io.campuspulse.codec.rules;

import io.campuspulse.model.Unit;
import java.util.Set;

/** Unit symbols: which are known at all, and which may follow a number in text. */
public final class Units {
  public static final String CELSIUS = "°C";
  public static final String FAHRENHEIT = "°F";
  public static final String PERCENT = "%";
  public static final String PPM = "ppm";
  public static final String HECTOPASCAL = "hPa";
  public static final String LUX = "lx";
  public static final String WATT = "W";
  public static final String KILOWATT_HOUR = "kWh";
  public static final String WATT_HOUR = "Wh";
  public static final String WATT_MINUTE = "W·min";
  public static final String AMPERE = "A";
  public static final String VOLT = "V";
  public static final String MILLIVOLT = "mV";
  public static final String HERTZ = "Hz";
  public static final String DECIBEL = "dB";
  public static final String DECIBEL_MILLIWATT = "dBm";
  public static final String MICROGRAM = "µg/m³";
  public static final String SECOND = "s";

  /** Suffixes beyond {@link Unit} that devices write behind numbers. */
  private static final Set<String> MORE_SUFFIXES =
      Set.of(
          "VA", "kVA", "var", "kvar", "VAr", "Hz", "kHz", "s", "ms", "min", "h", "mm", "cm", "m",
          "km", "g", "kg", "bar", "rpm", "Ah", "mAh", "°", "mired", "lqi", "varh", "kvarh", "VAh",
          "kVAh", "mg/L", "mg/l", "uA", "µA", "GJ", "N", "kN", "m3/h");

  /** Symbols that count things: right in a unit field, ambiguous behind a number. */
  private static final Set<String> NEVER_SUFFIX = Set.of("1", "/", "count", "ratio", "K");

  /** SenML registry, RFC 8428 section 12.1, RFC 8798, and later registrations. */
  private static final Set<String> SENML =
      Set.of(
          "m",
          "kg",
          "g",
          "s",
          "A",
          "K",
          "cd",
          "mol",
          "Hz",
          "rad",
          "sr",
          "N",
          "Pa",
          "J",
          "W",
          "C",
          "V",
          "F",
          "Ohm",
          "S",
          "Wb",
          "T",
          "H",
          "Cel",
          "lm",
          "lx",
          "Bq",
          "Gy",
          "Sv",
          "kat",
          "m2",
          "m3",
          "l",
          "m/s",
          "m/s2",
          "m3/s",
          "l/s",
          "W/m2",
          "cd/m2",
          "bit",
          "bit/s",
          "lat",
          "lon",
          "pH",
          "dB",
          "dBW",
          "Bspl",
          "count",
          "/",
          "%",
          "%RH",
          "%EL",
          "EL",
          "1/s",
          "1/min",
          "beat/min",
          "beats",
          "S/m",
          "B",
          "VA",
          "VAs",
          "var",
          "vars",
          "J/m",
          "kg/m3",
          "deg",
          "NTU",
          "ms",
          "min",
          "h",
          "MHz",
          "kW",
          "kVA",
          "kvar",
          "Ah",
          "Wh",
          "kWh",
          "varh",
          "kvarh",
          "kVAh",
          "Wh/km",
          "KiB",
          "GB",
          "Mbit/s",
          "B/s",
          "MB/s",
          "mV",
          "mA",
          "dBm",
          "ug/m3",
          "mm/h",
          "m/h",
          "ppm",
          "/100",
          "/1000",
          "hPa",
          "mm",
          "cm",
          "km",
          "km/h",
          "ppb",
          "ppt",
          "VAh",
          "mg/l",
          "ug/l",
          "g/l",
          "Pa/m",
          "MB",
          "GBq",
          "Mbit",
          "us",
          "ns");

  private Units() {}

  /** Whether a symbol is of SenML, of UCUM, or a spelling that the product converts. */
  public static boolean isKnown(String symbol) {
    return Unit.bySymbol(symbol).isPresent() || SENML.contains(symbol) || Ucum.isValid(symbol);
  }

  /** Whether text behind a number is its unit. */
  public static boolean isSuffix(String symbol) {
    return !NEVER_SUFFIX.contains(symbol)
        && (Unit.bySymbol(symbol).isPresent() || MORE_SUFFIXES.contains(symbol));
  }
}
