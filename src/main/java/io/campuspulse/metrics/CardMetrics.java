package io.campuspulse.metrics;

import io.campuspulse.metrics.Metric.Counted;
import io.campuspulse.metrics.MetricInfo.Provenance;
import io.campuspulse.metrics.MetricInfo.SourceStatus;
import io.campuspulse.model.Equipment;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Name;
import io.campuspulse.model.Point;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.SchoolFigures;
import io.campuspulse.registry.Scorecards;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Digital coverage, automation, and the places' scorecards (METRICS §5 "Scorecard"). */
final class CardMetrics {
  private static final Provenance OURS =
      new Provenance("product definition; items are configuration", SourceStatus.PRODUCT);
  private static final String RULE = "never withheld; whoever sent no valid sample does not count";

  private CardMetrics() {}

  private static Metric metric(String id, Name name, String formula, ShareMetric.Count count) {
    return new ShareMetric(new MetricInfo(id, name, "%", formula, OURS, RULE, List.of()), count);
  }

  static Metric digitalCoverage() {
    return metric(
        "digital_coverage",
        new Name("数字化覆盖率", "Digital coverage"),
        "equipment with at least one valid sample in the window / registered equipment",
        CardMetrics::digital);
  }

  private static List<Counted> digital(Campus campus, List<Scope> roots) {
    List<Counted> all = new ArrayList<>();
    for (Scope root : roots) {
      for (Equipment e : equipment(campus, root)) {
        Scope scope = Scope.equipment(e.id());
        List<Leaf> channels = campus.pointsOf(scope).stream().map(CardMetrics::channel).toList();
        all.add(new Counted(scope.toString(), false, ShareMetric.SAMPLE, channels));
      }
    }
    return all;
  }

  private static Leaf channel(Point point) {
    return new Leaf(Leaf.Kind.CHANNEL, point.id());
  }

  private static List<Equipment> equipment(Campus campus, Scope root) {
    return root.level() == Scope.Level.EQUIPMENT
        ? campus.equipment(root.id()).stream().toList()
        : campus.spacesUnder(root).stream()
            .flatMap(s -> campus.equipmentOf(s.id()).stream())
            .toList();
  }

  static Metric automationShare() {
    return metric(
        "automation_share",
        new Name("自动控制占比", "Automation share"),
        "registered controls that acted by themselves in the window / registered controls",
        CardMetrics::automation);
  }

  private static List<Counted> automation(Campus campus, List<Scope> roots) {
    Set<Scope> under = new HashSet<>();
    roots.forEach(root -> collect(campus, root, under));
    List<Counted> all = new ArrayList<>();
    for (SchoolFigures.Control control : campus.controls()) {
      if (under.contains(control.scope())) {
        List<Leaf> gauge =
            control.automatic() == null
                ? List.of()
                : List.of(new Leaf(Leaf.Kind.GAUGE, control.automatic()));
        String name = control.scope() + " " + control.id();
        all.add(new Counted(name, false, ShareMetric.ACTIVE, gauge));
      }
    }
    return all;
  }

  private static void collect(Campus campus, Scope scope, Set<Scope> into) {
    if (into.add(scope)) {
      campus.childrenOf(scope).forEach(child -> collect(campus, child, into));
    }
  }

  static Metric evidenced(Scorecards.Card card) {
    return metric(
        "scorecard_" + card.word(),
        name(card, "（数据佐证）", ", evidenced by data"),
        "items that a valid sample in the window proves / items that apply, over places",
        (campus, roots) -> items(campus, roots, card, false));
  }

  static Metric declared(Scorecards.Card card) {
    return metric(
        "scorecard_" + card.word() + "_declared",
        name(card, "（自评申报）", ", declared"),
        "items that places are declared to have / items that apply, over places",
        (campus, roots) -> items(campus, roots, card, true));
  }

  private static Name name(Scorecards.Card card, String zh, String en) {
    return switch (card) {
      case INFORMATIZATION -> new Name("信息化评分" + zh, "Scorecard informatization" + en);
      case INTELLIGENCE -> new Name("智能化评分" + zh, "Scorecard intelligence" + en);
      case GREEN -> new Name("绿色化评分" + zh, "Scorecard green" + en);
    };
  }

  /** The items that apply to places: met as declared, or by evidence. */
  private static List<Counted> items(
      Campus campus, List<Scope> roots, Scorecards.Card card, boolean declared) {
    List<Counted> all = new ArrayList<>();
    for (Scope root : roots) {
      for (Space space : campus.spacesUnder(root)) {
        for (Scorecards.Item item : campus.scorecards().items()) {
          if (item.card() == card && item.types().contains(space.type())) {
            String name = Scope.space(space.id()) + " " + item.id();
            boolean said = declared && campus.figuresOf(space).declares(space, item.id());
            List<Leaf> evidence = declared ? List.of() : evidence(campus, space, item);
            all.add(new Counted(name, said, ShareMetric.SAMPLE, evidence));
          }
        }
      }
    }
    return all;
  }

  /** Sensors in the place, or of its equipment. */
  private static List<Leaf> evidence(Campus campus, Space space, Scorecards.Item item) {
    return ShareMetric.points(campus, List.of(Scope.space(space.id()))).stream()
        .filter(p -> item.evidence().contains(p.quantity()))
        .map(CardMetrics::channel)
        .toList();
  }
}
