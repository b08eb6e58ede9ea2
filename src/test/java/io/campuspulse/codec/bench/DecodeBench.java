package io.campuspulse.codec.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.campuspulse.codec.Conventions;
import io.campuspulse.codec.Effects;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.convention.NativeConventions;
import io.campuspulse.codec.convention.SparkplugBytes;
import io.campuspulse.codec.mapping.MappingConvention;
import io.campuspulse.config.MappingLoader;
import io.campuspulse.config.Problems;
import io.campuspulse.model.RawMessage;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Prints messages per second of processor time for a typical message of each convention, and the
 * time it takes as a multiple of bare Jackson: a token loop that reads every text and every number
 * exactly.
 */
public final class DecodeBench {
  private static final int ROUNDS = 9;
  private static final int BATCH = 40_000;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final JsonFactory jackson = new JsonFactory();
  private long sink;

  private DecodeBench() {}

  /** Runs all, or the conventions named. */
  public static void main(String[] args) {
    new DecodeBench().run(List.of(args), System.out);
  }

  private void run(List<String> only, PrintStream out) {
    Problems problems = new Problems();
    Conventions decoder =
        new Conventions(
            NativeConventions.with(
                List.of(
                    new MappingConvention(
                        new MappingLoader(Limits.DEFAULT, problems)
                            .load(List.of(Path.of("config/mappings"))))),
                Limits.DEFAULT),
            Limits.DEFAULT,
            Effects.NONE);
    decoder.decode(birth());
    for (Map.Entry<String, RawMessage> entry : messages().entrySet()) {
      if (!only.isEmpty() && !only.contains(entry.getKey())) {
        continue;
      }
      RawMessage message = entry.getValue();
      LongSupplier decode = () -> decoder.decode(message).convention().length();
      boolean json = message.payload()[0] == '{' || message.payload()[0] == '[';
      LongSupplier bare = json ? () -> bare(message.payload()) : null;
      double[] nanos = measure(decode, bare);
      out.printf(
          Locale.ROOT,
          "%-14s %5d bytes %9.0f msg/s%s%n",
          entry.getKey(),
          message.payload().length,
          1e9 / nanos[0],
          json ? String.format(Locale.ROOT, "  %.2f x bare Jackson", nanos[0] / nanos[1]) : "");
    }
    out.println("(" + sink % 10 + ")");
  }

  /** Best round of each, taken in turns so that noise meets both. */
  private double[] measure(LongSupplier decode, LongSupplier bare) {
    double[] best = {Double.MAX_VALUE, Double.MAX_VALUE};
    for (int round = 0; round < ROUNDS; round++) {
      best[0] = Math.min(best[0], time(decode));
      if (bare != null) {
        best[1] = Math.min(best[1], time(bare));
      }
    }
    return best;
  }

