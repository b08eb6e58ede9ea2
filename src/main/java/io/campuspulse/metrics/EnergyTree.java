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
 * Which registers make the energy of a scope: its main meters, or without one the sum of its own
 * sub-meters and its children, never both (METRICS §1 "Meters").
 */
public final class EnergyTree {
  private EnergyTree() {}

  /** The meter leaves of some disjoint scopes together. */
  public static List<Leaf> meters(Campus campus, List<Scope> roots) {
    Set<Leaf> leaves = new LinkedHashSet<>();
    roots.forEach(root -> collect(campus, root, leaves));
    return List.copyOf(leaves);
  }

  private static void collect(Campus campus, Scope scope, Set<Leaf> into) {
    List<Point> mains = registers(campus, scope, Point.Role.MAIN);
    if (!mains.isEmpty()) {
      mains.forEach(p -> into.add(new Leaf(Leaf.Kind.METER, p.id())));
      return;
    }
    registers(campus, scope, Point.Role.NORMAL)
        .forEach(p -> into.add(new Leaf(Leaf.Kind.METER, p.id())));
    campus.childrenOf(scope).forEach(child -> collect(campus, child, into));
  }

  private static List<Point> registers(Campus campus, Scope scope, Point.Role role) {
    List<Point> found = new ArrayList<>();
    for (Point p : campus.pointsOf(scope)) {
      if (p.quantity() == Quantity.ENERGY_REGISTER && p.role() == role) {
        found.add(p);
      }
    }
    return found;
  }

  /** Whether a scope has a main meter, so that its children may leave a rest unallocated. */
  public static boolean hasMain(Campus campus, Scope scope) {
    return !registers(campus, scope, Point.Role.MAIN).isEmpty();
  }
}
