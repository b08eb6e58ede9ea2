package io.campuspulse.metrics;

import io.campuspulse.model.OpeningHours;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.registry.Campus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Opening hours and space states around meters, each made once. Not thread-safe. */
final class MeterPlaces {
  private final Campus campus;
  private final Map<Scope, MeterFold.Place> known = new HashMap<>();

  private final Map<String, SpaceFold> spaces;

  /** Places of a campus whose spaces have these folds. */
  MeterPlaces(Campus campus, Map<String, SpaceFold> spaces) {
    this.campus = campus;
    this.spaces = spaces;
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
    OpeningHours hours =
        OpeningHours.union(campus.spacesUnder(place).stream().map(Space::hours).toList());
    Optional<SpaceFold> space =
        place.level() == Scope.Level.SPACE ? Optional.of(spaces.get(place.id())) : Optional.empty();
    return new MeterFold.Place(hours, campus.city().zone(), space);
  }
}
