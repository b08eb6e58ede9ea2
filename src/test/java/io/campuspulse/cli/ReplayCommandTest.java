package io.campuspulse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.journal.Checkpoint;
import io.campuspulse.journal.Journal;
import io.campuspulse.journal.QuarantinedMessage;
import io.campuspulse.journal.QuarantinedMessage.Source;
import io.campuspulse.journal.sqlite.QuarantineBounds;
import io.campuspulse.journal.sqlite.SqliteJournal;
import io.campuspulse.model.RawMessage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code campus replay} on the journal of a service that is stopped. */
class ReplayCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void fill() throws IOException {
    Files.createDirectories(folder.resolve("config"));
    Files.writeString(
        folder.resolve("config/campus.yaml"),
        """
        mqtt: {url: "tcp://127.0.0.1:1883", filters: [a/#]}
        journal: {dir: ../journal}
        store: {kind: embedded, dir: ../store}
        """);
  }

  private SqliteJournal journal() {
    return SqliteJournal.open(folder.resolve("journal/journal.db"), QuarantineBounds.DEFAULT);
  }

  private void quarantine(int count) {
    try (SqliteJournal journal = journal()) {
      List<RawMessage> messages = new ArrayList<>();
      List<QuarantinedMessage> bad = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        RawMessage message = new RawMessage("a/" + i, new byte[] {(byte) i}, false, 1_000L * i);
        messages.add(message);
        Source source = new Source("house", "d" + i % 3);
        bad.add(new QuarantinedMessage(i, message, "unknown-device", "nobody", source));
      }
      journal.append(messages);
      journal.commit(new Checkpoint("ingest", count, Map.of(), bad));
    }
  }

  private int run(String... args) {
    CommandLine line = Main.commandLine(new Surroundings(Map.of(), folder));
    return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
  }

  @Test
  void itCountsAndReplaysWhatTheFilterNamesOnce() {
    quarantine(2_500);

    assertThat(run("replay", "--quarantine", "--device", "d1", "--count")).isZero();
    assertThat(out.toString()).isEqualTo("833 messages\n");
    assertThat(run("replay", "--quarantine", "--from", "1970-01-01T00:10:00Z")).isZero();
    assertThat(run("replay", "--quarantine")).isZero();
    assertThat(run("replay", "--quarantine")).isZero();

    assertThat(out.toString().lines().skip(1))
        .containsExactly(
            "1900 messages are back in the journal; the service takes them when it starts",
            "600 messages are back in the journal; the service takes them when it starts",
            "0 messages are back in the journal; the service takes them when it starts");
    try (SqliteJournal journal = journal()) {
      List<Long> origins = new ArrayList<>();
      List<Journal.Entry> entries = journal.read(2_500, 4_096);
      entries.forEach(entry -> origins.add(entry.origin()));
      assertThat(origins).hasSize(2_500).doesNotHaveDuplicates();
      assertThat(entries.get(0).origin()).isEqualTo(600);
      assertThat(entries.get(0).message().receivedAtMillis()).isEqualTo(600_000);
      assertThat(journal.quarantine().counts()).isEmpty();
    }
  }

  @Test
  void aJournalThatIsInUseSaysWhatToDo() {
    quarantine(1);
    try (SqliteJournal service = journal()) {
      assertThat(run("replay", "--quarantine")).isEqualTo(1);
      assertThat(service.quarantine().counts()).containsEntry("unknown-device", 1L);
    }
    assertThat(err.toString())
        .contains("is in use by another process")
        .contains("ask it with --url and --key-file, or stop it");
  }

  @Test
  void withoutAJournalItSaysSo() {
    assertThat(run("replay", "--quarantine")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no journal at ").contains("journal.db");
  }

  @Test
  void wrongUsageIsToldFromFailure() {
    assertThat(run("replay")).isEqualTo(2);
    assertThat(run("replay", "--quarantine", "--url", "http://127.0.0.1:1")).isEqualTo(2);
    assertThat(run("replay", "--quarantine", "--from", "yesterday")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--quarantine")
        .contains("--url and --key-file are given together")
        .contains("--from must be an RFC 3339 time");
  }
}
