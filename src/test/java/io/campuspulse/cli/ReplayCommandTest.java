package io.campuspulse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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
        http: {port: 1}
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
  void aJournalThatIsInUseIsLeftToItsService() throws IOException {
    quarantine(1);
    Files.writeString(folder.resolve("operator"), "key");
    try (SqliteJournal service = journal()) {
      assertThat(run("replay", "--quarantine", "--key-file", "operator")).isEqualTo(1);
      assertThat(service.quarantine().counts()).containsEntry("unknown-device", 1L);
    }
    assertThat(err.toString()).contains("No service answers at http://127.0.0.1:1 ");
  }

  @Test
  void aRunningServiceIsAskedWithTheFilterOfTheCommand() throws IOException {
    List<String> asked = new ArrayList<>();
    HttpServer service =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        call -> {
          asked.add(call.getRequestMethod() + " " + call.getRequestURI());
          asked.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] answer =
              "{\"items\":[{\"total\":1}],\"replayed\":7,\"total\":9}"
                  .getBytes(StandardCharsets.UTF_8);
          call.sendResponseHeaders(
              call.getRequestMethod().equals("POST") ? 202 : 200, answer.length);
          call.getResponseBody().write(answer);
          call.close();
        });
    service.start();
    try {
      Files.writeString(folder.resolve("operator"), "key");
      String url = "http://127.0.0.1:" + service.getAddress().getPort();
      String[] where = {"--url", url, "--key-file", "operator", "--device", "教室 a&b"};
      assertThat(
              run(
                  "replay",
                  "--quarantine",
                  where[0],
                  where[1],
                  where[2],
                  where[3],
                  where[4],
                  where[5],
                  "--from",
                  "2026-03-02"))
          .isZero();
      assertThat(
              run(
                  "replay",
                  "--quarantine",
                  "--count",
                  where[0],
                  where[1],
                  where[2],
                  where[3],
                  where[4],
                  where[5]))
          .isZero();
    } finally {
      service.stop(0);
    }
    assertThat(asked)
        .containsExactly(
            "POST /api/v1/quarantine:replay",
            "{\"device\":\"教室 a&b\",\"from\":\"2026-03-01T16:00:00Z\"}",
            "GET /api/v1/quarantine?limit=1&device=%E6%95%99%E5%AE%A4%20a%26b",
            "");
    assertThat(out.toString().lines())
        .containsExactly(
            "7 messages are back in the journal; the service takes them now", "9 messages");
  }

  @Test
  void withoutAJournalItSaysSo() {
    assertThat(run("replay", "--quarantine")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no journal at ").contains("journal.db");
  }

  @Test
  void wrongUsageIsToldFromFailure() {
    assertThat(run("replay")).isEqualTo(2);
    assertThat(run("replay", "--quarantine", "--from", "yesterday")).isEqualTo(2);
    assertThat(err.toString()).contains("--quarantine").contains("--from must be an RFC 3339 time");
  }
}
