package io.campuspulse.journal.sqlite;

import static io.campuspulse.journal.Messages.assertSame;
import static io.campuspulse.journal.Messages.message;
import static io.campuspulse.journal.Messages.messages;
import static io.campuspulse.journal.Messages.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campuspulse.journal.Journal.Entry;
import io.campuspulse.journal.JournalException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal does when its file is not as it left it. */
class SqliteJournalDamageTest {
  @TempDir Path directory;

  private Path file() {
    return directory.resolve("journal.db");
  }

  private static SqliteJournal open(Path file) {
    return SqliteJournal.open(file, QuarantineBounds.DEFAULT);
  }

  private void write(String sql) throws Exception {
    try (SqliteJournal journal = open(file())) {
      for (int i = 0; i < 5; i++) {
        journal.append(messages(i * 10L, 10));
      }
    }
    try (ForeignTool tool = new ForeignTool(file())) {
      tool.execute(sql);
    }
  }

  @Test
  void aFlippedByteInABatchIsReportedWithItsOffsetAndNeverRead() throws Exception {
    write(
        "UPDATE batch SET body = substr(body, 1, 40) || x'FF00FF' || substr(body, 44)"
            + " WHERE first = 20");
    try (SqliteJournal journal = open(file())) {
      assertThat(journal.end()).isEqualTo(50);
      assertThat(journal.read(0, 20)).hasSize(20);
      for (long from : new long[] {15, 20, 29}) {
        assertThatThrownBy(() -> journal.read(from, 10))
            .isInstanceOf(JournalException.class)
            .hasMessageContaining("offset 20")
            .hasMessageContaining("damaged: its checksum does not match");
      }
      assertSame(journal.read(30, 1).get(0).message(), message(30));
    }
  }

  @Test
  void aTornBatchIsReportedWithItsOffset() throws Exception {
    write("UPDATE batch SET body = substr(body, 1, length(body) / 2) WHERE first = 40");
    try (SqliteJournal journal = open(file())) {
      assertThatThrownBy(() -> journal.read(40, 10))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("offset 40");
      assertThat(journal.append(messages(50, 1))).isEqualTo(50);
    }
  }

  @Test
  void aMissingBatchIsReportedWithItsOffsetAndNotSkipped() throws Exception {
    write("DELETE FROM batch WHERE first IN (0, 20)");
    try (SqliteJournal journal = open(file())) {
      assertThatThrownBy(() -> journal.read(0, 5))
          .hasMessageContaining("holds offset 0 is missing");
      assertThat(journal.read(10, 10)).hasSize(10);
      assertThatThrownBy(() -> journal.read(10, 11))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("holds offset 20 is missing");
    }
  }

  @Test
  void aBatchMovedToAnotherOffsetIsReported() throws Exception {
    write("DELETE FROM batch WHERE first = 20");
    try (ForeignTool tool = new ForeignTool(file())) {
      tool.execute("UPDATE batch SET first = 20 WHERE first = 30");
    }
    try (SqliteJournal journal = open(file())) {
      assertThatThrownBy(() -> journal.read(20, 1))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("offset 20");
    }
  }

  @Test
  void overwrittenPagesOfTheFileAreReportedAndNeverReadAsMessages() throws Exception {
    write("PRAGMA wal_checkpoint(TRUNCATE)");
    byte[] good = Files.readAllBytes(file());
    Random random = new Random(5);
    int noticed = 0;
    for (int round = 0; round < 160; round++) {
      byte[] damaged = good.clone();
      byte[] noise = new byte[64];
      random.nextBytes(noise);
      int at = 8192 + random.nextInt(damaged.length - 8192 - noise.length);
      System.arraycopy(noise, 0, damaged, at, noise.length);
      Files.write(file(), damaged);
      noticed += readsOnlyTheTruth() ? 0 : 1;
    }
    assertThat(noticed).isGreaterThan(3);
  }

