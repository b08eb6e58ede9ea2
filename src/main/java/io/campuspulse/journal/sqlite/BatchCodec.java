package io.campuspulse.journal.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.campuspulse.journal.Journal.Entry;
import io.campuspulse.journal.Journal.Replay;
import io.campuspulse.journal.JournalException;
import io.campuspulse.journal.QuarantinedMessage;
import io.campuspulse.model.RawMessage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The bytes of one batch row.
 *
 * <p>Layout: version (1 byte), number of messages (varint), the messages, CRC32C (4 bytes, big
 * endian) of everything before it and of the batch's first offset (8 bytes, big endian), so that a
 * row under a wrong key is noticed too. A message: flags (1 byte, bit 0 = retained), receive time
 * as the zigzag varint of its distance from the message before, topic length (varint), topic in
 * UTF-8, payload length (varint), payload.
 *
 * <p>A batch of replayed messages has version 2: after the number of messages the time of the
 * replay (zigzag varint), and each message begins with its first offset (varint) and the length
 * (varint) and text of its reason.
 */
final class BatchCodec {
  private static final byte VERSION = 1;
  private static final byte REPLAY_VERSION = 2;
  private static final int RETAINED = 1;
  private static final int CHECKSUM_BYTES = 4;

  /** Longest encoding of a message apart from its topic and payload: flags and three varints. */
  private static final int MESSAGE_OVERHEAD = 1 + 10 + 5 + 5;

  /** Longest encoding of what a replay adds to a message apart from its reason: two varints. */
  private static final int REPLAY_OVERHEAD = 10 + 5;

  private BatchCodec() {}

  /**
   * A body whose checksum still lacks the offset, so that encoding needs no lock.
   *
   * @param count number of messages
   * @param bytes the row's bytes with room for the checksum at the end
   * @param checksum CRC32C of the bytes before that room
   */
  @SuppressWarnings("ArrayRecordComponent") // a hand-over, never compared
  record Encoded(int count, byte[] bytes, CRC32C checksum) {

    /** Completes the row for its place in the journal. Call once. */
    byte[] at(long firstOffset) {
      updateWithOffset(checksum, firstOffset);
      ByteBuffer.wrap(bytes).putInt(bytes.length - CHECKSUM_BYTES, (int) checksum.getValue());
      return bytes;
    }
  }

  /**
   * Encodes messages into as few rows as a size limit for a row allows, at least one message each.
   */
  static List<Encoded> encode(List<RawMessage> messages, int maxRowBytes) {
    List<Encoded> rows = new ArrayList<>(1);
    int from = 0;
    while (from < messages.size()) {
      long size = 0;
      int to = from;
      while (to < messages.size()
          && (to == from || size + bound(messages.get(to)) <= maxRowBytes)) {
        size += bound(messages.get(to));
        to++;
      }
      rows.add(encodeRow(messages.subList(from, to), Math.toIntExact(size)));
      from = to;
    }
    return rows;
  }

  private static long bound(RawMessage message) {
    return MESSAGE_OVERHEAD + 3L * message.topic().length() + message.payload().length;
  }

  private static Encoded encodeRow(List<RawMessage> messages, int sizeBound) {
    ByteBuffer out = ByteBuffer.allocate(1 + 5 + sizeBound + CHECKSUM_BYTES);
    out.put(VERSION);
    putVarint(out, messages.size());
    long before = 0;
    for (RawMessage message : messages) {
      before = putMessage(out, message, before);
    }
    return encoded(out, messages.size());
  }

