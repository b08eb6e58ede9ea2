package io.campuspulse.metrics;

import io.campuspulse.metrics.MetricInfo.Provenance;
import io.campuspulse.metrics.MetricInfo.SourceStatus;
import io.campuspulse.model.Equipment;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Name;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.registry.Campus;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Machine minutes of practical lessons over the places of those that were taught. */
final class HandsOnMetric implements Metric {
  private static final BigDecimal MINUTE = BigDecimal.valueOf(60_000);

  private static final MetricInfo INFO =
      new MetricInfo(
          "hands_on_minutes_per_place",
          new Name("工位实操时长", "Hands-on minutes"),
          "min",
          "working machine time in practical lessons / sum of places per taught practical lesson;"
              + " numerator in min, denominator in places",
          new Provenance("product definition", SourceStatus.PRODUCT),
          "withheld below 50 % coverage of machine time (a day or less) or 90 % (longer)",
          List.of());

  @Override
  public MetricInfo info() {
    return INFO;
  }

  @Override
  public boolean lessons() {
    return true;
  }

  @Override
  public List<Leaf> leaves(Campus campus, List<Scope> roots) {
    Set<Leaf> leaves = new LinkedHashSet<>();
    for (Scope root : roots) {
      for (Space space : campus.spacesUnder(root)) {
        List<Equipment> machines =
            campus.equipmentOf(space.id()).stream()
                .filter(e -> EquipmentFold.observed(campus, e))
                .toList();
        if (!machines.isEmpty()) {
          leaves.add(new Leaf(Leaf.Kind.SPACE, space.id()));
          machines.forEach(e -> leaves.add(new Leaf(Leaf.Kind.EQUIPMENT, e.id())));
        }
      }
    }
    return List.copyOf(leaves);
  }

  @Override
  public Parts form(FactSums sums, FigureContext context) {
    long working = sums.get("practical_working");
    long unknown = sums.get("practical_unknown");
    long known =
        working
            + sums.get("practical_off")
            + sums.get("practical_idle")
            + sums.get("practical_fault");
    long taught = sums.get(LessonRule.LESSON + "places_taught");
    long perhaps = sums.get(LessonRule.LESSON + "places_unknown");
    return new Parts(
        perPlace(working, taught),
        minutes(working),
        BigDecimal.valueOf(taught),
        Parts.ratio(known, known + unknown),
        perPlace(working, taught + perhaps),
        perPlace(working + unknown, taught),
        Parts.Notes.reason(taught == 0 ? "zero_denominator" : null));
  }

  private static BigDecimal perPlace(long millis, long places) {
    return Parts.ratio(BigDecimal.valueOf(millis), MINUTE.multiply(BigDecimal.valueOf(places)));
  }

  private static BigDecimal minutes(long millis) {
    return Parts.ratio(BigDecimal.valueOf(millis), MINUTE);
  }
}
