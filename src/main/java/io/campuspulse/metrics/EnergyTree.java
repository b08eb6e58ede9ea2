package io.campuspulse.metrics;

import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which registers make the energy or water of a scope: its main meters, or without one the sum of
 * its own sub-meters and its children, never both (METRICS §1 "Meters").
 */
public final class EnergyTree {
  private EnergyTree() {}

  /** The electricity meters of some disjoint scopes together. */
  public static List<Leaf> meters(Campus campus, List<Scope> roots) {
    return leaves(registers(campus, roots, Quantity.ENERGY_REGISTER));
  }

  /** The meter leaves of points. */
  static List<Leaf> leaves(List<Point> points) {
    return points.stream().map(p -> new Leaf(Leaf.Kind.METER, p.id())).toList();
  }

  /** The registers of a quantity that make the whole of some disjoint scopes. */
  static List<Point> registers(Campus campus, List<Scope> roots, Quantity quantity) {
    Set<Point> found = new LinkedHashSet<>();
    roots.forEach(root -> collect(campus, root, quantity, found));
    return List.copyOf(found);
  }

  private static void collect(Campus campus, Scope scope, Quantity quantity, Set<Point> into) {
    List<Point> mains = own(campus, scope, quantity, Point.Role.MAIN);
    if (!mains.isEmpty()) {
      into.addAll(mains);
      return;
    }
    into.addAll(own(campus, scope, quantity, Point.Role.NORMAL));
    campus.childrenOf(scope).forEach(child -> collect(campus, child, quantity, into));
  }

  /** All registers at or below a scope, main and sub-meters alike. */
  static List<Point> all(Campus campus, Scope scope, Quantity quantity) {
    List<Point> found = new ArrayList<>();
    found.addAll(own(campus, scope, quantity, Point.Role.MAIN));
    found.addAll(own(campus, scope, quantity, Point.Role.NORMAL));
    campus.childrenOf(scope).forEach(child -> found.addAll(all(campus, child, quantity)));
    return found;
  }

  /** The registers of exactly one scope in one role. */
  static List<Point> own(Campus campus, Scope scope, Quantity quantity, Point.Role role) {
    List<Point> found = new ArrayList<>();
    for (Point p : campus.pointsOf(scope)) {
      if (p.quantity() == quantity && p.role() == role) {
        found.add(p);
      }
    }
    return found;
  }

  /** Whether a scope has a main meter, so that its children may leave a rest unallocated. */
  public static boolean hasMain(Campus campus, Scope scope) {
    return !own(campus, scope, Quantity.ENERGY_REGISTER, Point.Role.MAIN).isEmpty();
  }
}
