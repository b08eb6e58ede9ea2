package io.campuspulse.app.bench;

/**
 * One measured repetition.
 *
 * @param subscriber {@code bare} or {@code ours}
 * @param rate messages per second, from the order to publish until all was done
 * @param cpuMicros CPU time of this process per message, µs
 * @param brokerMicros CPU time of the broker per message, µs; 0 when unknown
 * @param heapPeakBytes most heap in use, garbage included
 * @param residentPeakBytes most resident memory; 0 when unknown
 */
public record Round(
    String subscriber,
    double rate,
    double cpuMicros,
    double brokerMicros,
    long heapPeakBytes,
    long residentPeakBytes) {}
