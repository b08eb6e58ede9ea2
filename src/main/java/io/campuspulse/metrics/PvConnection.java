package io.campuspulse.metrics;

import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A grid connection behind which generation feeds in: the nearest scope at or above a generation
 * register that has a main electricity meter.
 *
 * @param imports registers of what is drawn from the grid
 * @param exports registers of what is fed into it, possibly none
 * @param generation registers of what is generated
 */
record PvConnection(Scope scope, List<Point> imports, List<Point> exports, List<Point> generation) {

  Leaf leaf() {
    return new Leaf(Leaf.Kind.CONNECTION, scope.toString());
  }

  /** All registers: imports, exports, generation. */
  List<Point> registers() {
    List<Point> all = new ArrayList<>(imports);
    all.addAll(exports);
    all.addAll(generation);
    return List.copyOf(all);
  }

  /** All connections of a campus, in registry order. */
  static List<PvConnection> all(Campus campus) {
    Map<Scope, List<Point>> generation = new LinkedHashMap<>();
    for (Point p : campus.points()) {
      if (p.quantity() == Quantity.ENERGY_GENERATION_REGISTER && p.role() != Point.Role.INFO) {
        connectionOf(campus, p.subject())
            .ifPresent(s -> generation.computeIfAbsent(s, k -> new ArrayList<>()).add(p));
      }
    }
    List<PvConnection> all = new ArrayList<>();
    generation.forEach(
        (scope, points) -> {
          List<Point> exports =
              campus.pointsOf(scope).stream()
                  .filter(p -> p.quantity() == Quantity.ENERGY_EXPORT_REGISTER)
                  .filter(p -> p.role() != Point.Role.INFO)
                  .toList();
          all.add(new PvConnection(scope, imports(campus, scope), exports, points));
        });
    return all;
  }

  private static List<Point> imports(Campus campus, Scope scope) {
    return EnergyTree.own(campus, scope, Quantity.ENERGY_REGISTER, Point.Role.MAIN);
  }

  private static Optional<Scope> connectionOf(Campus campus, Scope subject) {
    Optional<Scope> at = Optional.of(subject);
    while (at.isPresent() && imports(campus, at.get()).isEmpty()) {
      at = campus.parentOf(at.get());
    }
    return at;
  }

  /** Whether the connection lies at or below a scope. */
  boolean within(Campus campus, Scope root) {
    Optional<Scope> at = Optional.of(scope);
    while (at.isPresent() && !at.get().equals(root)) {
      at = campus.parentOf(at.get());
    }
    return at.isPresent();
  }
}
