package io.campuspulse.config;

import io.campuspulse.model.City;
import io.campuspulse.registry.CampusBuilder;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The registry while it is read: the builder, and where each entry stands. */
final class RegistryDraft {
  private final CampusBuilder builder;
  private final Map<String, List<Node>> places = new HashMap<>();
  private final Map<String, BigDecimal> ratedPowerW = new HashMap<>();

  RegistryDraft(City city) {
    this.builder = new CampusBuilder(city);
  }

  CampusBuilder builder() {
    return builder;
  }

  /**
   * Whether an entry may be added: it has an id, and is the first of its kind to use it.
   *
   * @param nodes the entry, and further nodes in which its offending value may stand
   */
  boolean claim(String kind, String id, Node... nodes) {
    if (id.isEmpty()) {
      return false;
    }
    List<Node> first = places.putIfAbsent(kind + " " + id, List.of(nodes));
    if (first != null) {
      Node at = first.get(0);
      nodes[0].problem(
          id, "this " + kind + " id is already used in " + at.file() + ":" + at.line());
      return false;
    }
    return true;
  }

  void rate(String equipment, BigDecimal watts) {
    ratedPowerW.put(equipment, watts);
  }

  Optional<BigDecimal> ratedPowerW(String equipment) {
    return Optional.ofNullable(ratedPowerW.get(equipment));
  }

  /** Reports what does not fit together, each at the line that says it. */
  void reportMisfits() {
    for (CampusBuilder.Problem problem : builder.problems()) {
      if (problem.value().isEmpty()) {
        continue; // a missing or malformed value is reported where it was read
      }
      List<Node> nodes = places.get(problem.thing());
      Node best = nodes.get(0);
      for (Node node : nodes) {
        Optional<Node> exact = holding(node, problem.value());
        if (exact.isPresent()) {
          best = exact.get();
          break;
        }
      }
      best.problem(problem.value(), problem.rule());
    }
  }

  private static Optional<Node> holding(Node node, String value) {
    if (!(node instanceof Section section)) {
      return Optional.empty();
    }
    String bare = value.substring(value.indexOf(':') + 1);
    return section.entries().values().stream()
        .filter(
            child ->
                child instanceof Scalar scalar
                    && (scalar.raw().equals(value) || scalar.raw().equals(bare)))
        .findFirst();
  }
}
