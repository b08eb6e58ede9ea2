package io.campuspulse.explain.recompute;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** METRICS §1 "Not additive": from the scope's summed intervals. */
final class SeriesRecipes {
  private static final long QUARTER = 900_000;

  private SeriesRecipes() {}

  /**
   * A time of the scope's meters together.
   *
   * @param high the most that it can be, or null without a limit
   */
  private record Slot(JsonNode from, long amount, Long high, boolean known) {}

  /** Sums the leaves' intervals, and checks the bundle's own sums by them. */
  private static List<Slot> slots(Bundle b, String amount) {
    TreeMap<Long, List<JsonNode>> byTime = new TreeMap<>();
    for (JsonNode leaf : b.leaves()) {
      for (JsonNode i : leaf.get("intervals")) {
        byTime.computeIfAbsent(Bundle.millis(i.get("from")), t -> new ArrayList<>()).add(i);
      }
    }
    List<Slot> slots = new ArrayList<>();
    int leaves = b.leaves().size();
    byTime.forEach((t, all) -> slots.add(slot(all, amount, leaves)));
    List<Slot> told = new ArrayList<>();
    for (JsonNode s : b.list("series")) {
      Long high = s.get("high").isNull() ? null : s.get("high").asLong();
      told.add(new Slot(s.get("from"), s.get("amount").asLong(), high, s.get("known").asBoolean()));
    }
    if (!slots.equals(told)) {
      throw new AssertionError("series differs from the leaves' intervals: " + slots + told);
    }
    return slots;
  }

  private static Slot slot(List<JsonNode> intervals, String amount, int leaves) {
    long measured = 0;
    long most = 0;
    long unlimited = 0;
    long span = 0;
    long gaps = 0;
    for (JsonNode i : intervals) {
      JsonNode facts = i.get("facts");
      measured += Bundle.fact(facts, amount) - Bundle.fact(facts, amount + "_est");
      most += Bundle.fact(facts, "gap_most") + Bundle.fact(facts, "open_max");
      unlimited += Bundle.fact(facts, "open_unrated");
      span += Bundle.fact(facts, "span");
      gaps += Bundle.fact(facts, "gap") + Bundle.fact(facts, "open_gap");
    }
    boolean whole = span == QUARTER * leaves;
    return new Slot(
        intervals.get(0).get("from"),
        measured,
        unlimited > 0 || !whole ? null : Long.valueOf(measured + most),
        whole && gaps == 0);
  }

  private static List<Slot> joined(List<Slot> slots, int count) {
    List<Slot> all = new ArrayList<>();
    for (int i = 0; i + count <= slots.size(); i += count) {
      List<Slot> part = slots.subList(i, i + count);
      boolean limited = part.stream().allMatch(s -> s.high() != null);
      all.add(
          new Slot(
              part.get(0).from(),
              part.stream().mapToLong(Slot::amount).sum(),
              limited ? part.stream().mapToLong(Slot::high).sum() : null,
              part.stream().allMatch(Slot::known)));
    }
    return all;
  }

  private static Map<LocalDate, List<Slot>> days(List<Slot> slots) {
    TreeMap<LocalDate, List<Slot>> days = new TreeMap<>();
    slots.forEach(s -> days.computeIfAbsent(Bundle.date(s.from()), d -> new ArrayList<>()).add(s));
    return days;
  }

  private static BigDecimal kilowatt(long milliwattHours) {
    return Digits.million(milliwattHours).multiply(Digits.of(4));
  }

  private static long peak(List<Slot> slots) {
    return slots.stream().mapToLong(Slot::amount).max().orElse(0);
  }

  private static Long limit(List<Slot> slots) {
    return slots.stream().anyMatch(s -> s.high() == null)
        ? null
        : Long.valueOf(slots.stream().mapToLong(Slot::high).max().orElse(0));
  }

  static Numbers peakDemand(Bundle b) {
    List<Slot> slots = slots(b, "e");
    List<Slot> known = slots.stream().filter(Slot::known).toList();
    BigDecimal value = known.isEmpty() ? null : kilowatt(peak(known));
    Long limit = limit(slots);
    return new Numbers(
        value,
        value,
        null,
        Digits.ratio(known.size(), slots.size()),
        kilowatt(peak(slots)),
        limit == null ? null : kilowatt(limit),
        true);
  }

