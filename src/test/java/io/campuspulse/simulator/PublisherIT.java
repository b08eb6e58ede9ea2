package io.campuspulse.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.scenario.Scenario;
import io.campuspulse.simulator.world.MessageStream;
import io.campuspulse.simulator.world.SimulatedMessage;
import io.campuspulse.simulator.world.SmallCampus;
import io.campuspulse.simulator.world.World;
import io.campuspulse.testing.Await;
import io.campuspulse.testing.MosquittoServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The publisher against a real Mosquitto. */
class PublisherIT {
  private static final long FROM = Instant.parse("2025-01-06T00:00:00Z").toEpochMilli();
  private static final Campus CAMPUS = SmallCampus.build();

  @TempDir private Path folder;
  private MosquittoServer broker;
  private final World world = new World(CAMPUS, Scenario.oneSchool(), 5);

  @BeforeEach
  void startBroker() {
    broker = new MosquittoServer(folder);
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  private static void await(BooleanSupplier condition) {
    Await.until("the condition", Duration.ofSeconds(30), condition);
  }

  private Publisher publisher(int connections) throws MqttException {
    return new Publisher(
        new Publisher.Target(
            broker.url(), "sim", connections, 50, Publisher.Credentials.ANONYMOUS));
  }

  private MqttClient subscribe(String filter, ConcurrentLinkedQueue<SimulatedMessage> into)
      throws MqttException {
    MqttClient client =
        new MqttClient(broker.url(), "tap-" + filter.length(), new MemoryPersistence());
    client.connect();
    client.subscribe(
        filter,
        1,
        (topic, m) ->
            into.add(new SimulatedMessage(0, topic, m.getPayload(), m.isRetained(), false, "")));
    return client;
  }

  @Test
  void everyMessageArrivesAndDevicesKeepTheirOrder() throws MqttException {
    ConcurrentLinkedQueue<SimulatedMessage> received = new ConcurrentLinkedQueue<>();
    MqttClient tap = subscribe("campus/#", received);
    List<SimulatedMessage> sent = new ArrayList<>();
    world.messages(FROM, FROM + 1_800_000).forEachRemaining(sent::add);
    AtomicLong progress = new AtomicLong();
    try (Publisher publisher = publisher(3)) {
      long count = publisher.publish(sent.iterator(), Pace.asFastAsPossible(), progress::set);
      assertThat(count).isEqualTo(sent.size());
      await(() -> received.size() >= sent.size());
    }
    assertThat(progress.get()).isBetween(FROM, FROM + 1_800_000);
    assertThat(byTopic(List.copyOf(received))).isEqualTo(byTopic(sent));
    tap.disconnect();
    tap.close();
  }

  private static Map<String, List<String>> byTopic(List<SimulatedMessage> messages) {
    Map<String, List<String>> map = new HashMap<>();
    for (SimulatedMessage m : messages) {
      map.computeIfAbsent(m.topic(), k -> new ArrayList<>())
          .add(new String(m.payload(), StandardCharsets.UTF_8));
    }
    return map;
  }

  @Test
  void birthsStayWithTheBroker() throws MqttException {
    try (Publisher publisher = publisher(1)) {
      publisher.publishNow(world.births(FROM));
    }
    ConcurrentLinkedQueue<SimulatedMessage> received = new ConcurrentLinkedQueue<>();
    MqttClient tap = subscribe("campus/+/+/+/status", received);
    await(() -> received.size() >= CAMPUS.devices().size());
    assertThat(received).allMatch(SimulatedMessage::retained);
    tap.disconnect();
    tap.close();
  }

  @Test
  void nothingIsLostWhenTheBrokerRestartsInBetween() throws MqttException {
    List<SimulatedMessage> sent = new ArrayList<>();
    world.messages(FROM, FROM + 1_800_000).forEachRemaining(sent::add);
    // a session that the broker keeps over its restart
    MqttClient tap = new MqttClient(broker.url(), "keeper", new MemoryPersistence());
    MqttConnectOptions keep = new MqttConnectOptions();
    keep.setCleanSession(false);
    tap.connect(keep);
    tap.subscribe("campus/#", 1);
    tap.disconnect();
    AtomicLong count = new AtomicLong();
    try (Publisher publisher = publisher(2)) {
      Iterator<SimulatedMessage> restarting =
          sent.stream()
              .peek(
                  m -> {
                    if (count.incrementAndGet() == sent.size() / 2) {
                      broker.stop();
                      broker.start();
                    }
                  })
              .iterator();
      publisher.publish(restarting, Pace.asFastAsPossible(), t -> {});
    }
    ConcurrentLinkedQueue<String> received = new ConcurrentLinkedQueue<>();
    MqttClient reader = new MqttClient(broker.url(), "keeper", new MemoryPersistence());
    reader.setCallback(new Collector(received));
    reader.connect(keep);
    Set<String> expected = new HashSet<>();
    sent.forEach(m -> expected.add(text(m)));
    await(() -> Set.copyOf(received).containsAll(expected));
    reader.disconnect();
    reader.close();
    tap.close();
  }

  private static String text(SimulatedMessage m) {
    return m.topic() + " " + new String(m.payload(), StandardCharsets.UTF_8);
  }

  /** Keeps what arrives. */
  private record Collector(ConcurrentLinkedQueue<String> into) implements MqttCallback {
    @Override
    public void connectionLost(Throwable cause) {}

    @Override
    public void messageArrived(String topic, MqttMessage m) {
      into.add(topic + " " + new String(m.getPayload(), StandardCharsets.UTF_8));
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {}
  }

  @Test
  void pacedPublishingFollowsTheClockAndStopsWhenTold() throws Exception {
    AtomicLong clock = new AtomicLong(FROM);
    MessageStream stream = world.messages(FROM, FROM + 3_600_000);
    AtomicLong last = new AtomicLong();
    try (Publisher publisher = publisher(2)) {
      Thread thread =
          new Thread(() -> publisher.publish(stream, Pace.realTime(clock::get), last::set));
      thread.start();
      clock.addAndGet(60_000);
      await(() -> last.get() > FROM + 55_000);
      assertThat(last.get()).isLessThanOrEqualTo(FROM + 60_000);
      publisher.stop();
      thread.join(10_000);
      assertThat(thread.isAlive()).isFalse();
    }
  }
}