  private double time(LongSupplier work) {
    long start = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < BATCH; i++) {
      sink += work.getAsLong();
    }
    return (threads.getCurrentThreadCpuTime() - start) / (double) BATCH;
  }

  private long bare(byte[] payload) {
    long sum = 0;
    try (JsonParser parser = jackson.createParser(payload)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          sum += parser.getText().length();
        } else if (token == JsonToken.FIELD_NAME) {
          sum += parser.currentName().length();
        } else if (token.isNumeric()) {
          sum += parser.getDecimalValue().signum();
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return sum;
  }

  private static RawMessage message(String topic, String payload) {
    return new RawMessage(topic, payload.getBytes(StandardCharsets.UTF_8), false, 0);
  }

  private static RawMessage birth() {
    List<SparkplugBytes.Fields> metrics = new ArrayList<>();
    metrics.add(SparkplugBytes.bdSeq(1));
    for (int i = 0; i < 8; i++) {
      metrics.add(SparkplugBytes.born("Room/Sensor" + i, i, 10, SparkplugBytes.doubleValue(i)));
    }
    byte[] bytes =
        SparkplugBytes.payload(
            1_750_000_000_000L, 0, metrics.toArray(new SparkplugBytes.Fields[0]));
    return new RawMessage("spBv1.0/G/NBIRTH/n", bytes, false, 0);
  }

  private static Map<String, RawMessage> messages() {
    Map<String, RawMessage> all = new LinkedHashMap<>();
    all.put(
        "campus",
        message(
            "campus/v1/sz01/room-b204/telemetry",
            "{\"ts\":\"2025-05-19T14:30:00+08:00\",\"seq\":41,\"values\":{\"co2\":812,"
                + "\"temperature\":{\"value\":22.4,\"unit\":\"Cel\"},\"humidity\":47.5,"
                + "\"occupied\":true}}"));
    all.put(
        "zigbee2mqtt",
        message(
            "zigbee2mqtt/room-b204",
            "{\"battery\":97,\"humidity\":47.5,\"last_seen\":\"2025-05-19T14:30:00+08:00\","
                + "\"linkquality\":102,\"temperature\":22.71,\"voltage\":2995}"));
    all.put(
        "chirpstack",
        message(
            "application/b7c1e0de/device/24e124710b3f5c20/event/up",
            "{\"deduplicationId\":\"8c38d9eb-5b97-45e9\",\"time\":\"2025-04-22T02:10:31.118+00:00\","
                + "\"deviceInfo\":{\"tenantName\":\"Campus\",\"devEui\":\"24e124710b3f5c20\"},"
                + "\"devAddr\":\"01f3a7c2\",\"dr\":3,\"fPort\":85,\"data\":\"A2fYAARoYQUAAAbLAwd9\","
                + "\"rxInfo\":[{\"gatewayId\":\"a84041ffff21c3d0\",\"rssi\":-93,\"snr\":6.75}],"
                + "\"object\":{\"temperature\":21.6,\"humidity\":48.5,\"pir\":\"idle\",\"co2\":1124,"
                + "\"pressure\":1013.4}}"));
    all.put(
        "tasmota",
        message(
            "tele/ws-bench-4/SENSOR",
            "{\"Time\":\"2025-05-19T14:37:10\",\"ENERGY\":{\"TotalStartTime\":\"2025-01-08T09:15:02\","
                + "\"Total\":6.055,\"Yesterday\":5.137,\"Today\":0.918,\"Power\":2535,"
                + "\"Factor\":0.95,\"Voltage\":233,\"Current\":10.884}}"));
    all.put(
        "shelly_gen2",
        message(
            "plug/events/rpc",
            "{\"src\":\"shellyplus1pm-a8032ab0c41d\",\"dst\":\"plug/events\",\"method\":\"NotifyStatus\","
                + "\"params\":{\"ts\":1759766478.44,\"switch:0\":{\"id\":0,\"apower\":61.5,"
                + "\"voltage\":223.9,\"current\":0.3}}}"));
    all.put(
        "alink",
        message(
            "/sys/p/d/thing/event/property/post",
            "{\"id\":\"7301\",\"version\":\"1.0\",\"params\":{\"PowerSwitch\":{\"value\":1,"
                + "\"time\":1772440800000},\"IndoorTemperature\":{\"value\":23.0,"
                + "\"time\":1772440800000}},\"method\":\"thing.event.property.post\"}"));
    all.put(
        "opcua",
        message(
            "opcua/json/data/pub/grp",
            "{\"MessageId\":\"27\",\"MessageType\":\"ua-data\",\"PublisherId\":\"P\",\"Messages\":[{"
                + "\"DataSetWriterName\":\"1000\",\"Timestamp\":\"2022-03-18T12:55:21.3424136Z\","
                + "\"Payload\":{\"StepUp\":{\"Value\":23305,"
                + "\"SourceTimestamp\":\"2022-03-18T12:55:21.3313539Z\"},\"Level\":{\"Value\":1.25,"
                + "\"SourceTimestamp\":\"2022-03-18T12:55:21.3313539Z\"}}}]}"));
    all.put(
        "senml",
        message(
            "senml/lab",
            "[{\"bn\":\"urn:dev:ow:10e2073a01080063:\",\"bt\":1747636200,\"n\":\"temp\",\"u\":\"Cel\","
                + "\"v\":23.1},{\"n\":\"hum\",\"u\":\"%RH\",\"v\":47.5},{\"n\":\"open\",\"vb\":false}]"));
    List<SparkplugBytes.Fields> metrics = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      metrics.add(SparkplugBytes.alias(i, SparkplugBytes.doubleValue(21.5 + i)));
    }
    all.put(
        "sparkplug",
        new RawMessage(
            "spBv1.0/G/NDATA/n",
            SparkplugBytes.payload(
                1_750_000_000_000L, -1, metrics.toArray(new SparkplugBytes.Fields[0])),
            false,
            0));
    return all;
  }
}
