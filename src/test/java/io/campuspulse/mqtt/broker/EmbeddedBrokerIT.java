package io.campuspulse.mqtt.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campuspulse.model.RawMessage;
import io.campuspulse.mqtt.MqttSettings;
import io.campuspulse.mqtt.MqttSource;
import io.campuspulse.mqtt.bench.BlastPublisher;
import io.campuspulse.mqtt.bench.Publication;
import io.campuspulse.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class EmbeddedBrokerIT {
  private final Queue<RawMessage> taken = new ConcurrentLinkedQueue<>();

  private boolean take(RawMessage message, Runnable onDurable) {
    taken.add(message);
    onDurable.run();
    return true;
  }

  @Test
  void carriesMessagesFromPublishersToTheSourceOverShardedConnections() throws Exception {
    try (EmbeddedBroker broker = new EmbeddedBroker(0);
        MqttSource source =
            new MqttSource(
                MqttSettings.plain(
                    broker.url(),
                    "demo",
                    new MqttSettings.Subscription(
                        List.of("s/0/#", "s/1/#", "s/2/#", "s/3/#"), 4, Optional.empty())),
                this::take,
                () -> 0)) {
      source.start();
      Await.until(
          () -> "connected: " + source.stats(),
          Duration.ofSeconds(10),
          () -> source.stats().allConnected());
      BlastPublisher.Report report =
          new BlastPublisher(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), broker.port()), 2, 200)
              .publish(20_000, n -> new Publication("s/" + n % 4 + "/x", new byte[200]));
      assertThat(report.acked()).isEqualTo(20_000);
      Await.until(
          () -> "all: " + source.stats(),
          Duration.ofSeconds(30),
          () -> source.stats().messages().acked() >= 20_000);
      assertThat(taken).hasSize(20_000).allMatch(m -> m.payload().length == 200);
    }
  }

  @Test
  void carriesMessagesOfHalfAMebibyte() throws Exception {
    try (EmbeddedBroker broker = new EmbeddedBroker(0);
        MqttSource source =
            new MqttSource(
                MqttSettings.plain(broker.url(), "demo", MqttSettings.Subscription.of("s/#")),
                this::take,
                () -> 0)) {
      source.start();
      Await.until("connected", Duration.ofSeconds(10), () -> source.stats().allConnected());
      new BlastPublisher(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), broker.port()), 1, 1)
          .publish(1, n -> new Publication("s/x", new byte[1 << 19]));
      Await.until("received", Duration.ofSeconds(10), () -> !taken.isEmpty());
      assertThat(taken.element().payload()).hasSize(1 << 19);
    }
  }

  @Test
  void stopsQuicklyAndGivesItsPortBack() {
    int port;
    try (EmbeddedBroker broker = new EmbeddedBroker(0)) {
      port = broker.port();
    }
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(IOException.class);
    try (EmbeddedBroker again = new EmbeddedBroker(port)) {
      assertThat(again.port()).isEqualTo(port);
    }
  }

  @Test
  void saysWhichPortIsTaken() {
    try (EmbeddedBroker broker = new EmbeddedBroker(0)) {
      assertThatThrownBy(() -> new EmbeddedBroker(broker.port()).close())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("port " + broker.port());
    }
  }
}
