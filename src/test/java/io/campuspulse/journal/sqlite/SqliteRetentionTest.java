package io.campuspulse.journal.sqlite;

import static io.campuspulse.journal.Messages.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campuspulse.journal.Checkpoint;
import io.campuspulse.journal.Quarantine;
import io.campuspulse.journal.QuarantinedMessage;
import io.campuspulse.model.RawMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much stays: the bounds of the quarantine and the size of the file. */
class SqliteRetentionTest {
  private static final long PLENTY = 1L << 50;

  @TempDir Path directory;

  private SqliteJournal open(long messages, long bytes, long ageMillis) {
    return SqliteJournal.open(
        directory.resolve("journal.db"), new QuarantineBounds(messages, bytes, ageMillis));
  }

  private static QuarantinedMessage bad(long offset, int bytes, long receivedAtMillis) {
    return new QuarantinedMessage(
        offset, new RawMessage("", new byte[bytes], false, receivedAtMillis), "limit", "");
  }

  private static void quarantine(SqliteJournal journal, List<QuarantinedMessage> messages) {
    journal.commit(new Checkpoint("writer", journal.end(), Map.of(), messages));
  }

  private static void quarantine(SqliteJournal journal, long from, int count) {
    List<QuarantinedMessage> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(bad(from + i, 10, from + i));
    }
    quarantine(journal, messages);
  }

  private static List<Long> kept(SqliteJournal journal) {
    return journal.quarantine().list(null, 0, 1_000).stream()
        .map(QuarantinedMessage::offset)
        .toList();
  }

  @Test
  void theOldestGoWhenThereAreTooManyAndAreCountedForGood() {
    try (SqliteJournal journal = open(5, PLENTY, PLENTY)) {
      journal.append(messages(0, 20));
      quarantine(journal, 0, 4);
      assertThat(kept(journal)).containsExactly(0L, 1L, 2L, 3L);
      assertThat(journal.quarantine().trimmed()).isZero();
      quarantine(journal, 4, 4);
      assertThat(kept(journal)).containsExactly(3L, 4L, 5L, 6L, 7L);
      assertThat(journal.quarantine().trimmed()).isEqualTo(3);
    }
    try (SqliteJournal journal = open(5, PLENTY, PLENTY)) {
      quarantine(journal, 8, 1);
      assertThat(kept(journal)).containsExactly(4L, 5L, 6L, 7L, 8L);
      assertThat(journal.quarantine().trimmed()).isEqualTo(4);
      Quarantine.Filter fiveAndSix = new Quarantine.Filter(null, null, null, 5L, 7L);
      assertThat(journal.quarantine().replay(fiveAndSix, 1)).isEqualTo(2);
      quarantine(journal, 9, 2);
      assertThat(kept(journal)).containsExactly(4L, 7L, 8L, 9L, 10L);
      assertThat(journal.quarantine().trimmed()).isEqualTo(4);
    }
  }

  @Test
  void theOldestGoWhenThereAreTooManyBytes() {
    try (SqliteJournal journal = open(1_000, 100, PLENTY)) {
      journal.append(messages(0, 10));
      quarantine(journal, List.of(bad(0, 40, 0), bad(1, 40, 0), bad(2, 20, 0)));
      assertThat(kept(journal)).containsExactly(0L, 1L, 2L);
      quarantine(journal, List.of(bad(3, 1, 0)));
      assertThat(kept(journal)).containsExactly(1L, 2L, 3L);
      quarantine(journal, List.of(bad(4, 101, 0)));
      assertThat(kept(journal)).isEmpty();
      assertThat(journal.quarantine().trimmed()).isEqualTo(5);
    }
  }

  @Test
  void theOldGoByReceiveTimeAgainstTheNewestInTheJournal() {
    try (SqliteJournal journal = open(1_000, PLENTY, 1_000)) {
      journal.append(List.of(new RawMessage("t", new byte[0], false, 10_000)));
      quarantine(journal, List.of(bad(0, 1, 9_500), bad(1, 1, 9_000), bad(2, 1, 8_999)));
      assertThat(kept(journal)).containsExactly(0L, 1L);
      journal.append(List.of(new RawMessage("t", new byte[0], false, 10_200)));
    }
    try (SqliteJournal journal = open(1_000, PLENTY, 1_000)) {
      quarantine(journal, List.of());
      assertThat(kept(journal)).containsExactly(0L);
      assertThat(journal.quarantine().trimmed()).isEqualTo(2);
    }
  }

  @Test
  void replayingARangeNeitherRevivesNorRecountsWhatTheBoundsRemoved() {
    try (SqliteJournal journal = open(5, PLENTY, PLENTY)) {
      journal.append(messages(0, 20));
      quarantine(journal, 0, 8);
      quarantine(journal, 0, 8);
      assertThat(kept(journal)).containsExactly(3L, 4L, 5L, 6L, 7L);
      assertThat(journal.quarantine().trimmed()).isEqualTo(3);
    }
  }

  @Test
  void boundsMustBePositive() {
    assertThatThrownBy(() -> new QuarantineBounds(0, 1, 1))
        .hasMessage("quarantine maxMessages is 0, must be at least 1");
  }

  private static List<RawMessage> megabyte(Random random) {
    byte[] payload = new byte[1 << 20];
    random.nextBytes(payload);
    return List.of(new RawMessage("t", payload, false, 0));
  }

  @Test
  void theFileStaysSmallWhileConsumersKeepUp() {
    Random random = new Random(3);
    try (SqliteJournal journal = open(1, 1, 1)) {
      for (int i = 0; i < 150; i++) {
        journal.append(megabyte(random));
        journal.commit(new Checkpoint("writer", journal.end(), Map.of(), List.of()));
        journal.trim();
        assertThat(journal.sizeBytes()).isLessThan(48L << 20);
      }
    }
  }

  @Test
  void theFileShrinksAfterABacklogWasConsumed() {
    Random random = new Random(4);
    try (SqliteJournal journal = open(1, 1, 1)) {
      for (int i = 0; i < 100; i++) {
        journal.append(megabyte(random));
      }
      assertThat(journal.sizeBytes()).isGreaterThan(100L << 20);
      journal.commit(new Checkpoint("writer", 99, Map.of(), List.of()));
      journal.trim();
      assertThat(journal.start()).isEqualTo(99);
      assertThat(journal.read(0, 1)).hasSize(1);
      assertThat(journal.sizeBytes()).isLessThan(48L << 20);
    }
  }
}
