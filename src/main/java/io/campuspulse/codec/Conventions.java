package io.campuspulse.codec;

import io.campuspulse.model.RawMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * All conventions behind one door: the first registered one that claims the topic, and whose guards
 * accept the body, decodes the message.
 *
 * <p>Not thread-safe: feed one thread at a time, in journal order.
 */
public final class Conventions implements MessageDecoder {
  private static final int SNAPSHOT_VERSION = 1;
  private static final int MOST_ROUTES = 8192;
  private static final int LONGEST_ROUTE = 256;

  /** What a topic's name alone decides: worked out once for topics that come again. */
  private record Route(Topic topic, List<Convention> claiming) {}

  private final List<Convention> conventions;
  private final Limits limits;
  private final Effects effects;
  private final Map<String, Route> routes = new HashMap<>();
  private long failures;

  /**
   * Registers conventions, most specific topics first.
   *
   * @throws IllegalArgumentException when two have the same id
   */
  public Conventions(List<Convention> conventions, Limits limits, Effects effects) {
    this.conventions = List.copyOf(conventions);
    this.limits = limits;
    this.effects = effects;
    Map<String, Convention> seen = new HashMap<>();
    for (Convention convention : this.conventions) {
      if (seen.put(convention.id(), convention) != null) {
        throw new IllegalArgumentException("two conventions have the id " + convention.id());
      }
    }
  }

  @Override
  public DecodeResult decode(RawMessage message) {
    Route route = route(message.topic());
    for (Convention convention : route.claiming) {
      DecodeResult result = attempt(convention, route.topic, message);
      if (result != null) {
        return result;
      }
    }
    return new DecodeResult.Rejected(
        null,
        RejectReason.UNCLAIMED_TOPIC,
        "no convention claims topic " + Rejection.quote(message.topic()));
  }

  private Route route(String name) {
    Route known = routes.get(name);
    if (known != null) {
      return known;
    }
    Topic topic = Topic.of(name);
    Route route = new Route(topic, conventions.stream().filter(c -> c.claims(topic)).toList());
    if (name.length() <= LONGEST_ROUTE) {
      if (routes.size() == MOST_ROUTES) {
        routes.clear();
      }
      routes.put(name, route);
    }
    return route;
  }

  private DecodeResult attempt(Convention convention, Topic topic, RawMessage message) {
    try {
      if (message.payload().length > limits.payloadBytes()) {
        throw Rejection.limit(
            "payload of "
                + message.payload().length
                + " bytes is over the limit of "
                + limits.payloadBytes());
      }
      return convention.decode(topic, message, effects);
    } catch (Rejection rejection) {
      return new DecodeResult.Rejected(convention.id(), rejection.reason(), rejection.getMessage());
    } catch (RuntimeException defect) {
      failures++;
      return new DecodeResult.Rejected(
          convention.id(),
          RejectReason.INVALID_PAYLOAD,
          "the decoder failed, please report it: " + defect);
    }
  }

  /**
   * How many messages met a defect of a decoder instead of a rule. Always 0 unless there is a bug;
   * such messages are rejected like bad ones.
   */
  public long failures() {
    return failures;
  }

  @Override
  public Conventions fork() {
    List<Convention> own = conventions.stream().map(Convention::fresh).toList();
    Conventions fork = new Conventions(own, limits, Effects.NONE);
    try {
      fork.restore(snapshot());
    } catch (IOException e) {
      throw new IllegalStateException("a decoder cannot read its own snapshot", e);
    }
    return fork;
  }

  /** The state that conventions keep between messages, for a checkpoint; bounded. */
  @Override
  public byte[] snapshot() {
    try {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(body);
      out.writeInt(SNAPSHOT_VERSION);
      for (Convention convention : conventions) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        convention.save(new DataOutputStream(part));
        if (part.size() > 0) {
          out.writeUTF(convention.id());
          out.writeInt(part.size());
          part.writeTo(out);
        }
      }
      CRC32 crc = new CRC32();
      crc.update(body.toByteArray());
      out.writeUTF("");
      out.writeInt((int) crc.getValue());
      return body.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("a byte array refused to be written", e);
    }
  }

  /**
   * Takes over a {@link #snapshot}; state of conventions that are no longer registered is dropped.
   *
   * @throws IOException when the bytes are damaged or of another version; nothing has changed then
   */
  @Override
  public void restore(byte[] snapshot) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot));
    int version = in.readInt();
    if (version != SNAPSHOT_VERSION) {
      throw new IOException("decoder state has version " + version + ", not " + SNAPSHOT_VERSION);
    }
    Map<String, byte[]> parts = new HashMap<>();
    for (String id = in.readUTF(); !id.isEmpty(); id = in.readUTF()) {
      int size = in.readInt();
      if (size < 0 || size > in.available()) {
        throw new IOException("decoder state of " + id + " is cut short");
      }
      parts.put(id, in.readNBytes(size));
    }
    CRC32 crc = new CRC32();
    crc.update(snapshot, 0, snapshot.length - in.available() - 2);
    if (in.available() != Integer.BYTES || in.readInt() != (int) crc.getValue()) {
      throw new IOException("decoder state is damaged: its checksum differs");
    }
    List<Runnable> commits = new ArrayList<>();
    for (Convention convention : conventions) {
      byte[] part = parts.get(convention.id());
      if (part != null) {
        commits.add(convention.load(new DataInputStream(new ByteArrayInputStream(part))));
      }
    }
    commits.forEach(Runnable::run);
  }
}
