package io.campuspulse.codec;

import io.campuspulse.model.Quantity;
import io.campuspulse.model.Unit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Suggests the quantity that a native metric measures, from its unit and the words of its path. A
 * help for whoever writes a registry entry; nothing is computed from a guess.
 */
public final class QuantityGuess {
  /** Words that name a quantity by themselves, the more telling ones first. */
  private static final Map<String, Quantity> WORDS = words();

  private QuantityGuess() {}

  private static Map<String, Quantity> words() {
    Map<String, Quantity> words = new LinkedHashMap<>();
    words.put("humidity", Quantity.HUMIDITY);
    words.put("temperature", Quantity.TEMPERATURE);
    words.put("co2", Quantity.CO2);
    words.put("carbondioxide", Quantity.CO2);
    words.put("illuminance", Quantity.ILLUMINANCE);
    words.put("lightlevel", Quantity.ILLUMINANCE);
    words.put("pm25", Quantity.PM25);
    words.put("formaldehyde", Quantity.FORMALDEHYDE);
    words.put("tvoc", Quantity.TVOC);
    words.put("noise", Quantity.NOISE);
    words.put("damper", Quantity.DAMPER);
    words.put("battery", Quantity.BATTERY);
    words.put("peoplein", Quantity.PEOPLE_IN);
    words.put("peopleout", Quantity.PEOPLE_OUT);
    words.put("peoplecount", Quantity.PEOPLE);
    words.put("people", Quantity.PEOPLE);
    words.put("occupied", Quantity.OCCUPIED);
    words.put("occupancy", Quantity.OCCUPIED);
    words.put("presence", Quantity.OCCUPIED);
    words.put("motion", Quantity.MOTION);
    words.put("pir", Quantity.MOTION);
    words.put("contact", Quantity.OPENING);
    words.put("door", Quantity.OPENING);
    words.put("window", Quantity.OPENING);
    words.put("output", Quantity.SWITCH);
    words.put("relay", Quantity.SWITCH);
    words.put("switch", Quantity.SWITCH);
    return words;
  }

  /**
   * The quantity that a metric seems to measure; empty when nothing points to one, or when it is a
   * figure of a period, such as energy of today.
   *
   * @param unit the reading's unit, or null
   */
  public static Optional<Quantity> of(String metric, String unit) {
    String path = metric.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9/.:\\[\\]]", "");
    Optional<Unit> known = unit == null ? Optional.empty() : Unit.bySymbol(unit);
    if (known.isPresent()) {
      return byUnit(path, known.get())
          .or(() -> byWord(path))
          .filter(q -> known.get().convertibleTo(q.unit()));
    }
    return unit == null ? byWord(path) : Optional.empty();
  }

  private static Optional<Quantity> byWord(String path) {
    for (Map.Entry<String, Quantity> word : WORDS.entrySet()) {
      if (path.contains(word.getKey())) {
        return Optional.of(word.getValue());
      }
    }
    return switch (path.replaceFirst("^.*[./]", "")) {
      case "power", "activepower" -> Optional.of(Quantity.POWER);
      case "energy", "activeenergy" -> energy(path);
      case "voltage" -> Optional.of(Quantity.VOLTAGE);
      case "current" -> Optional.of(Quantity.CURRENT);
      default -> Optional.empty();
    };
  }

  private static Optional<Quantity> byUnit(String path, Unit unit) {
    return switch (unit.dimension()) {
      case TEMPERATURE -> Optional.of(Quantity.TEMPERATURE);
      case CONCENTRATION -> path.contains("voc") ? Optional.empty() : Optional.of(Quantity.CO2);
      case ILLUMINANCE -> Optional.of(Quantity.ILLUMINANCE);
      case PRESSURE -> Optional.of(Quantity.PRESSURE);
      case SPEED -> Optional.of(Quantity.AIR_SPEED);
      case SOUND ->
          path.contains("snr") || path.contains("margin")
              ? Optional.empty()
              : Optional.of(Quantity.NOISE);
      case SIGNAL -> Optional.of(Quantity.SIGNAL);
      case VOLTAGE -> Optional.of(Quantity.VOLTAGE);
      case CURRENT -> Optional.of(Quantity.CURRENT);
      case POWER -> Optional.of(Quantity.POWER);
      case FLOW -> Optional.of(Quantity.FLOW);
      case VOLUME -> Optional.of(Quantity.WATER_REGISTER);
      case ENERGY -> energy(path);
      case RATIO -> ratio(path);
      case COUNT, MASS_CONCENTRATION -> Optional.empty();
    };
  }

  private static Optional<Quantity> energy(String path) {
    for (String period : new String[] {"today", "yesterday", "period", "minute", "month", "day"}) {
      if (path.contains(period)) {
        return Optional.empty();
      }
    }
    if (path.contains("export") || path.contains("return") || path.contains("ret")) {
      return Optional.of(Quantity.ENERGY_EXPORT_REGISTER);
    }
    return Optional.of(
        path.contains("yield") || path.contains("generat") || path.contains("produced")
            ? Quantity.ENERGY_GENERATION_REGISTER
            : Quantity.ENERGY_REGISTER);
  }

  private static Optional<Quantity> ratio(String path) {
    if (path.contains("hum") || path.endsWith("rh")) {
      return Optional.of(Quantity.HUMIDITY);
    }
    return path.contains("bat") ? Optional.of(Quantity.BATTERY) : Optional.empty();
  }
}
