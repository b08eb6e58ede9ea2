package io.campuspulse.registry;

import io.campuspulse.model.Dated;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.model.SpaceType;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a school says about itself: dated figures of its conditions, what its places have, and what
 * can be controlled.
 *
 * @param conditions dated figures
 * @param declared items of scorecards that places are declared to have
 * @param controls systems that could act by themselves
 */
public record SchoolFigures(
    Map<Condition, Dated<BigDecimal>> conditions, List<Declared> declared, List<Control> controls) {
  /** Nothing is said. */
  public static final SchoolFigures NONE = new SchoolFigures(Map.of(), List.of(), List.of());

  /** The figures of the minimum conditions (教职成〔2010〕12号, as re-published). */
  public enum Condition {
    CAMPUS_AREA("m²", 40_000, 33),
    BUILDING_AREA("m²", 24_000, 20),
    EQUIPMENT_VALUE("CNY", 3_000_000, 2_500),
    TEACHERS("people", 60, 0.05),
    BOOKS("volumes", 0, 30);

    private final String unit;
    private final double least;
    private final double leastPerStudent;

    Condition(String unit, double least, double leastPerStudent) {
      this.unit = unit;
      this.least = least;
      this.leastPerStudent = leastPerStudent;
    }

    /** The word in files. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public String unit() {
      return unit;
    }

    /** The minimum of the whole school, 0 when there is none. */
    public double least() {
      return least;
    }

    /** The minimum for each student. */
    public double leastPerStudent() {
      return leastPerStudent;
    }
  }

  /**
   * Items that places are declared to have.
   *
   * @param items ids of items
   * @param types all places of these types
   * @param spaces single places by id
   */
  public record Declared(Set<String> items, Set<SpaceType> types, Set<String> spaces) {
    public Declared {
      items = Set.copyOf(items);
      types = Set.copyOf(types);
      spaces = Set.copyOf(spaces);
    }

    boolean says(Space space, String item) {
      return items.contains(item) && (types.contains(space.type()) || spaces.contains(space.id()));
    }
  }

  /**
   * A system that can be controlled.
   *
   * @param id unique in the school
   * @param scope where it is
   * @param automatic id of a point that is 1 while the system acts by itself, or null without one
   */
  public record Control(String id, Scope scope, String automatic) {}

  public SchoolFigures {
    conditions = conditions.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(conditions));
    declared = List.copyOf(declared);
    controls = List.copyOf(controls);
  }

  /** Whether a place is declared to have an item. */
  public boolean declares(Space space, String item) {
    return declared.stream().anyMatch(d -> d.says(space, item));
  }

  /** Equal texts, equal figures. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (Condition c : Condition.values()) {
      out.append(c).append(conditions.get(c)).append(' ');
    }
    for (Declared d : declared) {
      out.append(d.items().stream().sorted().toList())
          .append(d.types().stream().sorted().toList())
          .append(d.spaces().stream().sorted().toList());
    }
    return out.append(controls).toString();
  }
}
