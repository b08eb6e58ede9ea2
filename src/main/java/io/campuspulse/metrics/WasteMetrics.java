package io.campuspulse.metrics;

import io.campuspulse.metrics.MetricInfo.Provenance;
import io.campuspulse.metrics.MetricInfo.SourceStatus;
import io.campuspulse.model.Name;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What rooms use while nobody is there, in kWh, kgCO2, yuan and as a share. */
final class WasteMetrics {
  private static final String RULE =
      "withheld below 50 % coverage (a day or less) or 90 % (longer); circuits registered as always"
          + " on are excluded; the bounds add what ran in unknown states";

  private WasteMetrics() {}

  private static MetricInfo info(String id, Name name, String unit, String formula) {
    Provenance ours = new Provenance("product definition", SourceStatus.PRODUCT);
    return new MetricInfo(id, name, unit, formula, ours, RULE, List.of());
  }

  static Metric energy() {
    MetricInfo info =
        info(
            "empty_room_waste",
            new Name("空置能耗", "Empty-room waste"),
            "kWh",
            "e_empty, energy of a space while it is empty; numerator e_empty, denominator e −"
                + " e_unknown, both in kWh");
    return new WasteMetric(info, (sums, context) -> valued(sums, context, YearPrice.KWH));
  }

  static Metric carbon() {
    MetricInfo info =
        info(
            "empty_room_waste_carbon",
            new Name("空置碳排放", "Empty-room emissions"),
            "kgCO2",
            "sum over local years of e_empty × grid factor (region, year)");
    return new WasteMetric(
        info,
        (sums, context) -> valued(sums, context, YearPrice.CARBON),
        (sums, context) ->
            YearPrice.CARBON.ingredients(
                "grid_factor", "kgCO2/kWh", EnergySums.years(sums), context));
  }

  static Metric cost() {
    MetricInfo info =
        info(
            "empty_room_waste_cost",
            new Name("空置电费", "Empty-room cost"),
            "CNY",
            "sum over local years of e_empty × registered price of electricity");
    return new WasteMetric(
        info,
        (sums, context) -> valued(sums, context, YearPrice.YUAN),
        (sums, context) ->
            YearPrice.YUAN.ingredients("yuan_per_kwh", "CNY/kWh", EnergySums.years(sums), context));
  }

  private static Parts valued(WasteSums sums, Metric.FigureContext context, YearPrice price) {
    BigDecimal value = BigDecimal.ZERO;
    BigDecimal low = BigDecimal.ZERO;
    BigDecimal high = BigDecimal.ZERO;
    boolean carried = false;
    for (int year : sums.years()) {
      Optional<YearPrice.Value> worth = price.of(year, context);
      if (worth.isEmpty()) {
        return Parts.none("not_configured");
      }
      BigDecimal each = worth.get().perKwh();
      carried |= worth.get().carried();
      value = value.add(Parts.kilowattHours(sums.empty(year)).multiply(each));
      low = low.add(Parts.kilowattHours(sums.emptyLow(year)).multiply(each));
      high = high.add(Parts.kilowattHours(sums.emptyHigh(year)).multiply(each));
    }
    boolean nothing = sums.coverage() == null || sums.coverage().signum() == 0;
    Shares share = sums.share();
    return new Parts(
        nothing ? null : Parts.plain(value),
        price == YearPrice.KWH ? Parts.kilowattHours(share.part()) : Parts.plain(value),
        price == YearPrice.KWH ? Parts.kilowattHours(share.known()) : null,
        sums.coverage(),
        Parts.plain(low),
        sums.unbounded() ? null : Parts.plain(high),
        new Parts.Notes(nothing ? "no_data" : null, flags(sums, carried)));
  }

  private static List<String> flags(WasteSums sums, boolean carried) {
    List<String> flags = new ArrayList<>();
    if (carried) {
      flags.add("factor_carried");
    }
    if (sums.alwaysOnExcluded()) {
      flags.add("always_on_excluded");
    }
    return flags;
  }

  static Metric share() {
    MetricInfo info =
        info(
            "empty_room_waste_share",
            new Name("空置能耗占比", "Empty-room waste share"),
            "%",
            "e_empty / (e − e_unknown); numerator and denominator in kWh");
    return new WasteMetric(info, (sums, context) -> shareOf(sums));
  }

  private static Parts shareOf(WasteSums sums) {
    Shares share = sums.share();
    return new Parts(
        share.percent(),
        Parts.kilowattHours(share.part()),
        Parts.kilowattHours(share.known()),
        sums.coverage(),
        share.low(),
        share.high(),
        new Parts.Notes(share.reason(), flags(sums, false)));
  }
}
