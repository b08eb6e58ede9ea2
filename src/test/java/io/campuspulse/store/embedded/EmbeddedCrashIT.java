package io.campuspulse.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campuspulse.model.FactRow;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Reading;
import io.campuspulse.store.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a writing process with SIGKILL and looks for what its returned writes promised. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class EmbeddedCrashIT {
  private static final int KILLS = 8;
  private static final List<String> POINTS = IntStream.range(0, 50).mapToObj(i -> "p" + i).toList();

  @TempDir Path directory;

  @Test
  void whatAReturnedWriteStoredSurvivesKillsOfTheProcess() throws Exception {
    Random random = new Random(20260302);
    int next = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      int last = writeAndKill(next, 5 + random.nextInt(120), random.nextInt(3_000_000));
      assertThat(last).isGreaterThanOrEqualTo(next);
      verify(last);
      next = last + 1;
    }
  }

  @Test
  void aDirectoryInUseIsRefusedByASentence() throws Exception {
    Process writer = start(0);
    try (BufferedReader lines = writer.inputReader()) {
      assertThat(lines.readLine()).isEqualTo("0");
      assertThatThrownBy(() -> EmbeddedStore.open(new EmbeddedSettings(directory)))
          .isInstanceOf(StoreException.class)
          .hasMessage("store directory " + directory + " is in use by another process");
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }

  /** Lets a process write some batches, kills it a little later; the last batch acknowledged. */
  private int writeAndKill(int first, int batches, int laterNanos) throws Exception {
    Process writer = start(first);
    int last = first - 1;
    try (BufferedReader lines = writer.inputReader()) {
      while (last < first + batches) {
        last = Integer.parseInt(lines.readLine());
      }
      long until = System.nanoTime() + laterNanos;
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      // by its handle, which leaves what it printed readable
      writer.toHandle().destroyForcibly();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = Integer.parseInt(line);
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }
    return last;
  }

  private Process start(int first) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            WriterProcess.class.getName(),
            directory.toString(),
            Integer.toString(first)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** All of the batches up to the last acknowledged one, of the next all, some or nothing. */
  private void verify(int last) {
    Set<Reading> promised = new HashSet<>();
    for (int n = 0; n <= last; n++) {
      promised.addAll(WriterProcess.batch(n));
    }
    Set<Reading> attempted = new HashSet<>(WriterProcess.batch(last + 1));
    try (EmbeddedStore store = EmbeddedStore.open(new EmbeddedSettings(directory))) {
      List<Reading> found = new ArrayList<>();
      Interval all = new Interval(0, Long.MAX_VALUE);
      store.readings().scan(POINTS, all, found::add);
      Set<Reading> stored = new HashSet<>(found);
      assertThat(found).hasSize(stored.size());
      assertThat(stored.containsAll(promised)).as("promised readings are there").isTrue();
      stored.removeAll(promised);
      stored.removeAll(attempted);
      assertThat(stored).as("readings that nobody wrote").isEmpty();
      List<FactRow> facts = new ArrayList<>();
      store.facts().scan(List.of(WriterProcess.LEAF), all, facts::add);
      assertThat(facts).hasSize(1);
      assertThat(facts.get(0)).isIn(WriterProcess.fact(last), WriterProcess.fact(last + 1));
    }
  }
}
