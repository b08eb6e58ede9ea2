package io.campuspulse.metrics;

import io.campuspulse.model.OpeningHours;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.registry.Campus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opening hours and space states around meters, each made once. Not thread-safe. */
final class MeterPlaces {
  private final Campus campus;
  private final Map<Scope, MeterFold.Place> known = new HashMap<>();

  MeterPlaces(Campus campus) {
    this.campus = campus;
  }

  /** The place of what a meter measures; a machine stands in its space. */
  MeterFold.Place of(Scope subject) {
    Scope place =
        subject.level() == Scope.Level.EQUIPMENT
            ? Scope.space(campus.equipment(subject.id()).orElseThrow().space())
            : subject;
    return known.computeIfAbsent(place, this::make);
  }

  private MeterFold.Place make(Scope place) {
    List<Space> spaces = campus.spacesUnder(place);
    OpeningHours hours = OpeningHours.union(spaces.stream().map(Space::hours).toList());
    Optional<SpaceStates> states =
        place.level() == Scope.Level.SPACE
            ? Optional.of(new SpaceStates(campus.city().zone(), campus.pointsOf(place)))
            : Optional.empty();
    return new MeterFold.Place(hours, campus.city().zone(), states);
  }
}
