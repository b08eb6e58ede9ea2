package io.campuspulse.metrics;

import io.campuspulse.model.Point;
import java.util.List;
import java.util.Optional;

/** Canonical texts of what folds read from the registry: equal texts, equal facts. */
final class Configurations {
  private Configurations() {}

  /** The points with everything of them that a fold may use, in order. */
  static String points(List<Point> points) {
    StringBuilder out = new StringBuilder();
    for (Point p : points) {
      Point.Traits traits = p.traits();
      out.append("point ")
          .append(p.id())
          .append(' ')
          .append(p.quantity().name())
          .append(' ')
          .append(p.role().word())
          .append(" nominal=")
          .append(traits.nominalMillis())
          .append(" hold=")
          .append(traits.ownHoldMillis())
          .append(" modulus=")
          .append(text(traits.modulus()))
          .append(" rated=")
          .append(text(traits.ratedPowerMilliwatt()))
          .append(" stuck=")
          .append(traits.stuckMillis())
          .append(traits.alwaysOn() ? " always_on" : "")
          .append(traits.replacements().isEmpty() ? "" : " " + traits.replacements())
          .append('\n');
    }
    return out.toString();
  }

  private static String text(Optional<Long> value) {
    return value.map(Object::toString).orElse("-");
  }
}
