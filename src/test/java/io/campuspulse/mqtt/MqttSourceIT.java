package io.campuspulse.mqtt;

import static io.campuspulse.mqtt.MqttFixture.RECEIVED_AT;
import static io.campuspulse.mqtt.MqttFixture.await;
import static io.campuspulse.mqtt.MqttFixture.connected;
import static io.campuspulse.mqtt.MqttFixture.numbered;
import static io.campuspulse.mqtt.MqttFixture.publish;
import static io.campuspulse.mqtt.MqttFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campuspulse.model.RawMessage;
import io.campuspulse.testing.MosquittoServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delivery and acknowledgement with a broker that behaves. */
class MqttSourceIT {
  @TempDir Path dir;
  private MosquittoServer broker;
  private final HoldingSink sink = new HoldingSink();

  @BeforeEach
  void startBroker() {
    broker = new MosquittoServer(dir);
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  @Test
  void deliversInOrderWithReceiveTimeAndAcknowledgesWhatIsDurable() throws Exception {
    try (MqttSource source = connected(settings(broker), sink)) {
      publish(broker.url(), "t/a", numbered(0, 200));
      await(source, "acknowledged", () -> source.stats().messages().acked() == 200);
    }
    assertThat(sink.payloads()).containsExactly(numbered(0, 200));
    assertThat(sink.messages()).allMatch(m -> m.receivedAtMillis() == RECEIVED_AT);
    assertThat(sink.messages()).allMatch(m -> m.topic().equals("t/a") && !m.retained());
    HoldingSink later = new HoldingSink();
    try (MqttSource source = connected(settings(broker), later)) {
      publish(broker.url(), "t/a", "fresh");
      await(source, "the next message", () -> later.count() > 0);
      assertThat(later.payloads()).containsExactly("fresh");
    }
  }

  @Test
  void acknowledgesNothingThatIsNotDurableAndGetsItAgainAfterReconnecting() throws Exception {
    sink.hold();
    try (MqttSource source = connected(settings(broker), sink)) {
      publish(broker.url(), "t/a", numbered(0, 10));
      await(source, "received", () -> sink.count() == 10);
      assertThat(source.stats().messages().acked()).isZero();
    }
    HoldingSink second = new HoldingSink();
    try (MqttSource source = connected(settings(broker), second)) {
      await(source, "delivered again", () -> source.stats().messages().acked() == 10);
      assertThat(second.payloads()).containsExactly(numbered(0, 10));
    }
  }

  @Test
  void acknowledgesInTheOrderOfArrivalWhateverTheOrderOfDurability() throws Exception {
    sink.hold();
    try (MqttSource source = connected(settings(broker), sink)) {
      publish(broker.url(), "t/a", "0", "1", "2");
      await(source, "received", () -> sink.count() == 3);
      List<Runnable> held = sink.takeHeld();
      held.get(2).run();
      held.get(1).run();
      publish(broker.url(), "t/a", "3");
      await(source, "received", () -> sink.count() == 4);
      assertThat(source.stats().messages().acked()).isZero();
      held.get(0).run();
      await(source, "acknowledged", () -> source.stats().messages().acked() == 3);
      held.get(0).run(); // a sink that says it twice changes nothing
    }
    HoldingSink second = new HoldingSink();
    try (MqttSource source = connected(settings(broker), second)) {
      await(source, "delivered again", () -> source.stats().messages().acked() == 1);
      assertThat(second.payloads()).containsExactly("3");
    }
  }

  @Test
  void closingWaitsForMessagesThatAreAboutToBecomeDurable() throws Exception {
    sink.hold();
    MqttSource source = connected(settings(broker), sink);
    publish(broker.url(), "t/a", "0", "1");
    await(source, "received", () -> sink.count() == 2);
    Thread closing = new Thread(source::close);
    closing.start();
    sink.release();
    closing.join();
    assertThat(source.stats().messages().acked()).isEqualTo(2);
    assertThat(source.stats().connected()).isZero();
  }

  @Test
  void passesTheRetainFlagOn() throws Exception {
    try (MqttClient client = new MqttClient(broker.url(), "retainer", new MemoryPersistence())) {
      client.connect();
      client.publish("t/kept", "old".getBytes(StandardCharsets.UTF_8), 1, true);
      client.disconnect();
    }
    try (MqttSource source = connected(settings(broker), sink)) {
      publish(broker.url(), "t/live", "new");
      await(source, "both", () -> source.stats().messages().acked() == 2);
      assertThat(sink.messages())
          .extracting(RawMessage::topic, RawMessage::retained)
          .containsExactlyInAnyOrder(tuple("t/kept", true), tuple("t/live", false));
    }
  }

  @Test
  void severalConnectionsShareTheMessagesOfAGroup() throws Exception {
    var subscription = new MqttSettings.Subscription(List.of("t/#"), 3, Optional.of("g"));
    try (MqttSource source = connected(settings(broker.url(), subscription), sink)) {
      assertThat(source.stats().connected()).isEqualTo(3);
      publish(broker.url(), "t/a", numbered(0, 300));
      await(source, "all", () -> source.stats().messages().acked() == 300);
      assertThat(new HashSet<>(sink.payloads())).hasSize(300);
      assertThat(sink.count()).isEqualTo(300);
    }
  }

  @Test
  void severalConnectionsDivideTheFilters() throws Exception {
    var subscription =
        new MqttSettings.Subscription(List.of("t/a/#", "t/b/#", "t/c/#"), 2, Optional.empty());
    try (MqttSource source = connected(settings(broker.url(), subscription), sink)) {
      for (String topic : List.of("t/a/1", "t/b/1", "t/c/1")) {
        publish(broker.url(), topic, topic);
      }
      await(source, "all", () -> source.stats().messages().acked() == 3);
      assertThat(sink.payloads()).containsExactlyInAnyOrder("t/a/1", "t/b/1", "t/c/1");
    }
    assertThat(broker.log()).contains("campus-1").contains("campus-2").doesNotContain("campus-3");
  }

  @Test
  void aFullSinkLosesNothing() throws Exception {
    AtomicInteger room = new AtomicInteger(25);
    MessageSink full =
        (message, onDurable) -> room.getAndDecrement() > 0 && sink.offer(message, onDurable);
    try (MqttSource source = connected(settings(broker), full)) {
      publish(broker.url(), "t/a", numbered(0, 100));
      await(source, "refused", () -> source.stats().messages().refused() >= 3);
      assertThat(source.stats().lastError()).hasValue("campus-1: the receive queue is full");
      assertThat(sink.count()).isEqualTo(25);
      room.set(Integer.MAX_VALUE);
      await(source, "all", () -> sink.count() == 100);
      await(source, "all acked", () -> source.stats().messages().acked() == 100);
      assertThat(sink.payloads()).containsExactly(numbered(0, 100));
    }
  }

  @Test
  void aSinkThatFailsForOneMessageNeitherLoopsNorStopsTheOthersNorLosesIt() throws Exception {
    AtomicInteger failures = new AtomicInteger();
    MessageSink poisoned =
        (message, onDurable) -> {
          if (message.payload().length == 6 && failures.incrementAndGet() <= 2) {
            throw new StackOverflowError("poison");
          }
          return sink.offer(message, onDurable);
        };
    try (MqttSource source = connected(settings(broker), poisoned)) {
      publish(broker.url(), "t/a", "0", "poison", "2");
      await(source, "the others", () -> source.stats().messages().acked() == 2);
      await(source, "the poison", () -> source.stats().messages().acked() == 3);
      assertThat(sink.payloads()).containsExactly("0", "2", "poison");
      assertThat(failures).hasValue(3);
      assertThat(source.stats().connects()).isEqualTo(3);
      assertThat(source.stats().lastError())
          .hasValueSatisfying(e -> assertThat(e).contains("poison"));
    }
  }
}
