package io.campuspulse.metrics;

import io.campuspulse.metrics.MetricInfo.Provenance;
import io.campuspulse.metrics.MetricInfo.SourceStatus;
import io.campuspulse.model.Name;
import io.campuspulse.model.Quantity;
import io.campuspulse.registry.Standards;
import java.util.List;

/** Air and light where people are (METRICS §5 "Environment and water"). */
final class RuleMetrics {
  private static final String RULE =
      "withheld below 50 % coverage (a day or less) or 90 % (longer); limits: see limits";

  private RuleMetrics() {}

  static Metric co2() {
    return new RuleMetric(
        new MetricInfo(
            "co2_compliance",
            new Name("新风达标率", "CO2 compliance"),
            "%",
            "ok / (ok + bad) while occupied; at the limit is ok; numerator and denominator in h",
            new Provenance("limit co2 of the standards, see limits", SourceStatus.CONFIGURABLE),
            RULE,
            List.of()),
        Quantity.CO2,
        sums -> RuleShares.of(sums, "co2."),
        List.of(Standards.Key.CO2));
  }

  static Metric illuminance() {
    return new RuleMetric(
        new MetricInfo(
            "illuminance_compliance",
            new Name("照度达标率", "Illuminance compliance"),
            "%",
            "occupied sensor time at or above the limit / occupied sensor time with data; in h",
            new Provenance(
                "GB 7793-2010; may not cover vocational schools, see limits",
                SourceStatus.SECONDARY),
            RULE,
            List.of()),
        Quantity.ILLUMINANCE,
        sums -> RuleShares.of(sums, "lux."),
        List.of(Standards.Key.ILLUMINANCE));
  }

  static Metric lightsOnEmpty() {
    return new RuleMetric(
        new MetricInfo(
            "lights_on_empty",
            new Name("空室亮灯率", "Lights on, empty"),
            "%",
            "lamps on while empty / lamps on while the state of the space is known; in h; from"
                + " switches and lighting circuits only",
            new Provenance("product definition", SourceStatus.PRODUCT),
            "withheld below 50 % coverage (a day or less) or 90 % (longer)",
            List.of()),
        Quantity.LIGHT,
        RuleMetrics::lamps,
        List.of());
  }

  private static Parts lamps(FactSums sums) {
    long empty = sums.get("light.empty");
    long occupied = sums.get("light.occupied");
    long unknown = sums.get("light.unknown");
    long maybeEmpty = sums.get("light.x_empty");
    long maybeOccupied = sums.get("light.x_occupied");
    long maybeUnknown = sums.get("light.x_unknown");
    long maybe = maybeEmpty + maybeOccupied + maybeUnknown;
    long on = empty + occupied;
    long known = on + sums.get("light.off");
    return new Parts(
        Parts.percent(empty, on),
        Parts.hours(empty),
        Parts.hours(on),
        Parts.ratio(known, known + unknown + maybe),
        Parts.percent(empty, on + unknown + maybeOccupied + maybeUnknown),
        Parts.percent(
            empty + unknown + maybeEmpty + maybeUnknown, on + unknown + maybeEmpty + maybeUnknown),
        on == 0 ? Parts.Notes.reason("zero_denominator") : Parts.Notes.NONE);
  }
}
