package io.campuspulse.metrics;

import io.campuspulse.model.Equipment;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.School;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.SchoolFigures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All folds that a registry calls for: one per space, per space with rules for its air and light,
 * per machine, register, grid connection with generation, data channel and school's weather.
 * Immutable.
 */
public final class Folds {
  private static final Set<Quantity> REGISTERS =
      Set.of(
          Quantity.ENERGY_EXPORT_REGISTER,
          Quantity.ENERGY_GENERATION_REGISTER,
          Quantity.WATER_REGISTER);

  private final Map<Leaf, LeafFold> byLeaf = new LinkedHashMap<>();
  private final Map<String, List<LeafFold>> byPoint = new LinkedHashMap<>();

  /** The folds of a registry. */
  public static Folds of(Campus campus) {
    Folds folds = new Folds();
    Map<String, SpaceFold> spaces = new LinkedHashMap<>();
    for (Space space : campus.spaces()) {
      Scope scope = Scope.space(space.id());
      String school = campus.schoolOf(scope).orElseThrow();
      SpaceFold fold =
          new SpaceFold(
              space,
              school,
              campus.city().zone(),
              SpaceStates.of(campus, space),
              campus.academics(school));
      spaces.put(space.id(), fold);
      folds.add(fold);
      if (RulesFold.concerns(campus.pointsOf(scope))) {
        folds.add(RulesFold.of(campus, space, fold.states()));
      }
    }
    for (School school : campus.schools()) {
      Weather.point(campus, school.id())
          .ifPresent(point -> folds.add(new GaugeFold(point, school.id())));
    }
    for (SchoolFigures.Control control : campus.controls()) {
      if (control.automatic() != null) {
        Point point = campus.point(control.automatic()).orElseThrow();
        folds.add(new GaugeFold(point, schoolOf(campus, point.subject())));
      }
    }
    for (Equipment item : campus.equipment()) {
      if (EquipmentFold.observed(campus, item)) {
        SpaceFold space = spaces.get(item.space());
        folds.add(new EquipmentFold(item, EquipmentFold.Signals.of(campus, item), space));
      }
    }
    PvConnection.all(campus).forEach(c -> folds.add(new PvFold(c, schoolOf(campus, c.scope()))));
    MeterPlaces places = new MeterPlaces(campus, spaces);
    for (Point point : campus.points()) {
      String school = schoolOf(campus, point.subject());
      if (point.quantity() == Quantity.ENERGY_REGISTER) {
        folds.add(new MeterFold(point, school, places.of(point.subject())));
      } else if (REGISTERS.contains(point.quantity())) {
        folds.add(new MeterFold(point, school));
      }
      folds.add(new ChannelFold(point, school));
    }
    return folds;
  }

  private static String schoolOf(Campus campus, Scope scope) {
    return campus.schoolOf(scope).orElse("");
  }

  private void add(LeafFold fold) {
    byLeaf.put(fold.leaf(), fold);
    for (Point p : fold.inputs()) {
      byPoint.computeIfAbsent(p.id(), k -> new ArrayList<>(3)).add(fold);
    }
  }

  /** All folds. */
  public List<LeafFold> all() {
    return List.copyOf(byLeaf.values());
  }

  /** The folds in which a point's readings count. */
  public List<LeafFold> of(String point) {
    return byPoint.getOrDefault(point, List.of());
  }

  /** The fold of a leaf. */
  public Optional<LeafFold> of(Leaf leaf) {
    return Optional.ofNullable(byLeaf.get(leaf));
  }
}
