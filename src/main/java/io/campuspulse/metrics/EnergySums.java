package io.campuspulse.metrics;

import io.campuspulse.metrics.Metric.LeafSlice;
import io.campuspulse.model.Facts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pools meters over a bin with honest edges (METRICS §3 "Totals"): the increase across a gap inside
 * the bin is known; of a gap that crosses an edge of the bin, low counts nothing and high all of
 * it; open time adds what rated power allows, or leaves high open.
 */
final class EnergySums {
  private EnergySums() {}

  /** Facts that add as they are and need no edges. */
  private static final List<String> PLAIN =
      List.of(
          "span",
          "open_gap",
          "open_max",
          "open_unrated",
          "e_closed",
          "e_closed_est",
          "e_used",
          "e_sparse",
          "state_ms",
          "resets",
          "gap_most");

  /** Facts that a price or a factor of their year may multiply. */
  private static final List<String> YEARLY = List.of("e_empty", "e_unknown");

  /** Pools electricity. */
  static void pool(LeafSlice slice, FactSums into) {
    pool(slice, "e", into);
  }

  /**
   * Pools one meter.
   *
   * @param amount the fact that is its increase: {@code e} or {@code w}; pooled as {@code e}
   */
  static void pool(LeafSlice slice, String amount, FactSums into) {
    if (slice.byYear().isEmpty()) {
      return;
    }
    TreeMap<Integer, Facts> years = new TreeMap<>(slice.byYear());
    int firstYear = years.firstKey();
    int lastYear = years.lastKey();
    long span = 0;
    long gap = 0;
    long total = 0;
    for (Map.Entry<Integer, Facts> e : years.entrySet()) {
      Facts f = e.getValue();
      long increase = f.get(amount);
      into.add("e." + e.getKey(), increase);
      into.add("high." + e.getKey(), increase + f.get("open_max"));
      into.add("low." + e.getKey(), increase);
      into.add("e_est", f.get(amount + "_est"));
      into.add("unknown", f.get("open_gap"));
      into.add("gap_ms", f.get("gap"));
      PLAIN.forEach(name -> into.add(name, f.get(name)));
      YEARLY.forEach(name -> into.add(name + "." + e.getKey(), f.get(name)));
      span += f.get("span");
      gap += f.get("gap");
      total += increase;
    }
    Edge start = Edge.start(slice.atStart());
    Edge end = Edge.end(slice.atEnd(), slice.last());
    into.add("edge_outside", start.outside() + end.outside());
    if (span > 0 && gap == span && start.millis() > 0 && end.millis() > 0) {
      // One gap covers the whole bin: of its increase nothing or all may lie inside.
      into.add("low." + firstYear, -total);
      into.add("high." + lastYear, start.outside() + end.outside());
      into.add("unknown", span);
      return;
    }
    into.add("low." + firstYear, -start.inside());
    into.add("low." + lastYear, -end.inside());
    into.add("high." + firstYear, start.outside());
    into.add("high." + lastYear, end.outside());
    into.add("unknown", start.millis() + end.millis());
  }

  /** A gap across an edge: its increase inside and outside of the bin, and its time inside. */
  private record Edge(long inside, long outside, long millis) {
    static Edge start(Facts atStart) {
      return new Edge(atStart.get("ga"), atStart.get("gb"), atStart.get("ga_ms"));
    }

    static Edge end(Facts atEnd, Facts last) {
      if (last.find("cut_ms").isPresent()) {
        return new Edge(last.get("cut_b"), last.get("cut_a"), last.get("cut_ms"));
      }
      return new Edge(atEnd.get("gb"), atEnd.get("ga"), atEnd.get("gb_ms"));
    }
  }

  /** Sum of a kind of fact ({@code e}, {@code low}, {@code high}) over all years, mWh. */
  static long total(FactSums sums, String kind) {
    long total = 0;
    for (int year : years(sums)) {
      total = Math.addExact(total, sums.get(kind + "." + year));
    }
    return total;
  }

  /** The local years that occur. */
  static int[] years(FactSums sums) {
    return sums.names().stream()
        .filter(n -> n.startsWith("e."))
        .mapToInt(n -> Integer.parseInt(n.substring(2)))
        .sorted()
        .toArray();
  }

  /** Known share of the judged meter time for what depends on its shape: no gap is known. */
  static BigDecimal shapeCoverage(FactSums sums) {
    long span = sums.get("span");
    return Parts.ratio(span - sums.get("gap_ms") - sums.get("open_gap"), span);
  }

  /** Known share of the judged meter time. */
  static BigDecimal coverage(FactSums sums) {
    long span = sums.get("span");
    return Parts.ratio(span - Math.min(span, sums.get("unknown")), span);
  }

  /** Whether open time of a meter without rated power leaves the upper bound open. */
  static boolean unbounded(FactSums sums) {
    return sums.get("open_unrated") > 0;
  }
}
