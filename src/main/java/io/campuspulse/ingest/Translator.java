package io.campuspulse.ingest;

import io.campuspulse.codec.Availability;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Effect;
import io.campuspulse.codec.MessageDecoder;
import io.campuspulse.codec.NativeQuality;
import io.campuspulse.codec.NativeReading;
import io.campuspulse.codec.NativeTime;
import io.campuspulse.codec.NativeValue;
import io.campuspulse.journal.QuarantinedMessage.Source;
import io.campuspulse.model.Device;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.RawMessage;
import io.campuspulse.model.Reading;
import io.campuspulse.normalize.Normalized;
import io.campuspulse.normalize.Normalizer;
import io.campuspulse.normalize.Sample;
import io.campuspulse.registry.Campus;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One message to readings: decode, resolve, normalize. Never throws for any message. One thread at
 * a time, messages in journal order.
 */
public final class Translator {
  private static final Duration DEDUP_WINDOW = Duration.ofMinutes(10);

  /** Devices of which metrics without a point are told, and such metrics of one device. */
  private static final int MOST_UNMAPPED = 1_000;

  private final MessageDecoder decoder;
  private final Normalizer normalizer;
  private final Campus campus;
  private final EffectList effects;
  private final Map<String, Duration> dedupWindows;
  private final MessageDigest sha256 = sha256();
  private final Map<String, Set<String>> toldUnmapped = new HashMap<>();

  /** A translator that looks at readings and availability only. */
  public Translator(MessageDecoder decoder, Normalizer normalizer, Campus campus) {
    this(decoder, new EffectList(), normalizer, campus, Map.of());
  }

