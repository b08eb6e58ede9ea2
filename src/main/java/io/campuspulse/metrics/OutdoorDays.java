package io.campuspulse.metrics;

import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.registry.Campus;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Mean outdoor temperatures of whole local days at a school, °C; a day of which less than half is
 * known has none.
 */
final class OutdoorDays {
  private final Map<LocalDate, Double> means = new HashMap<>();

  private OutdoorDays() {}

  /** The leaf of a school's outdoor temperature, if it has one. */
  static Optional<Leaf> leaf(Campus campus, String school) {
    return Weather.point(campus, school).map(p -> new Leaf(Leaf.Kind.GAUGE, p.id()));
  }

  /** The days of {@code [from, to)}. */
  static OutdoorDays read(
      Optional<Leaf> gauge, LocalDate from, LocalDate to, ZoneId zone, History history) {
    OutdoorDays days = new OutdoorDays();
    if (gauge.isPresent() && from.isBefore(to)) {
      List<Interval> bins = Days.whole(from, to, zone);
      List<Facts> facts = history.read(List.of(gauge.get()), bins).get(gauge.get());
      for (int i = 0; i < bins.size(); i++) {
        long known = facts.get(i).get("known");
        if (2 * known >= bins.get(i).length()) {
          days.means.put(from.plusDays(i), facts.get(i).get("sum") / 1000.0 / known);
        }
      }
    }
    return days;
  }

  /** The mean of a day, NaN when it is unknown. */
  double mean(LocalDate date) {
    return means.getOrDefault(date, Double.NaN);
  }
}
