package io.campuspulse.metrics;

import io.campuspulse.metrics.Metric.LeafSlice;
import io.campuspulse.model.Facts;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pools meters over a bin with honest edges (METRICS §3 "Totals"): the increase across a gap inside
 * the bin is known; of a gap that crosses an edge of the bin, low counts nothing and high all of
 * it; open time adds what rated power allows, or leaves high open.
 */
final class EnergySums {
  private EnergySums() {}

  static void pool(LeafSlice slice, FactSums into) {
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
      into.add("e." + e.getKey(), f.get("e"));
      into.add("high." + e.getKey(), f.get("e") + f.get("open_max"));
      into.add("low." + e.getKey(), f.get("e"));
      into.add("e_est", f.get("e_est"));
      into.add("span", f.get("span"));
      into.add("open_gap", f.get("open_gap"));
      into.add("unknown", f.get("open_gap"));
      into.add("open_unrated", f.get("open_unrated"));
      span += f.get("span");
      gap += f.get("gap");
      total += f.get("e");
    }
    Edge start = Edge.start(slice.atStart());
    Edge end = Edge.end(slice.atEnd(), slice.last());
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
