package io.campuspulse.app.bench;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What {@link IngestBench} found.
 *
 * @param settings what was asked for
 * @param load the messages in words
 * @param broker the broker in words
 * @param rounds all measured repetitions in order
 * @param fates what became of the messages of the last repetition of ours
 */
public record IngestReport(
    IngestSettings settings,
    String load,
    String broker,
    List<Round> rounds,
    Map<String, Long> fates) {
  static final String BARE = "bare";
  static final String OURS = "ours";

  public IngestReport {
    rounds = List.copyOf(rounds);
    fates = Map.copyOf(fates);
  }

  /** Medians of the bare subscriber. */
  public Round bare() {
    return median(BARE);
  }

  /** Medians of the whole service. */
  public Round ours() {
    return median(OURS);
  }

  /** Our rate to the bare one's. */
  public double ratio() {
    return ours().rate() / bare().rate();
  }

  private Round median(String subscriber) {
    return new Round(
        subscriber,
        median(subscriber, Round::rate),
        median(subscriber, Round::cpuMicros),
        median(subscriber, Round::brokerMicros),
        (long) median(subscriber, Round::heapPeakBytes),
        (long) median(subscriber, Round::residentPeakBytes));
  }

  private double median(String subscriber, ToDoubleFunction<Round> value) {
    double[] sorted =
        rounds.stream()
            .filter(r -> r.subscriber().equals(subscriber))
            .mapToDouble(value)
            .sorted()
            .toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
