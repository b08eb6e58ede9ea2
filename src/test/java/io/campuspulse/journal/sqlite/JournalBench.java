package io.campuspulse.journal.sqlite;

import io.campuspulse.journal.Checkpoint;
import io.campuspulse.model.RawMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Measures durable appends: {@code java -cp ... JournalBench DIRECTORY [SECONDS]}. Not a test: it
 * asserts no time.
 */
final class JournalBench {
  private JournalBench() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    for (int batch : new int[] {1, 20, 100, 1000, 4096}) {
      measure(directory, batch, seconds);
    }
  }

  private static void measure(Path directory, int batchSize, int seconds) throws Exception {
    Path file = Files.createTempDirectory(directory, "bench").resolve("journal.db");
    List<RawMessage> batch = batch(batchSize);
    long bytes = batch.stream().mapToLong(m -> m.payload().length + m.topic().length()).sum();
    try (SqliteJournal journal = SqliteJournal.open(file, QuarantineBounds.DEFAULT)) {
      run(journal, batch, 1);
      List<Long> nanos = run(journal, batch, seconds);
      double elapsed = nanos.stream().mapToLong(Long::longValue).sum() / 1e9;
      nanos.sort(null);
      System.out.printf(
          "batch %5d: %7.0f batches/s %9.0f msg/s %7.1f MB/s  p50 %.2f ms  p99 %.2f ms  file %d MB%n",
          batchSize,
          nanos.size() / elapsed,
          (double) nanos.size() * batchSize / elapsed,
          nanos.size() * (double) bytes / elapsed / 1e6,
          nanos.get(nanos.size() / 2) / 1e6,
          nanos.get(nanos.size() * 99 / 100) / 1e6,
          journal.sizeBytes() >> 20);
      long start = System.nanoTime();
      long next = 0;
      while (next < journal.end()) {
        next += journal.read(next, 4096).size();
      }
      double read = (System.nanoTime() - start) / 1e9;
      start = System.nanoTime();
      journal.commit(new Checkpoint("bench", next, Map.of(), List.of()));
      journal.trim();
      double trim = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "             read %.0f msg/s, trim %.2f s, then file %d MB%n",
          next / read, trim, journal.sizeBytes() >> 20);
    }
  }

  private static List<Long> run(SqliteJournal journal, List<RawMessage> batch, int seconds) {
    List<Long> nanos = new ArrayList<>();
    long start = System.nanoTime();
    long before = start;
    while (before - start < seconds * 1_000_000_000L) {
      journal.append(batch);
      long now = System.nanoTime();
      nanos.add(now - before);
      before = now;
    }
    return nanos;
  }

  private static List<RawMessage> batch(int size) {
    Random random = new Random(1);
    List<RawMessage> batch = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      byte[] payload = new byte[150];
      random.nextBytes(payload);
      batch.add(
          new RawMessage("campus/3101100001/device-" + i + "/telemetry", payload, false, 1000 + i));
    }
    return batch;
  }
}
