package io.campuspulse.mqtt;

import io.campuspulse.testing.Await;
import io.campuspulse.testing.MosquittoServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** What the tests of the source share: fast timing, a publisher, waiting. */
final class MqttFixture {
  static final Duration SOON = Duration.ofSeconds(15);
  static final long RECEIVED_AT = 1_767_225_600_000L;
  static final MqttSettings.Timing FAST =
      new MqttSettings.Timing(
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofMillis(20),
          Duration.ofMillis(300),
          Duration.ofMillis(500));

  private MqttFixture() {}

  static MqttSettings settings(String url, MqttSettings.Subscription subscription) {
    return MqttSettings.plain(URI.create(url), "campus", subscription).with(FAST);
  }

  static MqttSettings settings(MosquittoServer broker) {
    return settings(broker.url(), MqttSettings.Subscription.of("t/#"));
  }

  /** A started source that is connected. */
  static MqttSource connected(MqttSettings settings, MessageSink sink) {
    MqttSource source = new MqttSource(settings, sink, () -> RECEIVED_AT);
    source.start();
    awaitConnected(source);
    return source;
  }

  static void awaitConnected(MqttSource source) {
    await(source, "connected", () -> source.stats().allConnected());
  }

  static void await(MqttSource source, String what, BooleanSupplier condition) {
    Await.until(() -> what + "; " + source.stats(), SOON, condition);
  }

  /** Publishes with QoS 1 and returns after the broker has acknowledged all. */
  static void publish(String url, String topic, String... payloads) throws MqttException {
    try (MqttClient client =
        new MqttClient(url, "pub" + System.nanoTime(), new MemoryPersistence())) {
      MqttConnectOptions options = new MqttConnectOptions();
      options.setMaxInflight(1000);
      client.connect(options);
      for (String payload : payloads) {
        client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false);
      }
      client.disconnect();
    }
  }

  static String[] numbered(int from, int to) {
    String[] payloads = new String[to - from];
    for (int i = from; i < to; i++) {
      payloads[i - from] = Integer.toString(i);
    }
    return payloads;
  }
}
