package io.campuspulse.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.journal.Journal.Entry;
import io.campuspulse.model.RawMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Messages that are a function of their number, so that a reader can tell each bit. */
public final class Messages {
  public static final long FIRST_RECEIVED = 1_767_225_600_000L;

  /** How long tests wait for other threads and processes on a busy machine. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private Messages() {}

  /** The message with a number; its topic starts with {@code n/<number>/}. */
  public static RawMessage message(long number) {
    Random random = new Random(number * 7919 + 1);
    byte[] payload = new byte[random.nextInt(300)];
    random.nextBytes(payload);
    return new RawMessage(
        "n/" + number + "/教室-" + random.nextInt(100),
        payload,
        random.nextBoolean(),
        FIRST_RECEIVED + number * 10 + random.nextInt(5));
  }

  public static List<RawMessage> messages(long from, int count) {
    List<RawMessage> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(message(from + i));
    }
    return messages;
  }

  /** The number in a message's topic. */
  public static long number(RawMessage message) {
    return Long.parseLong(message.topic().split("/", -1)[1]);
  }

  /** Compares every bit; cheap when they agree, since tests compare hundreds of thousands. */
  public static void assertSame(RawMessage actual, RawMessage expected) {
    if (actual.topic().equals(expected.topic())
        && Arrays.equals(actual.payload(), expected.payload())
        && actual.retained() == expected.retained()
        && actual.receivedAtMillis() == expected.receivedAtMillis()) {
      return;
    }
    assertThat(actual.topic()).isEqualTo(expected.topic());
    assertThat(actual.payload()).isEqualTo(expected.payload());
    assertThat(actual.retained()).isEqualTo(expected.retained());
    assertThat(actual.receivedAtMillis()).isEqualTo(expected.receivedAtMillis());
    throw new AssertionError("the messages differ");
  }

  /** Everything a journal holds from an offset on, which must be dense. */
  public static List<Entry> readAll(Journal journal, long from) {
    List<Entry> all = new ArrayList<>();
    long next = Math.max(from, journal.start());
    List<Entry> some = journal.read(next, 1_000);
    while (!some.isEmpty()) {
      for (Entry entry : some) {
        if (entry.offset() != next) {
          throw new AssertionError("offset " + entry.offset() + " where " + next + " belongs");
        }
        next++;
      }
      all.addAll(some);
      some = journal.read(next, 1_000);
    }
    assertThat(next).isEqualTo(Math.max(journal.end(), journal.start()));
    return all;
  }
}
