package io.campuspulse.metrics;

import io.campuspulse.registry.Scorecards;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The metrics that the product knows, in the order in which they are listed. */
public final class MetricCatalog {
  private static final Map<String, Metric> METRICS =
      index(
          SpaceMetrics.frequency(),
          SpaceMetrics.seatOccupancy(),
          SpaceMetrics.utilization(),
          PlanMetrics.plannedVsActual(),
          PlanMetrics.plannedVsActualPersons(),
          LessonMetrics.noShow(),
          PlanMetrics.unbookedUse(),
          PlanMetrics.purposeMix(),
          PlanMetrics.openSharing(),
          LessonMetrics.practicalDelivery(),
          EquipmentMetrics.allocation(),
          EquipmentMetrics.utilization(),
          EquipmentMetrics.availability(),
          EquipmentMetrics.ratedHours(),
          EquipmentMetrics.standby(),
          new HandsOnMetric(),
          EnergyMetrics.use(),
          EnergyMetrics.coalEquivalent(),
          EnergyMetrics.intensity(),
          EnergyMetrics.perStudent(),
          EnergyMetrics.offHours(),
          WasteMetrics.energy(),
          WasteMetrics.share(),
          WasteMetrics.carbon(),
          WasteMetrics.cost(),
          LoadMetrics.base(),
          LoadMetrics.peak(),
          LoadMetrics.factor(),
          PvMetrics.selfConsumption(),
          PvMetrics.selfSufficiency(),
          EnergyMetrics.carbon(),
          new AvoidedEnergyMetric(),
          RuleMetrics.co2(),
          new ThermalComfortMetric(),
          RuleMetrics.illuminance(),
          RuleMetrics.lightsOnEmpty(),
          WaterMetrics.use(),
          WaterMetrics.perStudent(),
          NightFlow.metric(),
          CardMetrics.digitalCoverage(),
          CardMetrics.automationShare(),
          CardMetrics.evidenced(Scorecards.Card.INFORMATIZATION),
          CardMetrics.declared(Scorecards.Card.INFORMATIZATION),
          CardMetrics.evidenced(Scorecards.Card.INTELLIGENCE),
          CardMetrics.declared(Scorecards.Card.INTELLIGENCE),
          CardMetrics.evidenced(Scorecards.Card.GREEN),
          CardMetrics.declared(Scorecards.Card.GREEN),
          new ConditionsMetric(),
          QualityMetrics.completeness(),
          QualityMetrics.timeliness(),
          QualityMetrics.validity(),
          QualityMetrics.uniqueness(),
          new ConsistencyMetric());

  private MetricCatalog() {}

  private static Map<String, Metric> index(Metric... metrics) {
    Map<String, Metric> map = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      map.put(metric.info().id(), metric);
    }
    return map;
  }

  /** All metrics. */
  public static List<Metric> all() {
    return List.copyOf(METRICS.values());
  }

  /** The metric of an id. */
  public static Optional<Metric> find(String id) {
    return Optional.ofNullable(METRICS.get(id));
  }
}
