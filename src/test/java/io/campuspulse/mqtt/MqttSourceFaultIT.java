package io.campuspulse.mqtt;

import static io.campuspulse.mqtt.MqttFixture.await;
import static io.campuspulse.mqtt.MqttFixture.awaitConnected;
import static io.campuspulse.mqtt.MqttFixture.connected;
import static io.campuspulse.mqtt.MqttFixture.numbered;
import static io.campuspulse.mqtt.MqttFixture.publish;
import static io.campuspulse.mqtt.MqttFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.testing.Await;
import io.campuspulse.testing.FaultProxy;
import io.campuspulse.testing.MosquittoServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults of the broker, the network, other clients and the sink. */
class MqttSourceFaultIT {
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
  void waitsForABrokerThatIsNotThereYet() throws Exception {
    broker.stop();
    try (MqttSource source = new MqttSource(settings(broker), sink, () -> 0)) {
      source.start();
      await(source, "an error", () -> source.stats().lastError().isPresent());
      assertThat(source.stats().lastError())
          .hasValueSatisfying(e -> assertThat(e).contains("refused"));
      broker.start();
      awaitConnected(source);
      publish(broker.url(), "t/a", "0");
      await(source, "received", () -> source.stats().messages().acked() == 1);
    }
  }

  @Test
  void closesAtOnceWhileItWaitsToReconnect() {
    broker.stop();
    Duration anHour = Duration.ofMinutes(59);
    MqttSource source =
        new MqttSource(
            settings(broker)
                .with(
                    new MqttSettings.Timing(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2),
                        anHour,
                        anHour,
                        Duration.ZERO)),
            sink,
            () -> 0);
    source.start();
    await(source, "an error", () -> source.stats().lastError().isPresent());
    long start = System.nanoTime();
    source.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void anAckThatComesAfterTheSessionWasLostDoesNotDeleteANewMessage() throws Exception {
    sink.hold();
    try (MqttSource source = connected(settings(broker), sink)) {
      publish(broker.url(), "t/a", numbered(0, 5));
      await(source, "received", () -> sink.count() == 5);
      List<Runnable> old = sink.takeHeld();

      broker.stop();
      broker.forgetSessions();
      broker.start();
      await(source, "reconnected", () -> source.stats().connects() == 2);
      // the new session numbers its messages from 1 again, like the old one did
      publish(broker.url(), "t/a", numbered(100, 105));
      await(source, "received", () -> sink.count() == 10);
      old.forEach(Runnable::run);
      await(source, "stale", () -> source.stats().messages().staleAcksDropped() == 5);
      assertThat(source.stats().messages().acked()).isZero();
    }
    HoldingSink second = new HoldingSink();
    try (MqttSource source = connected(settings(broker), second)) {
      await(source, "delivered again", () -> source.stats().messages().acked() == 5);
      assertThat(second.payloads()).containsExactly(numbered(100, 105));
    }
  }

  @Test
  void goesOnAfterTheBrokerWasKilledAndForgotTheSubscription() throws Exception {
    try (MqttSource source = connected(settings(broker), sink)) {
      publish(broker.url(), "t/a", "before");
      await(source, "received", () -> source.stats().messages().acked() == 1);
      for (int i = 1; i <= 2; i++) {
        broker.kill();
        broker.start();
        int connects = i + 1;
        await(source, "reconnected", () -> source.stats().connects() == connects);
        publish(broker.url(), "t/a", "after " + i);
        await(source, "received", () -> source.stats().messages().acked() == connects);
      }
      assertThat(sink.payloads()).containsExactly("before", "after 1", "after 2");
      assertThat(source.stats().disconnects()).isEqualTo(2);
      assertThat(source.stats().takeover()).isEmpty();
    }
  }

  @Test
  void recoversFromABrokerThatHangs() throws Exception {
    try (MqttSource source = connected(settings(broker), sink)) {
      broker.pause();
      await(source, "noticed", () -> source.stats().connected() == 0);
      assertThat(source.stats().disconnects()).isEqualTo(1);
      broker.resume();
      awaitConnected(source);
      publish(broker.url(), "t/a", "0");
      await(source, "received", () -> source.stats().messages().acked() == 1);
    }
  }

  @Test
  void recoversFromAHalfOpenConnection() throws Exception {
    try (FaultProxy proxy = new FaultProxy(broker.port());
        MqttSource source =
            connected(
                settings("tcp://127.0.0.1:" + proxy.port(), MqttSettings.Subscription.of("t/#")),
                sink)) {
      proxy.stall();
      publish(broker.url(), "t/a", numbered(0, 20));
      await(source, "noticed", () -> source.stats().disconnects() == 1);
      proxy.cut();
      proxy.heal();
      await(source, "received", () -> source.stats().messages().acked() == 20);
      assertThat(sink.payloads()).containsExactly(numbered(0, 20));
    }
  }

