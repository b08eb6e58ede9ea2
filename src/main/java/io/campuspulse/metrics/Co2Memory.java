package io.campuspulse.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the CO2 of a space taught so far, carried from interval to interval as a short text: the
 * running verdict; the lowest level of each six hours of the last day; how fast CO2 fell with the
 * damper open, today as a histogram and as one number for each of the last 14 days. Not
 * thread-safe.
 */
final class Co2Memory {
  private static final long BLOCK = 6 * 3_600_000L;
  private static final long DAY = 86_400_000L;
  private static final int BLOCKS = 4;
  private static final int DAYS = 14;
  private static final int BINS = 24;
  private static final int LEAST_FALLS = 10;

  /** The fastest falls are those of rooms that everybody has left (P). */
  private static final double QUANTILE = 0.85;

  /** Air changes per hour of a fully open damper before anything was learnt (U). */
  private static final double DESIGN = 6.0;

  private static final double DESIGN_DAYS = 2;
  private static final double LOWEST_RATE = 0.5;

  /** Epoch minute of the last minute judged. */
  long lastMinute = Long.MIN_VALUE;

  boolean used;

  /** Lowest level since the space was last used, tenths of ppm. */
  long low = Long.MAX_VALUE;

  private final TreeMap<Long, Long> floors = new TreeMap<>();
  private long day = Long.MIN_VALUE;
  private int[] falls = new int[BINS];
  private final List<Integer> rates = new ArrayList<>();

  static Co2Memory restore(String saved) {
    Co2Memory memory = new Co2Memory();
    if (saved.isEmpty()) {
      return memory;
    }
    String[] parts = saved.split("~", -1);
    List<String> head = words(parts[0]);
    memory.lastMinute = Long.parseLong(head.get(0));
    memory.used = head.get(1).equals("1");
    memory.low = Long.parseLong(head.get(2));
    for (String floor : words(parts[1])) {
      int colon = floor.indexOf(':');
      memory.floors.put(
          Long.parseLong(floor.substring(0, colon)), Long.parseLong(floor.substring(colon + 1)));
    }
    List<String> today = words(parts[2]);
    memory.day = Long.parseLong(today.get(0));
    for (String bin : today.subList(1, today.size())) {
      int colon = bin.indexOf(':');
      memory.falls[Integer.parseInt(bin.substring(0, colon))] =
          Integer.parseInt(bin.substring(colon + 1));
    }
    words(parts[3]).forEach(rate -> memory.rates.add(Integer.parseInt(rate)));
    return memory;
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
  }

  String save() {
    StringBuilder out = new StringBuilder();
    out.append(lastMinute).append(',').append(used ? 1 : 0).append(',').append(low).append('~');
    String comma = "";
    for (Map.Entry<Long, Long> floor : floors.entrySet()) {
      out.append(comma).append(floor.getKey()).append(':').append(floor.getValue());
      comma = ",";
    }
    out.append('~').append(day);
    for (int i = 0; i < BINS; i++) {
      if (falls[i] > 0) {
        out.append(',').append(i).append(':').append(falls[i]);
      }
    }
    out.append('~');
    comma = "";
    for (int rate : rates) {
      out.append(comma).append(rate);
      comma = ",";
    }
    return out.toString();
  }

  /** Begins an interval: what lies too far back is forgotten, a day that is over becomes a rate. */
  void enter(long millis) {
    floors.headMap(Math.floorDiv(millis, BLOCK) - BLOCKS, false).clear();
    long today = Math.floorDiv(millis, DAY);
    if (today != day) {
      int count = 0;
      for (int n : falls) {
        count += n;
      }
      if (count >= LEAST_FALLS) {
        rates.add(quantile(count));
      }
      while (rates.size() > DAYS) {
        rates.remove(0);
      }
      falls = new int[BINS];
      day = today;
    }
  }

  private int quantile(int count) {
    int left = (int) Math.ceil(count * QUANTILE);
    int bin = 0;
    while (left > falls[bin]) {
      left -= falls[bin++];
    }
    return bin;
  }

  /** Notes a level in ppm. */
  void noteLevel(long millis, double ppm) {
    floors.merge(Math.floorDiv(millis, BLOCK), Math.round(ppm * 10), Math::min);
  }

  /** Notes how fast CO2 fell, in air changes per hour of a fully open damper. */
  void noteFall(double rate) {
    int bin = (int) Math.floor(4 * Math.log(rate / LOWEST_RATE) / Math.log(2));
    falls[Math.max(0, Math.min(BINS - 1, bin))]++;
  }

  /**
   * The level of an empty room, ppm: the lowest of the last day, where a day is known; a room is
   * never below the outdoor air, so a lower reading is the sensor's offset.
   *
   * @param outdoor outdoor level, ppm
   */
  double base(long millis, double outdoor, double most) {
    double floor = Double.MAX_VALUE;
    for (long tenths : floors.values()) {
      floor = Math.min(floor, tenths / 10.0);
    }
    boolean dayKnown =
        !floors.isEmpty() && floors.firstKey() <= Math.floorDiv(millis, BLOCK) - (BLOCKS - 1);
    return Math.min(floor, dayKnown ? outdoor + most : outdoor);
  }

  /** Air changes per hour of a fully open damper. */
  double rate() {
    if (rates.isEmpty()) {
      return DESIGN;
    }
    List<Integer> sorted = new ArrayList<>(rates);
    sorted.sort(null);
    int n = sorted.size();
    double middle = (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2.0;
    double logRate = Math.log(LOWEST_RATE) + (middle + 0.5) / 4 * Math.log(2);
    return Math.exp((DESIGN_DAYS * Math.log(DESIGN) + n * logRate) / (DESIGN_DAYS + n));
  }
}
