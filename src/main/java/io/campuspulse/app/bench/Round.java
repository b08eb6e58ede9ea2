package io.campuspulse.app.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One measured repetition, or the medians of several.
 *
 * @param contestant what was measured, such as {@code bare} or {@code ours}
 * @param rate messages or readings per second, from the start until all was done
 * @param cpuMicros CPU time of this process for each, µs
 * @param brokerMicros CPU time of the broker for each, µs; 0 when there is none or it is unknown
 * @param heapPeakBytes most heap in use, garbage included
 * @param residentPeakBytes most resident memory; 0 when unknown
 */
public record Round(
    String contestant,
    double rate,
    double cpuMicros,
    double brokerMicros,
    long heapPeakBytes,
    long residentPeakBytes) {

  /** The medians of one contestant's repetitions, each value on its own. */
  static Round median(List<Round> rounds, String contestant) {
    List<Round> own = rounds.stream().filter(r -> r.contestant.equals(contestant)).toList();
    return new Round(
        contestant,
        median(own, Round::rate),
        median(own, Round::cpuMicros),
        median(own, Round::brokerMicros),
        (long) median(own, Round::heapPeakBytes),
        (long) median(own, Round::residentPeakBytes));
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
    double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