  static Numbers loadFactor(Bundle b) {
    List<Slot> slots = slots(b, "e");
    List<Slot> known = slots.stream().filter(Slot::known).toList();
    long total = known.stream().mapToLong(Slot::amount).sum();
    BigDecimal mean =
        known.isEmpty() ? null : Digits.ratio(kilowatt(total), Digits.of(known.size()));
    BigDecimal peak = known.isEmpty() ? null : kilowatt(peak(known));
    Long limit = limit(slots);
    long least = slots.stream().mapToLong(Slot::amount).sum();
    BigDecimal low = BigDecimal.ZERO;
    BigDecimal high = BigDecimal.ONE;
    BigDecimal count = Digits.of(slots.size());
    if (limit != null && limit > 0) {
      low = Digits.ratio(Digits.of(least), Digits.of(limit).multiply(count));
    }
    if (limit != null && peak(slots) > 0) {
      long most = slots.stream().mapToLong(Slot::high).sum();
      BigDecimal found = Digits.ratio(Digits.of(most), Digits.of(peak(slots)).multiply(count));
      high = found.min(BigDecimal.ONE);
    }
    return new Numbers(
        Digits.ratio(mean, peak),
        mean,
        peak,
        Digits.ratio(known.size(), slots.size()),
        low,
        high,
        true);
  }

  /** Mean of the 8 lowest of some amounts of half hours, kW. */
  private static BigDecimal lowest(List<Long> halves) {
    List<Long> eight = halves.stream().sorted().limit(8).toList();
    long total = eight.stream().mapToLong(Long::longValue).sum();
    return Digits.ratio(
        Digits.million(total).multiply(Digits.of(3_600_000)), Digits.of(eight.size() * 1_800_000L));
  }

  /** The same of the highest that half hours may be, or null when too few have a limit. */
  private static BigDecimal lowestLimit(List<Slot> halves) {
    List<Long> limited = halves.stream().map(Slot::high).filter(h -> h != null).toList();
    return limited.size() < Math.min(8, halves.size()) ? null : lowest(limited);
  }

  static Numbers baseLoad(Bundle b) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal low = BigDecimal.ZERO;
    BigDecimal high = BigDecimal.ZERO;
    int whole = 0;
    int complete = 0;
    for (List<Slot> day : days(slots(b, "e")).values()) {
      if (day.size() != 96) {
        continue;
      }
      whole++;
      List<Slot> halves = joined(day, 2);
      BigDecimal least = lowest(halves.stream().map(Slot::amount).toList());
      BigDecimal most = lowestLimit(halves);
      low = low.add(least);
      high = high == null || most == null ? null : high.add(most);
      if (halves.stream().allMatch(Slot::known)) {
        complete++;
        sum = sum.add(least);
      }
    }
    BigDecimal days = Digits.of(whole);
    BigDecimal value = Digits.ratio(sum, Digits.of(complete));
    return new Numbers(
        value,
        value,
        null,
        Digits.ratio(complete, whole),
        whole == 0 ? null : Digits.ratio(low, days),
        whole == 0 ? null : Digits.ratio(high, days),
        true);
  }

  static Numbers nightFlow(Bundle b) {
    List<Slot> hours = new ArrayList<>();
    for (List<Slot> day : days(slots(b, "w")).values()) {
      for (int hour = 0; hour < 5; hour++) {
        String begin = String.format(java.util.Locale.ROOT, "T%02d:", hour);
        hours.addAll(
            joined(day.stream().filter(s -> s.from().asText().contains(begin)).toList(), 4));
      }
    }
    List<Slot> known = hours.stream().filter(Slot::known).toList();
    BigDecimal value = litres(known.stream().map(Slot::amount).toList());
    List<Long> limited = hours.stream().map(Slot::high).filter(h -> h != null).toList();
    return new Numbers(
        value,
        value,
        null,
        Digits.ratio(known.size(), hours.size()),
        litres(hours.stream().map(Slot::amount).toList()),
        litres(limited),
        true);
  }

  private static BigDecimal litres(List<Long> millilitres) {
    return millilitres.stream()
        .min(Long::compare)
        .map(ml -> BigDecimal.valueOf(ml, 3))
        .orElse(null);
  }
}
