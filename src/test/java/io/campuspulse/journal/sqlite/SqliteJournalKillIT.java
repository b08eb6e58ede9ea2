package io.campuspulse.journal.sqlite;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.journal.Journal.Entry;
import io.campuspulse.journal.Messages;
import io.campuspulse.journal.QuarantinedMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that appends is killed (SIGKILL) again and again. */
class SqliteJournalKillIT {
  private static final int KILLS = 12;
  private static final long SEED = 20260101;

  @TempDir Path directory;

  private final Set<Long> acknowledged = new HashSet<>();
  private long cursor;

  @Test
  void whatWasAcknowledgedIsThereOnceAndBitEqualAfterEveryKill() throws Exception {
    Path file = directory.resolve("journal.db");
    Random random = new Random(SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      int before = acknowledged.size();
      appendAndKill(file, kill * 1_000_000L, 1 + random.nextInt(3_000));
      assertThat(acknowledged.size()).isGreaterThan(before);
      verify(file);
    }
  }

  private void appendAndKill(Path file, long first, int lines) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                AppendingProcess.class.getName(),
                file.toString(),
                Long.toString(first))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII))) {
      for (int i = 0; i < lines; i++) {
        String line = out.readLine();
        assertThat(line).as("the process lives").isNotNull();
        note(line);
      }
      process.toHandle().destroyForcibly(); // Process.destroyForcibly would close the stream
      noteTheRest(out);
      assertThat(process.waitFor()).as("killed by SIGKILL").isEqualTo(128 + 9);
    } finally {
      process.destroyForcibly();
    }
  }

  /** What was printed before the kill counts; a last line without its end does not. */
  private void noteTheRest(BufferedReader out) throws IOException {
    StringBuilder rest = new StringBuilder();
    char[] some = new char[8192];
    for (int n = out.read(some); n > 0; n = out.read(some)) {
      rest.append(some, 0, n);
    }
    rest.substring(0, rest.lastIndexOf("\n") + 1).lines().forEach(this::note);
  }

  private void note(String line) {
    String[] words = line.split(" ", -1);
    if (words[0].equals("ack")) {
      acknowledged.add(Long.parseLong(words[1]));
    } else {
      cursor = Long.parseLong(words[1]);
    }
  }

  private void verify(Path file) {
    try (SqliteJournal journal = SqliteJournal.open(file, QuarantineBounds.DEFAULT)) {
      Set<Long> found = new HashSet<>();
      for (Entry entry : Messages.readAll(journal, 0)) {
        long number = Messages.number(entry.message());
        Messages.assertSame(entry.message(), Messages.message(number));
        if (!found.add(number)) {
          throw new AssertionError("message " + number + " is there twice");
        }
      }
      assertThat(found).containsAll(acknowledged);
      long saved = journal.cursor(AppendingProcess.CONSUMER);
      assertThat(saved).isBetween(cursor, journal.end());
      String state = journal.state("next");
      assertThat(state == null ? "0" : state).isEqualTo("" + saved);
      List<Long> quarantined =
          journal.quarantine().list(null, 0, Integer.MAX_VALUE).stream()
              .map(QuarantinedMessage::offset)
              .toList();
      assertThat(quarantined).hasSize((int) ((saved + 9) / 10)).allMatch(offset -> offset < saved);
      cursor = saved;
    }
  }
}