  /**
   * A translator.
   *
   * @param effects where the decoder puts what messages ask for; read after each message
   * @param dedupWindows by convention, how long a second delivery of a message is known; ten
   *     minutes where none is given
   */
  public Translator(
      MessageDecoder decoder,
      EffectList effects,
      Normalizer normalizer,
      Campus campus,
      Map<String, Duration> dedupWindows) {
    this.decoder = decoder;
    this.effects = effects;
    this.normalizer = normalizer;
    this.campus = campus;
    this.dedupWindows = Map.copyOf(dedupWindows);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * What a message comes to.
   *
   * @param readings accepted readings, of retained copies too
   * @param devices registered devices that it speaks for
   * @param availability statements about registered devices
   * @param problem why it, or a part of it, goes to quarantine, or null
   * @param beyond what it says that is no reading of a registered device
   * @param delivery by which a second delivery is known, or null
   */
  public record Translation(
      List<Reading> readings,
      Set<String> devices,
      List<DeviceState> availability,
      Problem problem,
      Beyond beyond,
      Delivery delivery) {}

  /**
   * The identity of a message with a message key: a digest of convention, key, topic and payload.
   * The payload belongs to it because message counters of devices start again.
   *
   * @param id the digest
   * @param windowMillis how long a second delivery is known
   */
  public record Delivery(long id, long windowMillis) {}

  /**
   * What else a message says.
   *
   * @param convention that decoded it, or null
   * @param unknown readings of devices that are not registered
   * @param unmapped readings of registered devices that no point takes, each metric once
   * @param effects what it asks for or announces
   */
  public record Beyond(
      String convention,
      List<NativeReading> unknown,
      List<NativeReading> unmapped,
      List<Effect> effects) {
    static final Beyond NOTHING = new Beyond(null, List.of(), List.of(), List.of());

    boolean isNothing() {
      return unknown.isEmpty() && unmapped.isEmpty() && effects.isEmpty();
    }
  }

  /** A statement about a registered device. */
  public record DeviceState(String device, String state) {}

  /**
   * Why a message could not be used.
   *
   * @param source whose message it is, or null when that is not known
   */
  public record Problem(String reason, String sentence, Source source) {
    Problem(String reason, String sentence) {
      this(reason, sentence, null);
    }

    /** Whether nothing could be read at all. */
    boolean isUnreadable() {
      return source == null || source.device() == null;
    }
  }

  /** The decoder's state in a form for checkpoints. */
  public String saveState() {
    return Base64.getEncoder().encodeToString(decoder.snapshot());
  }

  /**
   * Restores the decoder's state.
   *
   * @return false when it cannot be read, as after a change of version: then it is learned anew
   */
  public boolean restoreState(String saved) {
    try {
      decoder.restore(Base64.getDecoder().decode(saved));
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Translates one message. */
  public Translation translate(RawMessage message) {
    return translate(message, decoder);
  }

  /** A decoder for messages of the past; see {@link MessageDecoder#fork}. */
  MessageDecoder forkDecoder() {
    return decoder.fork();
  }

  /** Translates one message as a decoder of the caller's reads it. */
  Translation translate(RawMessage message, MessageDecoder with) {
    DecodeResult result;
    try {
      result = with.decode(message);
    } catch (RuntimeException | StackOverflowError e) {
      effects.take();
      return failed(new Problem("internal-error", "decoder failed: " + e));
    }
    List<Effect> asked = effects.take();
    if (result instanceof DecodeResult.Rejected r) {
      return failed(new Problem(r.reason().code(), r.sentence(), new Source(r.convention(), null)));
    }
    Collector collector = new Collector(result.convention(), message.receivedAtMillis());
    if (result instanceof DecodeResult.Decoded decoded) {
      decoded.readings().forEach(collector::add);
    }
    List<DeviceState> states = new ArrayList<>();
    result
        .availability()
        .forEach(
            a ->
                campus
                    .deviceByIdentity(result.convention(), a.device())
                    .ifPresent(d -> states.add(new DeviceState(d.id(), a.state().word()))));
    for (DeviceState s : states) {
      collector.devices.add(s.device());
      if (s.state().equals(Availability.State.OFFLINE.word()) && !message.retained()) {
        collector.silence(s.device());
      }
    }
    Beyond beyond =
        collector.unknown.isEmpty() && collector.unmapped.isEmpty() && asked.isEmpty()
            ? Beyond.NOTHING
            : new Beyond(result.convention(), collector.unknown, collector.unmapped, asked);
    return new Translation(
        collector.readings,
        collector.devices,
        states,
        collector.problem,
        beyond,
        delivery(result, message));
  }

  private Delivery delivery(DecodeResult result, RawMessage message) {
    if (!(result instanceof DecodeResult.Decoded decoded) || decoded.messageKey() == null) {
      return null;
    }
    for (String part : List.of(decoded.convention(), decoded.messageKey(), message.topic())) {
      sha256.update(part.getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) 0xFF);
    }
    long id = ByteBuffer.wrap(sha256.digest(message.payload())).getLong();
    Duration window = dedupWindows.getOrDefault(decoded.convention(), DEDUP_WINDOW);
    return new Delivery(id, window.toMillis());
  }

  private static Translation failed(Problem problem) {
    return new Translation(List.of(), Set.of(), List.of(), problem, Beyond.NOTHING, null);
  }

  /** Whether a metric without a point is met for the first time; bounded, then nothing is new. */
  private boolean isNew(String device, String metric) {
    Set<String> told = toldUnmapped.get(device);
    if (told == null) {
      if (toldUnmapped.size() >= MOST_UNMAPPED) {
        return false;
      }
      told = new HashSet<>();
      toldUnmapped.put(device, told);
    }
    return !told.contains(metric) && told.size() < MOST_UNMAPPED && told.add(metric);
  }

  /** Gathers the readings of one message. */
  private final class Collector {
    private final String convention;
    private final long receivedAtMillis;
    private final List<Reading> readings = new ArrayList<>();
    private final Set<String> devices = new LinkedHashSet<>();
    private List<NativeReading> unknown = List.of();
    private List<NativeReading> unmapped = List.of();
    private Problem problem;

    Collector(String convention, long receivedAtMillis) {
      this.convention = convention;
      this.receivedAtMillis = receivedAtMillis;
    }

    void add(NativeReading reading) {
      Optional<Device> device =
          campus.deviceByIdentity(convention, String.valueOf(reading.device()));
      if (device.isEmpty()) {
        if (unknown.isEmpty()) {
          unknown = new ArrayList<>();
        }
        unknown.add(reading);
        note(
            new Problem(
                "unknown-device",
                "no device '%s' of convention %s is registered"
                    .formatted(reading.device(), convention),
                source(reading)));
        return;
      }
      devices.add(device.get().id());
      Optional<Point> point = campus.pointByMetric(device.get().id(), reading.metric());
      if (point.isEmpty()) {
        if (isNew(device.get().id(), reading.metric())) {
          if (unmapped.isEmpty()) {
            unmapped = new ArrayList<>();
          }
          unmapped.add(reading);
        }
        if (readings.isEmpty()) {
          note(
              new Problem(
                  "unmapped-metric",
                  "device %s has no point for metric '%s'"
                      .formatted(device.get().id(), reading.metric()),
                  source(reading)));
        }
        return;
      }
      Normalized normalized =
          normalizer.normalize(point.get(), sample(reading, device.get().zone()), receivedAtMillis);
      if (normalized instanceof Normalized.Accepted accepted) {
        if (problem != null && problem.reason().equals("unmapped-metric")) {
          problem = null;
        }
        readings.add(accepted.reading());
      } else if (normalized instanceof Normalized.Refused refused) {
        note(new Problem(refused.reason(), refused.sentence(), source(reading)));
      }
    }

    /**
     * A device that is declared offline says nothing any more: what it said last ends here. Its
     * registers go on counting unseen.
     */
    void silence(String device) {
      for (Point p : campus.pointsOfDevice(device)) {
        if (p.quantity().kind() != Quantity.Kind.COUNTER) {
          readings.add(new Reading(p.id(), receivedAtMillis, 0, Quality.BAD, -1, receivedAtMillis));
        }
      }
    }

    private Source source(NativeReading reading) {
      return new Source(convention, String.valueOf(reading.device()));
    }

    private void note(Problem p) {
      if (problem == null || problem.reason().equals("unmapped-metric")) {
        problem = p;
      }
    }
  }

  private static Sample sample(NativeReading r, ZoneId zone) {
    BigDecimal number = null;
    String text = null;
    if (r.value() instanceof NativeValue.Num n) {
      number = n.value();
    } else if (r.value() instanceof NativeValue.Bool b) {
      number = b.value() ? BigDecimal.ONE : BigDecimal.ZERO;
    } else if (r.value() instanceof NativeValue.Text t) {
      text = t.value();
    } else if (r.value() instanceof NativeValue.ListOf) {
      text = "a list";
    }
    return new Sample(number, text, r.unit(), millis(r, zone), quality(r.quality()), r.sequence());
  }

  private static Long millis(NativeReading r, ZoneId zone) {
    if (r.quality() == NativeQuality.NO_CLOCK) {
      return null;
    }
    try {
      if (r.time() instanceof NativeTime.At at) {
        return at.instant().toEpochMilli();
      }
      if (r.time() instanceof NativeTime.Local local) {
        return local.time().atZone(zone).toInstant().toEpochMilli();
      }
    } catch (ArithmeticException e) {
      return null; // beyond the range of milliseconds: no plausible clock
    }
    return null;
  }

  private static Quality quality(NativeQuality quality) {
    return switch (quality) {
      case BAD, INVALID, NO_VALUE -> Quality.BAD;
      case SUSPECT -> Quality.SUSPECT;
      case NO_CLOCK, GOOD -> Quality.GOOD;
    };
  }
}
