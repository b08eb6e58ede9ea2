package io.campuspulse.metrics;

import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import java.util.Optional;

/** A school's own outdoor temperature: its first temperature point whose subject is the school. */
final class Weather {
  private Weather() {}

  static Optional<Point> point(Campus campus, String school) {
    return campus.pointsOf(Scope.school(school)).stream()
        .filter(p -> p.quantity() == Quantity.TEMPERATURE && p.role() != Point.Role.INFO)
        .findFirst();
  }
}
