package io.campuspulse.ingest;

import io.campuspulse.codec.Effect;
import io.campuspulse.codec.NativeReading;
import io.campuspulse.codec.NativeValue;
import io.campuspulse.codec.QuantityGuess;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.RawMessage;
import io.campuspulse.query.UnknownDevice;
import io.campuspulse.query.UnknownDevices;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * What devices sent that the registry does not have, so that they can be added to it. Bounded: of
 * {@value #MOST_DEVICES} devices the one heard longest ago makes room, and is counted. Written by
 * the ingest thread, read by any.
 */
public final class Strangers implements UnknownDevices {
  private static final int VERSION = 1;
  private static final Pattern NUMBER = Pattern.compile("[-+.]?\\d|true|false|a very long number");
  private static final int MOST_DEVICES = 1_000;
  private static final int MOST_METRICS = 64;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_SAMPLE = 80;

  private final LinkedHashMap<Key, Stranger> devices = new LinkedHashMap<>(16, 0.75f, true);
  private final LinkedHashMap<Key, Stranger> partly = new LinkedHashMap<>(16, 0.75f, true);
  private final Entities entities = new Entities();
  private long forgotten;
  private boolean changed;

  private record Key(String convention, String identity) {}

  private record Value(String sample, String unit) {}

  private static final class Stranger {
    private String topic = "";
    private long first;
    private long last;
    private long messages;
    private final Map<String, Value> metrics = new LinkedHashMap<>();
  }

  /** Notes what a message said about devices that nobody has registered. */
  synchronized void heard(String convention, RawMessage message, List<NativeReading> readings) {
    hear(devices, convention, message, readings);
    changed = true;
  }

  /**
   * Notes metrics of registered devices that no point takes. They are not saved: each is told again
   * after a start or a reload.
   */
  synchronized void unmapped(String convention, RawMessage message, List<NativeReading> readings) {
    hear(partly, convention, message, readings);
  }

  private void hear(
      Map<Key, Stranger> into,
      String convention,
      RawMessage message,
      List<NativeReading> readings) {
    Set<Stranger> counted = new HashSet<>();
    for (NativeReading reading : readings) {
      String identity = String.valueOf(reading.device());
      if (identity.length() > LONGEST_NAME || !clean(identity, LONGEST_NAME).equals(identity)) {
        forgotten++;
        continue;
      }
      Stranger stranger = obtain(into, new Key(convention, identity), message.receivedAtMillis());
      if (counted.add(stranger)) {
        stranger.topic = clean(message.topic(), LONGEST_NAME);
        stranger.last = Math.max(stranger.last, message.receivedAtMillis());
        stranger.messages += message.retained() ? 0 : 1;
      }
      note(stranger, reading);
    }
  }

  private Stranger obtain(Map<Key, Stranger> into, Key key, long receivedAtMillis) {
    Stranger stranger = into.get(key);
    if (stranger == null) {
      stranger = new Stranger();
      stranger.first = receivedAtMillis;
      into.put(key, stranger);
      if (into.size() > MOST_DEVICES) {
        into.remove(into.keySet().iterator().next());
        forgotten++;
      }
    }
    return stranger;
  }

  private static void note(Stranger stranger, NativeReading reading) {
    String metric = reading.metric();
    boolean room = stranger.metrics.size() < MOST_METRICS || stranger.metrics.containsKey(metric);
    if (room && clean(metric, LONGEST_NAME).equals(metric)) {
      String unit = reading.unit();
      stranger.metrics.put(
          metric,
          new Value(text(reading.value()), unit == null ? null : clean(unit, LONGEST_SAMPLE)));
    }
  }

  private static String text(NativeValue value) {
    if (value instanceof NativeValue.Num n) {
      return n.value().precision() > 40 ? "a very long number" : n.value().toString();
    } else if (value instanceof NativeValue.Bool b) {
      return String.valueOf(b.value());
    } else if (value instanceof NativeValue.Text t) {
      return clean(t.value(), LONGEST_SAMPLE);
    }
    return value instanceof NativeValue.Null ? "null" : "a list or object";
  }

  /** At most so many characters, with half characters replaced: fit for any encoding. */
  private static String clean(String text, int longest) {
    String cut = text.length() <= longest ? text : text.substring(0, longest) + "…";
    for (int i = 0; i < cut.length(); i++) {
      char c = cut.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < cut.length()
          && Character.isLowSurrogate(cut.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        cut = cut.substring(0, i) + '?' + cut.substring(i + 1);
      }
    }
    return cut;
  }

  /** Notes what a discovery message announced. */
  synchronized void announced(Effect.DiscoveredEntity entity) {
    entities.add(entity);
    changed = true;
  }

  /**
   * Removes devices that are known by now.
   *
   * @param known whether a device of a convention and an identity is registered
   */
  public synchronized void forget(BiPredicate<String, String> known) {
    changed |= devices.keySet().removeIf(k -> known.test(k.convention(), k.identity()));
    partly.clear(); // those that still have no point are told anew
  }

  @Override
  public synchronized List<UnknownDevice> list() {
    return newestFirst(devices);
  }

  @Override
  public synchronized List<UnknownDevice> unmapped() {
    return newestFirst(partly);
  }

  private List<UnknownDevice> newestFirst(Map<Key, Stranger> heard) {
    List<UnknownDevice> list = new ArrayList<>();
    heard.forEach((key, stranger) -> list.add(describe(key, stranger)));
    Collections.reverse(list);
    return list;
  }

  private UnknownDevice describe(Key key, Stranger stranger) {
    List<UnknownDevice.UnknownMetric> metrics = new ArrayList<>();
    stranger.metrics.forEach(
        (metric, value) -> {
          Optional<Entities.Entity> entity = entities.find(stranger.topic, metric);
          String told = entity.map(Entities.Entity::unit).filter(u -> !u.isEmpty()).orElse(null);
          String unit = value.unit() == null ? told : value.unit();
          String words = entity.map(Entities.Entity::deviceClass).orElse("");
          Optional<Quantity> guess =
              words.isEmpty() ? Optional.empty() : QuantityGuess.of(words, unit);
          Optional<Quantity> suggestion =
              guess.or(() -> QuantityGuess.of(metric, unit)).filter(q -> fits(q, value.sample()));
          metrics.add(
              new UnknownDevice.UnknownMetric(
                  metric, value.sample(), unit, value.unit() != null, suggestion));
        });
    return new UnknownDevice(
        key.convention(),
        key.identity(),
        entities.deviceOf(stranger.topic),
        new UnknownDevice.Heard(stranger.topic, stranger.first, stranger.last, stranger.messages),
        metrics);
  }

  /** A word is a state, such as ON; never a number. What sent nothing yet may be anything. */
  private static boolean fits(Quantity quantity, String sample) {
    return quantity.kind() == Quantity.Kind.STATE
        || sample.isEmpty()
        || sample.equals("null")
        || NUMBER.matcher(sample).lookingAt();
  }

  @Override
  public synchronized long forgotten() {
    return forgotten;
  }

  /** Whether anything was noted since the last {@link #save}. */
  synchronized boolean changed() {
    return changed;
  }

  /** The saved form for checkpoints. */
  synchronized String save() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(VERSION);
      out.writeLong(forgotten);
      out.writeInt(devices.size());
      for (Map.Entry<Key, Stranger> entry : devices.entrySet()) {
        Stranger s = entry.getValue();
        out.writeUTF(entry.getKey().convention());
        out.writeUTF(entry.getKey().identity());
        out.writeUTF(s.topic);
        out.writeLong(s.first);
        out.writeLong(s.last);
        out.writeLong(s.messages);
        out.writeInt(s.metrics.size());
        for (Map.Entry<String, Value> metric : s.metrics.entrySet()) {
          out.writeUTF(metric.getKey());
          out.writeUTF(metric.getValue().sample());
          out.writeUTF(metric.getValue().unit() == null ? "" : metric.getValue().unit());
        }
      }
      entities.save(out);
      changed = false;
      return Base64.getEncoder().encodeToString(bytes.toByteArray());
    } catch (IOException e) {
      throw new IllegalStateException("a byte array refused to be written", e);
    }
  }

  /** Restores a saved form; one that cannot be read is dropped, what it told is heard again. */
  synchronized void restore(String saved) {
    devices.clear();
    try {
      DataInputStream in =
          new DataInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(saved)));
      if (in.readInt() != VERSION) {
        return;
      }
      forgotten = in.readLong();
      for (int left = in.readInt(); left > 0; left--) {
        Key key = new Key(in.readUTF(), in.readUTF());
        Stranger s = new Stranger();
        s.topic = in.readUTF();
        s.first = in.readLong();
        s.last = in.readLong();
        s.messages = in.readLong();
        for (int metrics = in.readInt(); metrics > 0; metrics--) {
          String metric = in.readUTF();
          String sample = in.readUTF();
          String unit = in.readUTF();
          s.metrics.put(metric, new Value(sample, unit.isEmpty() ? null : unit));
        }
        devices.put(key, s);
      }
      entities.load(in);
    } catch (IOException | IllegalArgumentException e) {
      devices.clear();
    }
  }
}
