package io.campuspulse.journal.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.campuspulse.journal.Journal.Entry;
import io.campuspulse.journal.JournalException;
import io.campuspulse.model.RawMessage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
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
 */
final class BatchCodec {
  private static final byte VERSION = 1;
  private static final int RETAINED = 1;
  private static final int CHECKSUM_BYTES = 4;

  /** Longest encoding of a message apart from its topic and payload: flags and three varints. */
  private static final int MESSAGE_OVERHEAD = 1 + 10 + 5 + 5;

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
      out.put((byte) (message.retained() ? RETAINED : 0));
      long distance = message.receivedAtMillis() - before;
      putVarint(out, (distance << 1) ^ (distance >> 63));
      before = message.receivedAtMillis();
      putBytes(out, message.topic().getBytes(UTF_8));
      putBytes(out, message.payload());
    }
    CRC32C checksum = new CRC32C();
    checksum.update(out.array(), 0, out.position());
    return new Encoded(
        messages.size(), Arrays.copyOf(out.array(), out.position() + CHECKSUM_BYTES), checksum);
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
      if (version != VERSION) {
        throw damaged(first, count, "format version " + version + ", this build reads " + VERSION);
      }
      long written = getVarint(in);
      if (written != count) {
        throw damaged(first, count, "it holds " + written + " messages");
      }
      return messages(in, first, count, from, max);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new JournalException(sentence(first, count, "its messages do not fit its length"), e);
    }
  }

  private static List<Entry> messages(ByteBuffer in, long first, int count, long from, int max) {
    List<Entry> entries = new ArrayList<>(Math.min(count, max));
    long before = 0;
    for (int i = 0; i < count && entries.size() < max; i++) {
      byte flags = in.get();
      long zigzag = getVarint(in);
      before += (zigzag >>> 1) ^ -(zigzag & 1);
      if (first + i < from) {
        skipBytes(in);
        skipBytes(in);
      } else {
        String topic = new String(getBytes(in), UTF_8);
        entries.add(
            new Entry(
                first + i, new RawMessage(topic, getBytes(in), (flags & RETAINED) != 0, before)));
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
