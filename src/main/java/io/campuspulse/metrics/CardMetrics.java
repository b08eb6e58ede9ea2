package io.campuspulse.metrics;

import io.campuspulse.metrics.MetricInfo.Provenance;
import io.campuspulse.metrics.MetricInfo.SourceStatus;
import io.campuspulse.metrics.ShareMetric.Heard;
import io.campuspulse.metrics.ShareMetric.Tally;
import io.campuspulse.model.Equipment;
import io.campuspulse.model.Name;
import io.campuspulse.model.Point;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.SchoolFigures;
import io.campuspulse.registry.Scorecards;
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

  private static Tally digital(Campus campus, List<Scope> roots, Heard heard) {
    long met = 0;
    long all = 0;
    for (Scope root : roots) {
      for (Equipment e : equipment(campus, root)) {
        all++;
        met += campus.pointsOf(Scope.equipment(e.id())).stream().anyMatch(heard::sample) ? 1 : 0;
      }
    }
    return new Tally(met, all);
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

  private static Tally automation(Campus campus, List<Scope> roots, Heard heard) {
    Set<Scope> under = new HashSet<>();
    roots.forEach(root -> collect(campus, root, under));
    long met = 0;
    long all = 0;
    for (SchoolFigures.Control control : campus.controls()) {
      if (under.contains(control.scope())) {
        all++;
        boolean acted =
            control.automatic() != null
                && campus.point(control.automatic()).filter(heard::active).isPresent();
        met += acted ? 1 : 0;
      }
    }
    return new Tally(met, all);
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
        (campus, roots, heard) ->
            items(campus, roots, card, (s, i) -> proven(campus, s, i, heard)));
  }

  static Metric declared(Scorecards.Card card) {
    return metric(
        "scorecard_" + card.word() + "_declared",
        name(card, "（自评申报）", ", declared"),
        "items that places are declared to have / items that apply, over places",
        (campus, roots, heard) ->
            items(campus, roots, card, (s, i) -> campus.figuresOf(s).declares(s, i.id())));
  }

  private static Name name(Scorecards.Card card, String zh, String en) {
    return switch (card) {
      case INFORMATIZATION -> new Name("信息化评分" + zh, "Scorecard informatization" + en);
      case INTELLIGENCE -> new Name("智能化评分" + zh, "Scorecard intelligence" + en);
      case GREEN -> new Name("绿色化评分" + zh, "Scorecard green" + en);
    };
  }

  /** Whether a place has an item. */
  private interface Has {
    boolean item(Space space, Scorecards.Item item);
  }

  private static Tally items(Campus campus, List<Scope> roots, Scorecards.Card card, Has has) {
    long met = 0;
    long all = 0;
    for (Scope root : roots) {
      for (Space space : campus.spacesUnder(root)) {
        for (Scorecards.Item item : campus.scorecards().items()) {
          if (item.card() == card && item.types().contains(space.type())) {
            all++;
            met += has.item(space, item) ? 1 : 0;
          }
        }
      }
    }
    return new Tally(met, all);
  }

  /** A sensor in the place, or one of its equipment. */
  private static boolean proven(Campus campus, Space space, Scorecards.Item item, Heard heard) {
    for (Point p : ShareMetric.points(campus, List.of(Scope.space(space.id())))) {
      if (item.evidence().contains(p.quantity()) && heard.sample(p)) {
        return true;
      }
    }
    return false;
  }
}