  /** Whether everything could be read; what could be read was right. */
  private boolean readsOnlyTheTruth() {
    try (SqliteJournal journal = open(file())) {
      for (Entry entry : journal.read(0, 100)) {
        assertSame(entry.message(), message(entry.offset()));
      }
      return journal.end() == 50;
    } catch (JournalException noticed) {
      return false;
    }
  }

  @Test
  void aLogTornAtAnyPointGivesACleanPrefix() throws Exception {
    Random random = new Random(7);
    try (SqliteJournal journal = open(file())) {
      for (int i = 0; i < 12; i++) {
        journal.append(messages(i * 10L, 10));
      }
      int lost = 0;
      for (int round = 0; round < 25; round++) {
        Path copy = directory.resolve("copy-" + round + ".db");
        Files.copy(file(), copy);
        tear(copy, random);
        try (SqliteJournal torn = open(copy)) {
          List<Entry> entries = readAll(torn, 0);
          entries.forEach(entry -> assertSame(entry.message(), message(entry.offset())));
          assertThat(entries.size() % 10).isZero();
          assertThat(torn.append(messages(entries.size(), 10))).isEqualTo(entries.size());
          lost += entries.size() < 120 ? 1 : 0;
        }
      }
      assertThat(lost).isGreaterThan(15);
    }
  }

  private void tear(Path copy, Random random) throws IOException {
    Path wal = copy.resolveSibling(copy.getFileName() + "-wal");
    Files.copy(directory.resolve("journal.db-wal"), wal);
    try (FileChannel channel = FileChannel.open(wal, StandardOpenOption.WRITE)) {
      channel.truncate(random.nextInt((int) channel.size()));
    }
  }

  @Test
  void aForeignFileIsRefused() throws Exception {
    Path other = directory.resolve("other.db");
    try (ForeignTool tool = new ForeignTool(other)) {
      tool.execute("CREATE TABLE t (x)");
    }
    assertThatThrownBy(() -> open(other))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("not a Campus Pulse journal");
    Path text = Files.writeString(directory.resolve("text.db"), "not a database\n".repeat(100));
    assertThatThrownBy(() -> open(text)).isInstanceOf(JournalException.class);
    assertThat(text).hasContent("not a database\n".repeat(100).strip());
  }

  @Test
  void aNewerFormatIsRefused() throws Exception {
    write("PRAGMA user_version=99");
    assertThatThrownBy(() -> open(file()))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("its format is 99, this build reads 3");
  }

  @Test
  void aJournalInUseIsRefused() {
    try (SqliteJournal first = open(file())) {
      assertThatThrownBy(() -> open(file()))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("in use by another process");
      assertThat(first.append(messages(0, 1))).isZero();
    }
    open(file()).close();
  }

  @Test
  void anAppendThatFailsLeavesNoTraceAndTheNextOneGoesOn() throws Exception {
    try (SqliteJournal journal = open(file());
        ForeignTool tool = new ForeignTool(file())) {
      journal.append(messages(0, 10));
      tool.execute("BEGIN IMMEDIATE");
      assertThatThrownBy(() -> journal.append(messages(10, 10)))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("could not append 10 messages at offset 10")
          .hasMessageContaining("SQLITE_BUSY");
      assertThat(journal.end()).isEqualTo(10);
      assertThat(journal.read(0, 100)).as("reads go on").hasSize(10);
      tool.execute("ROLLBACK");
      assertThat(journal.append(messages(10, 5))).isEqualTo(10);
      readAll(journal, 0).forEach(entry -> assertSame(entry.message(), message(entry.offset())));
      assertThat(journal.end()).isEqualTo(15);
    }
  }

  @Test
  void aLongReadDoesNotHoldUpAppends() throws Exception {
    try (SqliteJournal journal = open(file());
        ForeignTool tool = new ForeignTool(file())) {
      journal.append(messages(0, 10));
      tool.execute("BEGIN");
      assertThat(tool.ask("SELECT count(*) FROM batch")).isEqualTo("1");
      journal.append(messages(10, 10));
      assertThat(journal.read(10, 10)).hasSize(10);
      assertThat(tool.ask("SELECT count(*) FROM batch")).as("its snapshot").isEqualTo("1");
    }
  }
}
