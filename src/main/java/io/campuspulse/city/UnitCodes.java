package io.campuspulse.city;

import java.util.Map;
import java.util.Optional;

/** UN/CEFACT Recommendation 20 codes of the units that figures and measurements have. */
final class UnitCodes {
  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("%", "P1"),
          Map.entry("1", "C62"),
          Map.entry("ppm", "59"),
          Map.entry("ppb", "61"),
          Map.entry("Cel", "CEL"),
          Map.entry("K", "KEL"),
          Map.entry("lx", "LUX"),
          Map.entry("ug/m3", "GQ"),
          Map.entry("mg/m3", "GP"),
          Map.entry("hPa", "A97"),
          Map.entry("m/s", "MTS"),
          Map.entry("dB", "2N"),
          Map.entry("V", "VLT"),
          Map.entry("A", "AMP"),
          Map.entry("W", "WTT"),
          Map.entry("kW", "KWT"),
          Map.entry("kWh", "KWH"),
          Map.entry("MWh", "MWH"),
          Map.entry("L", "LTR"),
          Map.entry("m3", "MTQ"),
          Map.entry("L/h", "E32"),
          Map.entry("kg", "KGM"),
          Map.entry("kgCO2", "KGM"),
          Map.entry("h", "HUR"),
          Map.entry("min", "MIN"),
          Map.entry("s", "SEC"),
          Map.entry("m2", "MTK"));

  private UnitCodes() {}

  /** The code of a unit's symbol; empty where the recommendation has none, such as kWh/m2. */
  static Optional<String> of(String symbol) {
    return Optional.ofNullable(CODES.get(symbol));
  }
}