  /**
   * Encodes messages that come back from quarantine into one row.
   *
   * @param atMillis when the replay was asked for
   */
  static Encoded encodeReplay(List<QuarantinedMessage> messages, long atMillis) {
    long bound = 1 + 5 + 10 + CHECKSUM_BYTES;
    for (QuarantinedMessage m : messages) {
      bound += bound(m.message()) + REPLAY_OVERHEAD + 3L * m.reason().length();
    }
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(bound));
    out.put(REPLAY_VERSION);
    putVarint(out, messages.size());
    putZigzag(out, atMillis);
    long before = 0;
    for (QuarantinedMessage m : messages) {
      putVarint(out, m.offset());
      putBytes(out, m.reason().getBytes(UTF_8));
      before = putMessage(out, m.message(), before);
    }
    return encoded(out, messages.size());
  }

  /** Answers the receive time, to which that of the next message is relative. */
  private static long putMessage(ByteBuffer out, RawMessage message, long before) {
    out.put((byte) (message.retained() ? RETAINED : 0));
    putZigzag(out, message.receivedAtMillis() - before);
    putBytes(out, message.topic().getBytes(UTF_8));
    putBytes(out, message.payload());
    return message.receivedAtMillis();
  }

  private static Encoded encoded(ByteBuffer out, int count) {
    int length = out.flip().limit();
    byte[] bytes = new byte[length + CHECKSUM_BYTES];
    out.get(bytes, 0, length);
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return new Encoded(count, bytes, checksum);
  }

  /**
   * Takes the messages of a row from an offset on.
   *
   * @param first the row's first offset
   * @param count the number of messages that the row's key claims
   * @param from first offset wanted
   * @param max most messages to take
   * @throws JournalException naming the offset, when the bytes are not those that were written
   */
  static List<Entry> decode(long first, int count, byte[] body, long from, int max) {
    verifyChecksum(first, count, body);
    ByteBuffer in = ByteBuffer.wrap(body, 0, body.length - CHECKSUM_BYTES);
    try {
      byte version = in.get();
      if (version != VERSION && version != REPLAY_VERSION) {
        throw damaged(
            first,
            count,
            "format version %d, this build reads %d and %d"
                .formatted(version, VERSION, REPLAY_VERSION));
      }
      long written = getVarint(in);
      if (written != count) {
        throw damaged(first, count, "it holds " + written + " messages");
      }
      Long replayedAt = version == REPLAY_VERSION ? getZigzag(in) : null;
      return messages(in, replayedAt, new Row(first, count), from, max);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new JournalException(sentence(first, count, "its messages do not fit its length"), e);
    }
  }

  private record Row(long first, int count) {}

  private static List<Entry> messages(ByteBuffer in, Long replayedAt, Row row, long from, int max) {
    List<Entry> entries = new ArrayList<>(Math.min(row.count, max));
    long before = 0;
    for (int i = 0; i < row.count && entries.size() < max; i++) {
      boolean wanted = row.first + i >= from;
      Replay replay = null;
      if (replayedAt != null) {
        long origin = getVarint(in);
        replay = new Replay(origin, replayedAt, new String(getBytes(in), UTF_8));
      }
      byte flags = in.get();
      before += getZigzag(in);
      if (wanted) {
        String topic = new String(getBytes(in), UTF_8);
        RawMessage message = new RawMessage(topic, getBytes(in), (flags & RETAINED) != 0, before);
        entries.add(new Entry(row.first + i, message, replay));
      } else {
        skipBytes(in);
        skipBytes(in);
      }
    }
    return entries;
  }

  private static void verifyChecksum(long first, int count, byte[] body) {
    if (body == null || body.length <= CHECKSUM_BYTES) {
      throw damaged(first, count, "it has no content");
    }
    int end = body.length - CHECKSUM_BYTES;
    CRC32C checksum = new CRC32C();
    checksum.update(body, 0, end);
    updateWithOffset(checksum, first);
    if (ByteBuffer.wrap(body).getInt(end) != (int) checksum.getValue()) {
      throw damaged(first, count, "its checksum does not match");
    }
  }

  private static void updateWithOffset(CRC32C checksum, long offset) {
    checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(0, offset));
  }

  private static JournalException damaged(long first, int count, String how) {
    return new JournalException(sentence(first, count, how), null);
  }

  private static String sentence(long first, int count, String how) {
    return "the journal batch at offset "
        + first
        + " (said to hold "
        + count
        + " messages) is damaged: "
        + how;
  }

  private static void putBytes(ByteBuffer out, byte[] bytes) {
    putVarint(out, bytes.length);
    out.put(bytes);
  }

  private static byte[] getBytes(ByteBuffer in) {
    byte[] bytes = new byte[length(in)];
    in.get(bytes);
    return bytes;
  }

  private static void skipBytes(ByteBuffer in) {
    int length = length(in);
    in.position(in.position() + length);
  }

  private static int length(ByteBuffer in) {
    long length = getVarint(in);
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    return (int) length;
  }

  private static void putZigzag(ByteBuffer out, long value) {
    putVarint(out, (value << 1) ^ (value >> 63));
  }

  private static long getZigzag(ByteBuffer in) {
    long zigzag = getVarint(in);
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  private static void putVarint(ByteBuffer out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  private static long getVarint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte part = in.get();
      value |= (part & 0x7FL) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new BufferUnderflowException();
  }
}
