package io.campuspulse.metrics;

import io.campuspulse.metrics.MetricInfo.Provenance;
import io.campuspulse.metrics.MetricInfo.SourceStatus;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Name;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import java.util.List;

/** How well generation and load fit together, at grid connections (Luthander et al. 2015). */
final class PvMetrics {
  private static final Provenance LUTHANDER =
      new Provenance(
          "Luthander et al. 2015, Photovoltaic self-consumption in buildings: a review",
          SourceStatus.VERIFIED);
  private static final String RULE =
      "only where generation, import and export are all measured; withheld below 50 % coverage (a"
          + " day or less) or 90 % (longer)";

  private PvMetrics() {}

  static Metric selfConsumption() {
    MetricInfo info =
        new MetricInfo(
            "pv_self_consumption",
            new Name("光伏自消纳率", "PV self-consumption"),
            "%",
            "sum of min(load, generation) / sum of generation, by the finest common step at the"
                + " connection point, then added; in kWh",
            LUTHANDER,
            RULE,
            List.of());
    return new OfConnections(info, "gen");
  }

  static Metric selfSufficiency() {
    MetricInfo info =
        new MetricInfo(
            "pv_self_sufficiency",
            new Name("光伏自给率", "PV self-sufficiency"),
            "%",
            "sum of min(load, generation) / sum of load, by the finest common step at the"
                + " connection point, then added; in kWh",
            LUTHANDER,
            RULE,
            List.of());
    return new OfConnections(info, "load");
  }

  /** The overlap over one of its sides. */
  private record OfConnections(MetricInfo info, String whole) implements Metric {
    @Override
    public List<Leaf> leaves(Campus campus, List<Scope> roots) {
      return PvConnection.all(campus).stream()
          .filter(c -> roots.stream().anyMatch(r -> c.within(campus, r)))
          .map(PvConnection::leaf)
          .toList();
    }

    @Override
    public void pool(LeafSlice slice, FactSums into) {
      slice.byYear().values().forEach(into::add);
      long gen = GapEdges.outside("gen", slice);
      into.add("gen_x", gen);
      into.add("load_x", gen + GapEdges.outside("imported", slice));
    }

    @Override
    public Parts form(FactSums sums, FigureContext context) {
      Shares share =
          new Shares(
              sums.get("overlap"),
              sums.get(whole),
              sums.get(whole + "_x"),
              sums.get("open_ms") > 0);
      return new Parts(
          share.percent(),
          Parts.kilowattHours(share.part()),
          Parts.kilowattHours(share.known()),
          Parts.ratio(sums.get("known_ms"), sums.get("span")),
          share.low(),
          share.high(),
          Parts.Notes.reason(share.reason()));
    }
  }
}
