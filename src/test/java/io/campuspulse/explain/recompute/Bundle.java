package io.campuspulse.explain.recompute;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A bundle as JSON, with what every recipe asks of it. */
record Bundle(JsonNode json) {
  static long millis(JsonNode time) {
    return OffsetDateTime.parse(time.asText()).toInstant().toEpochMilli();
  }

  static LocalDate date(JsonNode time) {
    return OffsetDateTime.parse(time.asText()).toLocalDate();
  }

  static long fact(JsonNode facts, String name) {
    return facts.path(name).asLong(0);
  }

  long from() {
    return millis(json.get("from"));
  }

  long to() {
    return millis(json.get("to"));
  }

  /** Whether there is nothing to judge: no leaves, or all of it in the future. */
  boolean nothing() {
    return leaves().isEmpty() || millis(json.get("judgedUntil")) == from();
  }

  List<JsonNode> list(String name) {
    List<JsonNode> all = new ArrayList<>();
    json.get(name).forEach(all::add);
    return all;
  }

  List<JsonNode> leaves() {
    return list("leaves");
  }

  /** Sum of a fact over all leaves and years. */
  long sum(String fact) {
    return leaves().stream().mapToLong(leaf -> sum(leaf, fact)).sum();
  }

  static long sum(JsonNode leaf, String fact) {
    long sum = 0;
    for (JsonNode year : leaf.get("byYear")) {
      sum += fact(year, fact);
    }
    return sum;
  }

  /** Sum of a fact on the figure's basis, {@code open} where it has none. */
  long basis(String fact) {
    String basis = json.get("basis").isNull() ? "open" : json.get("basis").asText();
    return sum(basis + "." + fact);
  }

  /** An ingredient, or null. */
  BigDecimal ingredient(String name) {
    for (JsonNode i : json.get("ingredients")) {
      if (i.get("name").asText().equals(name)) {
        return i.get("value").decimalValue();
      }
    }
    return null;
  }

  /** The rests of the names of ingredients after a prefix, with their values. */
  Map<String, BigDecimal> ingredients(String prefix) {
    Map<String, BigDecimal> found = new java.util.TreeMap<>();
    for (JsonNode i : json.get("ingredients")) {
      String name = i.get("name").asText();
      if (name.startsWith(prefix)) {
        found.put(name.substring(prefix.length()), i.get("value").decimalValue());
      }
    }
    return found;
  }
}
