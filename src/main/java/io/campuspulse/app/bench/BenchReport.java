package io.campuspulse.app.bench;

import java.util.List;
import java.util.Map;

/**
 * What a bench found: the product beside the least that its task could cost.
 *
 * @param unit what is counted, {@code messages} or {@code readings}
 * @param setup how it was measured, in words, by keyword
 * @param rounds all measured repetitions in order
 */
public record BenchReport(String unit, Map<String, String> setup, List<Round> rounds) {
  static final String BARE = "bare";
  static final String OURS = "ours";

  public BenchReport {
    rounds = List.copyOf(rounds);
  }

  /** Medians of the least that the task could cost. */
  public Round bare() {
    return Round.median(rounds, BARE);
  }

  /** Medians of the product. */
  public Round ours() {
    return Round.median(rounds, OURS);
  }

  /** Our rate to the bare one's. */
  public double ratio() {
    return ours().rate() / bare().rate();
  }
}
