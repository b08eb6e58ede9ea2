package io.campuspulse.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MosquittoServerIT {
  @TempDir Path dir;

  private static boolean sessionPresent(MosquittoServer server) throws MqttException {
    try (MqttClient client = new MqttClient(server.url(), "fixture", new MemoryPersistence())) {
      MqttConnectOptions options = new MqttConnectOptions();
      options.setCleanSession(false);
      boolean present = client.connectWithResult(options).getSessionPresent();
      client.subscribe("a/#", 1);
      client.disconnect();
      return present;
    }
  }

  @Test
  void keepsSessionsOverStopLosesThemOverKill() throws Exception {
    try (MosquittoServer server = new MosquittoServer(dir)) {
      assertThat(sessionPresent(server)).isFalse();
      server.stop();
      server.start();
      assertThat(sessionPresent(server)).isTrue();
      server.stop();
      server.forgetSessions();
      server.start();
      assertThat(sessionPresent(server)).isFalse();
      server.kill();
      server.start();
      assertThat(sessionPresent(server)).isFalse();
    }
  }

  @Test
  void aPausedServerAnswersNothingUntilItIsResumed() throws Exception {
    try (MosquittoServer server = new MosquittoServer(dir);
        MqttClient client = new MqttClient(server.url(), "fixture", new MemoryPersistence())) {
      client.setTimeToWait(500);
      client.connect();
      server.pause();
      assertThatThrownBy(() -> client.subscribe("a/#", 1)).isInstanceOf(MqttException.class);
      server.resume();
      Await.until(
          "subscribes",
          Duration.ofSeconds(5),
          () -> {
            try {
              client.subscribe("a/#", 1);
              return true;
            } catch (MqttException e) {
              return false;
            }
          });
      client.disconnect();
    }
  }

  @Test
  void aServerThatDoesNotStartSaysWhy() {
    assertThatThrownBy(() -> new MosquittoServer(dir, Map.of("no_such_keyword", "1")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no_such_keyword");
  }
}
