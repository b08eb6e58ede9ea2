package io.campuspulse.app.bench;

import io.campuspulse.model.RawMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A typical message of each native convention, and what comes instead when things are broken. */
final class DecodeSamples {
  private static final String DATA = "spBv1.0/G/NDATA/n";

  private DecodeSamples() {}

  /** Told before the others: names for the aliases of the Sparkplug message. */
  static RawMessage birth() {
    StringBuilder hex = new StringBuilder("0880f0c7a5f732");
    hex.append("12110a05626453657120085801".replace("1211", "120b"));
    for (int i = 0; i < 4; i++) {
      byte[] name = ("Room/Sensor" + i).getBytes(StandardCharsets.UTF_8);
      String metric =
          "0a0c" + HexFormat.of().formatHex(name) + "100" + i + "200a" + "690000000000003440";
      hex.append("12").append("%02x".formatted(metric.length() / 2)).append(metric);
    }
    return new RawMessage(
        "spBv1.0/G/NBIRTH/n", HexFormat.of().parseHex(hex.append("1800")), false, 0);
  }

  private static RawMessage sparkplug() {
    StringBuilder hex = new StringBuilder("0880f0c7a5f732");
    for (int i = 0; i < 4; i++) {
      hex.append("120b").append("100").append(i).append("690000000000803540");
    }
    return new RawMessage(DATA, HexFormat.of().parseHex(hex), false, 0);
  }

  private static RawMessage message(String topic, String payload) {
    return new RawMessage(topic, payload.getBytes(StandardCharsets.UTF_8), false, 0);
  }

  /** One message by convention. */
  static Map<String, RawMessage> typical() {
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
    all.put("sparkplug", sparkplug());
    return all;
  }

  /** Broken variants of a message: cut, doubled, garbled, deep, endless, of another encoding. */
  static List<RawMessage> broken(RawMessage good) {
    List<byte[]> payloads = new ArrayList<>();
    byte[] bytes = good.payload();
    for (int cut = 1; cut < bytes.length; cut += 7) {
      payloads.add(java.util.Arrays.copyOf(bytes, cut));
    }
    for (String text :
        List.of(
            "nan",
            "{\"a\":NaN}",
            "{\"a\":1,\"a\":2}",
            "{\"a\":1,}",
            "{} {}",
            "[".repeat(100_000),
            "{\"a\":" + "9".repeat(5_000) + "}",
            "{\"a\":1e999999999}",
            "\uFEFF{}",
            "{\"a\":\"\\ud800\"}",
            "<html>")) {
      payloads.add(text.getBytes(StandardCharsets.UTF_8));
    }
    payloads.add("{\"a\":1}".getBytes(StandardCharsets.UTF_16));
    payloads.add(new byte[300 * 1024]);
    byte[] invalid = bytes.clone();
    invalid[bytes.length / 2] = (byte) 0xC3;
    payloads.add(invalid);
    return payloads.stream()
        .map(payload -> new RawMessage(good.topic(), payload, false, 0))
        .toList();
  }
}