  @Test
  void readsOnAfterAStallInTheMiddleOfAPacketHeader() throws Exception {
    try (FaultProxy proxy = new FaultProxy(broker.port());
        MqttSource source =
            connected(
                settings("tcp://127.0.0.1:" + proxy.port(), MqttSettings.Subscription.of("t/#"))
                    .with(
                        new MqttSettings.Timing(
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(2),
                            Duration.ofMillis(20),
                            Duration.ofMillis(300),
                            Duration.ofMillis(500))),
                sink)) {
      proxy.stallAfterBytesToClient(1);
      publish(broker.url(), "t/a", "x".repeat(1000));
      // longer than Paho's own read time-out of one second
      assertThat(Await.holdsWithin(Duration.ofMillis(1500), () -> sink.count() > 0)).isFalse();
      proxy.heal();
      await(source, "received", () -> source.stats().messages().acked() == 1);
      assertThat(source.stats().connects()).isEqualTo(1);
    }
  }

  @Test
  void isNotFooledByABrokerThatHasNothingToSend() {
    try (MqttSource source = connected(settings(broker), sink)) {
      assertThat(Await.holdsWithin(Duration.ofSeconds(7), () -> source.stats().disconnects() > 0))
          .isFalse();
      assertThat(source.stats().connected()).isEqualTo(1);
    }
  }

  @Test
  void isNotFooledByASinkThatTakesLongToMakeThingsDurable() throws Exception {
    sink.hold();
    try (MqttSource source = connected(settings(broker), sink)) {
      publish(broker.url(), "t/a", "0");
      assertThat(Await.holdsWithin(Duration.ofSeconds(7), () -> source.stats().disconnects() > 0))
          .isFalse();
      sink.release();
      await(source, "acknowledged", () -> source.stats().messages().acked() == 1);
    }
  }

  @Test
  void recoversFromASinkThatHoldsTheCallback() throws Exception {
    AtomicBoolean first = new AtomicBoolean(true);
    CountDownLatch never = new CountDownLatch(1);
    MessageSink hanging =
        (message, onDurable) -> {
          if (first.getAndSet(false)) {
            uninterruptibly(never);
          }
          return sink.offer(message, onDurable);
        };
    try (MqttSource source = connected(settings(broker), hanging)) {
      publish(broker.url(), "t/a", numbered(0, 50));
      await(source, "all", () -> source.stats().messages().acked() == 50);
      assertThat(source.stats().lastError())
          .hasValueSatisfying(e -> assertThat(e).contains("the sink has held the callback"));
      assertThat(sink.payloads()).containsExactly(numbered(0, 50));
      never.countDown(); // the abandoned callback comes back: its message is not acknowledged twice
      await(source, "stale", () -> source.stats().messages().staleAcksDropped() == 1);
      assertThat(source.stats().messages().acked()).isEqualTo(50);
    }
  }

  private static void uninterruptibly(CountDownLatch latch) {
    boolean done = false;
    while (!done) {
      try {
        latch.await();
        done = true;
      } catch (InterruptedException e) {
        // stays, as a thread in native code would
      }
    }
  }

  @Test
  void reportsASecondClientWithTheSameIdAndBacksOffUntilItIsGone() throws Exception {
    try (MqttSource source = connected(settings(broker), sink)) {
      Rival rival = new Rival(broker.url(), "campus-1");
      rival.connect();
      await(source, "takeover", () -> source.stats().takeover().isPresent());
      assertThat(source.stats().takeover())
          .hasValueSatisfying(
              t -> assertThat(t).contains("a second client").contains("'campus-1'"));
      rival.giveUp();
      await(
          source,
          "alone again",
          () -> source.stats().connected() == 1 && source.stats().takeover().isEmpty());
      publish(broker.url(), "t/a", "mine");
      await(source, "received", () -> sink.payloads().contains("mine"));
    }
  }

  /** Another client with our id that comes back at once whenever it is thrown out. */
  private static final class Rival implements MqttCallback {
    private final MqttAsyncClient client;
    private volatile boolean gone;

    Rival(String url, String id) throws MqttException {
      client = new MqttAsyncClient(url, id, new MemoryPersistence());
      client.setCallback(this);
    }

    void connect() throws MqttException {
      MqttConnectOptions options = new MqttConnectOptions();
      options.setCleanSession(false);
      client.connect(options).waitForCompletion();
    }

    void giveUp() throws MqttException {
      gone = true;
      if (client.isConnected()) {
        client.disconnectForcibly(0, 0, false);
      }
    }

    @Override
    public void connectionLost(Throwable cause) {
      Thread again =
          new Thread(
              () -> {
                try {
                  if (!gone) {
                    connect();
                  }
                } catch (MqttException e) {
                  throw new IllegalStateException(e);
                }
              });
      again.start();
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      throw new AssertionError(
          "not for us: " + new String(message.getPayload(), StandardCharsets.UTF_8));
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {}
  }

  @Test
  void leavesNoThreadsBehindHoweverOftenItReconnects() throws Exception {
    try (FaultProxy proxy = new FaultProxy(broker.port());
        MqttSource source =
            connected(
                settings("tcp://127.0.0.1:" + proxy.port(), MqttSettings.Subscription.of("t/#")),
                sink)) {
      long before = mqttThreads();
      for (int i = 2; i <= 8; i++) {
        proxy.cut();
        int connects = i;
        await(source, "reconnected", () -> source.stats().connects() >= connects);
        awaitConnected(source);
      }
      Await.until("threads ended", Duration.ofSeconds(5), () -> mqttThreads() <= before);
    }
  }

  private static long mqttThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().toLowerCase(Locale.ROOT).startsWith("mqtt"))
        .count();
  }
}
