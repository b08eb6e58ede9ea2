package io.campuspulse.registry;

import io.campuspulse.model.Space;
import io.campuspulse.model.SpaceType;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The limits by which rooms are judged, with where they come from, and which rooms are air
 * conditioned. Immutable.
 */
public final class Standards {
  /** The limits that there are, with what holds where no file says otherwise. */
  public enum Key {
    CO2("ppm", "1000", "GB/T 18883-2002: 0.10 %, daily mean", GridFactors.Status.VERIFIED),
    CO2_OVER_OUTDOOR_I("ppm", "550", "EN 16798-1", GridFactors.Status.SECONDARY),
    CO2_OVER_OUTDOOR_II("ppm", "800", "EN 16798-1", GridFactors.Status.SECONDARY),
    CO2_OVER_OUTDOOR_III("ppm", "1350", "EN 16798-1", GridFactors.Status.SECONDARY),
    ILLUMINANCE(
        "lx",
        "300",
        "GB 7793-2010, desks; may not cover vocational schools",
        GridFactors.Status.SECONDARY),
    PMV("1", "0.5", "ISO 7730:2005, category B", GridFactors.Status.CONFIGURABLE),
    RUNNING_MEAN_HIGHEST("°C", "30", "EN 16798-1", GridFactors.Status.CONFIGURABLE),
    AIR_SPEED("m/s", "0.1", "still air", GridFactors.Status.PRODUCT),
    METABOLIC_RATE("met", "1.2", "ISO 7730:2005, sedentary work", GridFactors.Status.PRODUCT),
    CLOTHING_SUMMER("clo", "0.5", "May to October", GridFactors.Status.PRODUCT),
    CLOTHING_WINTER("clo", "1.0", "November to April", GridFactors.Status.PRODUCT);

    private final String unit;
    private final Limit standard;

    Key(String unit, String value, String source, GridFactors.Status status) {
      this.unit = unit;
      this.standard = new Limit(new BigDecimal(value), source, status);
    }

    /** The word in files and in the catalogue. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Unit of its value. */
    public String unit() {
      return unit;
    }
  }

  /**
   * A limit.
   *
   * @param value in the key's unit
   * @param source document with year
   * @param status how sure the source is
   */
  public record Limit(BigDecimal value, String source, GridFactors.Status status) {}

  /**
   * Rooms that machines keep at their temperature: judged by PMV instead of the adaptive model.
   *
   * @param types types of places
   * @param spaces single places by id
   */
  public record AirConditioned(Set<SpaceType> types, Set<String> spaces) {
    public AirConditioned {
      types = Set.copyOf(types);
      spaces = Set.copyOf(spaces);
    }

    boolean includes(Space space) {
      return types.contains(space.type()) || spaces.contains(space.id());
    }
  }

  /** What holds without any file. */
  public static final Standards DEFAULT =
      new Standards(Map.of(), new AirConditioned(Set.of(), Set.of()));

  private final Map<Key, Limit> limits = new EnumMap<>(Key.class);
  private final AirConditioned airConditioned;

  /**
   * Standards.
   *
   * @param own limits that differ from the defaults
   */
  public Standards(Map<Key, Limit> own, AirConditioned airConditioned) {
    for (Key key : Key.values()) {
      limits.put(key, own.getOrDefault(key, key.standard));
    }
    this.airConditioned = airConditioned;
  }

  /** The keys, in the order in which they are listed. */
  public Collection<Key> keys() {
    return List.copyOf(limits.keySet());
  }

  /** A limit. */
  public Limit limit(Key key) {
    return limits.get(key);
  }

  /** A limit's value. */
  public double value(Key key) {
    return limits.get(key).value().doubleValue();
  }

  /** A limit's value in thousandths, as gauges are kept. */
  public long milli(Key key) {
    return limits.get(key).value().movePointRight(3).longValueExact();
  }

  /** Whether a place is judged by PMV. */
  public boolean isAirConditioned(Space space) {
    return airConditioned.includes(space);
  }

  /** Equal texts, equal standards. */
  @Override
  public String toString() {
    return limits
        + " "
        + airConditioned.types().stream().sorted().toList()
        + airConditioned.spaces().stream().sorted().toList();
  }
}
