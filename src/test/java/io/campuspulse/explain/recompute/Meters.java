package io.campuspulse.explain.recompute;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Registers over a range (METRICS §3 "Totals"): the increase across a gap inside is known; of a gap
 * that crosses an edge, low counts nothing and high all; open time adds rated power, or has no
 * limit.
 */
final class Meters {
  private final List<JsonNode> leaves;
  private final String amount;
  private final Map<Integer, Long> value = new TreeMap<>();
  private final Map<Integer, Long> low = new TreeMap<>();
  private final Map<Integer, Long> high = new TreeMap<>();
  private long unknown;
  private long outside;

  /**
   * Sums meters.
   *
   * @param amount {@code e} or {@code w}
   */
  Meters(List<JsonNode> leaves, String amount) {
    this.leaves = leaves;
    this.amount = amount;
    leaves.forEach(this::add);
  }

  private void add(JsonNode leaf) {
    TreeSet<Integer> years = new TreeSet<>();
    leaf.get("byYear").fieldNames().forEachRemaining(y -> years.add(Integer.valueOf(y)));
    if (years.isEmpty()) {
      return;
    }
    for (int year : years) {
      JsonNode facts = leaf.get("byYear").get(Integer.toString(year));
      long increase = Bundle.fact(facts, amount);
      value.merge(year, increase, Long::sum);
      low.merge(year, increase, Long::sum);
      high.merge(year, increase + Bundle.fact(facts, "open_max"), Long::sum);
    }
    JsonNode first = leaf.get("first");
    JsonNode last = leaf.get("last");
    JsonNode after = leaf.get("after");
    boolean cut = last.has("cut_ms");
    long startInside = Bundle.fact(first, "ga");
    long startOutside = Bundle.fact(first, "gb");
    long startMillis = Bundle.fact(first, "ga_ms");
    long endInside = cut ? Bundle.fact(last, "cut_b") : Bundle.fact(after, "gb");
    long endOutside = cut ? Bundle.fact(last, "cut_a") : Bundle.fact(after, "ga");
    long endMillis = cut ? Bundle.fact(last, "cut_ms") : Bundle.fact(after, "gb_ms");
    long span = Bundle.sum(leaf, "span");
    boolean oneGap = Bundle.sum(leaf, "gap") == span && startMillis > 0 && endMillis > 0;
    if (oneGap) {
      startInside = Bundle.sum(leaf, amount);
      endInside = 0;
    }
    outside += startOutside + endOutside;
    unknown += Bundle.sum(leaf, "open_gap") + (oneGap ? span : startMillis + endMillis);
    low.merge(years.first(), -startInside, Long::sum);
    low.merge(years.last(), -endInside, Long::sum);
    if (oneGap) {
      high.merge(years.last(), startOutside + endOutside, Long::sum);
    } else {
      high.merge(years.first(), startOutside, Long::sum);
      high.merge(years.last(), endOutside, Long::sum);
    }
  }

  long sum(String fact) {
    return leaves.stream().mapToLong(leaf -> Bundle.sum(leaf, fact)).sum();
  }

  /** A fact of a year. */
  long sum(String fact, int year) {
    return leaves.stream()
        .mapToLong(l -> Bundle.fact(l.get("byYear").path(Integer.toString(year)), fact))
        .sum();
  }

  SortedSet<Integer> years() {
    return new TreeSet<>(value.keySet());
  }

  long value() {
    return value.values().stream().mapToLong(Long::longValue).sum();
  }

  long low() {
    return low.values().stream().mapToLong(Long::longValue).sum();
  }

  long high() {
    return high.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Increase outside of the range of gaps that reach into it. */
  long outside() {
    return outside;
  }

  boolean unlimited() {
    return sum("open_unrated") > 0;
  }

  BigDecimal coverage() {
    long span = sum("span");
    return Digits.ratio(span - Math.min(span, unknown), span);
  }

  BigDecimal shapeCoverage() {
    long span = sum("span");
    return Digits.ratio(span - sum("gap") - sum("open_gap"), span);
  }

  /** The total, each year times its factor; no figure where a factor is missing. */
  Numbers total(Function<Integer, BigDecimal> factor) {
    BigDecimal v = BigDecimal.ZERO;
    BigDecimal l = BigDecimal.ZERO;
    BigDecimal h = BigDecimal.ZERO;
    for (int year : years()) {
      BigDecimal f = factor.apply(year);
      if (f == null) {
        return Numbers.NOTHING;
      }
      v = v.add(Digits.million(value.get(year)).multiply(f));
      l = l.add(Digits.million(low.get(year)).multiply(f));
      h = h.add(Digits.million(high.get(year)).multiply(f));
    }
    boolean nothing = sum("open_gap") == sum("span");
    return new Numbers(
        nothing ? null : v, nothing ? null : v, null, coverage(), l, unlimited() ? null : h, true);
  }
}
