package io.campuspulse.app.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What this process and its helpers use between {@link #start} and now. One thread. */
final class Usage {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");

  private final Optional<ProcessHandle> broker;
  private final long cpuNanos = cpu();
  private final Duration brokerCpu;
  private long heapPeak;

  private Usage(Optional<ProcessHandle> broker) {
    this.broker = broker;
    this.brokerCpu = brokerCpu();
    try {
      Files.writeString(CLEAR, "5"); // Linux: the resident peak starts again here
    } catch (IOException e) {
      // then it is the peak since the start of the process, or unknown
    }
    sample();
  }

  /**
   * Starts measuring.
   *
   * @param broker the broker's process when it runs on this machine
   */
  static Usage start(Optional<ProcessHandle> broker) {
    return new Usage(broker);
  }

  /** Notes the heap in use; to be called every now and then. */
  void sample() {
    Runtime runtime = Runtime.getRuntime();
    heapPeak = Math.max(heapPeak, runtime.totalMemory() - runtime.freeMemory());
  }

  /** CPU time of this process, ns. */
  long cpuNanos() {
    return cpu() - cpuNanos;
  }

  /** CPU time of the broker, ns; 0 when it is unknown. */
  long brokerNanos() {
    return brokerCpu().minus(brokerCpu).toNanos();
  }

  /** Most heap seen in use, garbage included, bytes. */
  long heapPeakBytes() {
    return heapPeak;
  }

  /** Most resident memory of this process, bytes; 0 where the system does not tell. */
  long residentPeakBytes() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmHWM:")) {
          return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
      }
    } catch (IOException e) {
      // not Linux
    }
    return 0;
  }

  private Duration brokerCpu() {
    return broker.flatMap(b -> b.info().totalCpuDuration()).orElse(Duration.ZERO);
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
