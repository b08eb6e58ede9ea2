package io.campuspulse.journal;

import static io.campuspulse.journal.Messages.assertSame;
import static io.campuspulse.journal.Messages.message;
import static io.campuspulse.journal.Messages.messages;
import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.journal.Journal.Entry;
import io.campuspulse.journal.Journal.Replay;
import io.campuspulse.journal.Quarantine.Filter;
import io.campuspulse.journal.QuarantinedMessage.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the quarantine of every journal promises to those who look at it and replay it. */
public abstract class QuarantineContract {
  /** A year after the messages: replays do not make others old. */
  private static final long LATE = Messages.FIRST_RECEIVED + 365L * 86_400_000;

  private Journal journal;

  /** Opens the journal under test on the same medium each time; new at the start of a test. */
  protected abstract Journal open();

  @BeforeEach
  final void openFirst() {
    journal = open();
  }

  @AfterEach
  final void closeLast() {
    journal.close();
  }

  private static Checkpoint quarantining(long next, List<QuarantinedMessage> quarantined) {
    return new Checkpoint("writer", next, Map.of(), quarantined);
  }

  private static QuarantinedMessage of(String device, long offset) {
    return new QuarantinedMessage(
        offset, message(offset), "unknown-device", "", new Source("house", device));
  }

  @Test
  void aReplayPutsMessagesBackAtTheEndAsTheyWereReceivedAndOnlyOnce() {
    journal.append(messages(0, 10));
    journal.commit(
        quarantining(
            10,
            List.of(
                new QuarantinedMessage(1, message(1), "limit", "too long"),
                of("a", 4),
                of("b", 6))));

    assertThat(journal.quarantine().replay(Filter.reason("unknown-device"), LATE)).isEqualTo(2);
    assertThat(journal.quarantine().replay(Filter.reason("unknown-device"), 78)).isZero();

    assertThat(journal.end()).isEqualTo(12);
    assertThat(journal.quarantine().counts()).isEqualTo(Map.of("limit", 1L));
    journal.close();
    journal = open();
    journal.commit(quarantining(10, List.of()));
    assertThat(journal.quarantine().counts()).as("not aged").isEqualTo(Map.of("limit", 1L));
    List<Entry> entries = journal.read(9, 10);
    assertThat(entries).extracting(Entry::offset).containsExactly(9L, 10L, 11L);
    assertThat(entries).extracting(Entry::origin).containsExactly(9L, 4L, 6L);
    assertThat(entries)
        .extracting(Entry::replay)
        .containsExactly(
            null, new Replay(4, LATE, "unknown-device"), new Replay(6, LATE, "unknown-device"));
    assertSame(entries.get(1).message(), message(4));
    assertSame(entries.get(2).message(), message(6));
    assertThat(journal.append(messages(12, 1))).isEqualTo(12);
  }

  @Test
  void aReplayedMessageThatFailsAgainComesBackUnderItsOldOffset() {
    journal.append(messages(0, 10));
    journal.commit(quarantining(10, List.of(of("a", 4))));
    journal.quarantine().replay(Filter.ALL, 77);
    Checkpoint failedAgain = quarantining(11, List.of(of("a", 4)));
    journal.commit(failedAgain);
    journal.commit(failedAgain);

    assertThat(journal.quarantine().list(null, 0, 10))
        .extracting(QuarantinedMessage::offset)
        .containsExactly(4L);
    assertThat(journal.quarantine().get(4)).isPresent();
    assertThat(journal.quarantine().get(10)).isEmpty();
    assertThat(journal.quarantine().trimmed()).isZero();
  }

  @Test
  void theQuarantineIsFilteredByReasonTopicDeviceAndTimeAndPaged() {
    journal.append(messages(0, 10));
    journal.commit(
        quarantining(
            10,
            List.of(
                new QuarantinedMessage(1, message(1), "limit", "too long"),
                of("a", 4),
                of("b", 6),
                of("a%' OR 1=1", 7))));
    Quarantine quarantine = journal.quarantine();

    assertThat(offsets(Filter.ALL, -1)).containsExactly(1L, 4L, 6L, 7L);
    assertThat(offsets(Filter.ALL, 4)).containsExactly(6L, 7L);
    assertThat(quarantine.count(Filter.ALL, 4)).isEqualTo(2);
    assertThat(offsets(Filter.device("house", "a"), -1)).containsExactly(4L);
    assertThat(offsets(Filter.device(null, "b"), -1)).containsExactly(6L);
    assertThat(offsets(Filter.device("other", "b"), -1)).isEmpty();
    assertThat(offsets(Filter.device(null, "a%' OR 1=1"), -1)).containsExactly(7L);
    String topic = message(4).topic();
    assertThat(offsets(new Filter(null, topic, null, null, null), -1)).contains(4L);
    assertThat(offsets(new Filter(null, topic + "x", null, null, null), -1)).isEmpty();
    assertThat(offsets(new Filter(null, "%", null, null, null), -1)).isEmpty();
    long from = message(4).receivedAtMillis();
    long to = message(7).receivedAtMillis();
    assertThat(offsets(new Filter(null, null, null, from, to), -1)).containsExactly(4L, 6L);
    assertThat(quarantine.get(4).orElseThrow().source()).isEqualTo(new Source("house", "a"));
    assertThat(quarantine.get(1).orElseThrow().source()).isNull();
  }

  private List<Long> offsets(Filter filter, long after) {
    return journal.quarantine().page(filter, after, 10).stream()
        .map(QuarantinedMessage::offset)
        .toList();
  }
}
