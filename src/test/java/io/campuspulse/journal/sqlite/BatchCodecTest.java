package io.campuspulse.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campuspulse.journal.Journal.Entry;
import io.campuspulse.journal.JournalException;
import io.campuspulse.journal.Messages;
import io.campuspulse.model.RawMessage;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class BatchCodecTest {
  private static final int UNLIMITED = Integer.MAX_VALUE;

  @Provide
  Arbitrary<RawMessage> anyMessage() {
    Arbitrary<String> topics =
        Arbitraries.strings()
            .ofMaxLength(40)
            .filter(topic -> topic.chars().noneMatch(c -> Character.isSurrogate((char) c)));
    return Combinators.combine(
            topics,
            Arbitraries.bytes().array(byte[].class).ofMaxSize(60),
            Arbitraries.of(true, false),
            Arbitraries.longs())
        .as(RawMessage::new);
  }

  private static void assertHolds(List<Entry> entries, long first, List<RawMessage> messages) {
    assertThat(entries).hasSameSizeAs(messages);
    for (int i = 0; i < messages.size(); i++) {
      assertThat(entries.get(i).offset()).isEqualTo(first + i);
      Messages.assertSame(entries.get(i).message(), messages.get(i));
    }
  }

  @Property(tries = 300)
  void decodingGivesBackWhatWasEncoded(
      @ForAll @Size(min = 1, max = 30) List<@From("anyMessage") RawMessage> messages,
      @ForAll @LongRange(min = 0) long first,
      @ForAll @IntRange(max = 29) int skip,
      @ForAll @IntRange(min = 1, max = 30) int max) {
    byte[] body = BatchCodec.encode(messages, UNLIMITED).get(0).at(first % (1L << 60));
    long at = first % (1L << 60);
    assertHolds(BatchCodec.decode(at, messages.size(), body, 0, UNLIMITED), at, messages);
    int from = Math.min(skip, messages.size());
    int to = Math.min(from + max, messages.size());
    assertHolds(
        BatchCodec.decode(at, messages.size(), body, at + from, max),
        at + from,
        messages.subList(from, to));
  }

  @Example
  void everyFlippedBitAndEveryTruncationIsNoticed() {
    List<RawMessage> messages = Messages.messages(0, 3);
    byte[] body = BatchCodec.encode(messages, UNLIMITED).get(0).at(77);
    for (int bit = 0; bit < body.length * 8; bit++) {
      byte[] damaged = body.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      assertDamaged(77, 3, damaged);
    }
    for (int length = 0; length < body.length; length++) {
      assertDamaged(77, 3, Arrays.copyOf(body, length));
    }
    assertDamaged(77, 3, Arrays.copyOf(body, body.length + 1));
    assertDamaged(77, 3, null);
  }

  @Example
  void aRowUnderAWrongOffsetOrWithAWrongCountIsNoticed() {
    byte[] body = BatchCodec.encode(Messages.messages(0, 3), UNLIMITED).get(0).at(77);
    assertDamaged(78, 3, body);
    assertDamaged(77, 2, body);
    assertDamaged(77, 4, body);
  }

  private static void assertDamaged(long first, int count, byte[] body) {
    assertThatThrownBy(() -> BatchCodec.decode(first, count, body, first, UNLIMITED))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("offset " + first)
        .hasMessageContaining("damaged");
  }

  @Example
  void messagesAreSplitIntoRowsOfBoundedSize() {
    List<RawMessage> messages = Messages.messages(0, 100);
    List<BatchCodec.Encoded> rows = BatchCodec.encode(messages, 2_000);
    assertThat(rows.size()).isGreaterThan(5);
    int from = 0;
    for (BatchCodec.Encoded row : rows) {
      byte[] body = row.at(from);
      assertThat(body.length).isLessThan(2_020);
      List<RawMessage> expected = messages.subList(from, from + row.count());
      assertHolds(BatchCodec.decode(from, row.count(), body, 0, UNLIMITED), from, expected);
      from += row.count();
    }
    assertThat(from).isEqualTo(100);
    assertThat(BatchCodec.encode(List.of(), 2_000)).isEmpty();
  }
}
