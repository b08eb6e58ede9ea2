package io.campuspulse.mqtt;

import static io.campuspulse.mqtt.MqttFixture.FAST;
import static io.campuspulse.mqtt.MqttFixture.await;
import static io.campuspulse.mqtt.MqttFixture.awaitConnected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.campuspulse.mqtt.MqttSettings.Credentials;
import io.campuspulse.mqtt.MqttSettings.Subscription;
import io.campuspulse.mqtt.MqttSettings.Tls;
import io.campuspulse.mqtt.bench.BlastPublisher;
import io.campuspulse.mqtt.bench.Publication;
import io.campuspulse.testing.MosquittoServer;
import io.campuspulse.testing.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MqttSecurityIT {
  @TempDir Path dir;
  private final HoldingSink sink = new HoldingSink();

  private MosquittoServer tlsBroker(TestCertificates.Pair server, Path clientAuthority) {
    return new MosquittoServer(
        dir.resolve("broker"),
        Map.of(
            "certfile", server.certificate().toString(),
            "keyfile", server.key().toString(),
            "cafile", clientAuthority.toString(),
            "require_certificate", "true",
            "use_identity_as_username", "true"));
  }

  private static MqttSettings secure(MosquittoServer broker, Tls tls) {
    return new MqttSettings(
        URI.create("ssl://127.0.0.1:" + broker.port()),
        "campus",
        Subscription.of("t/#", "$SYS/broker/version"),
        Optional.empty(),
        Optional.of(tls),
        FAST);
  }

  @Test
  void connectsWithTlsAndAClientCertificateAndLeavesInOrder() throws Exception {
    var server = TestCertificates.selfSigned(dir, "server", "ip:127.0.0.1");
    var client = TestCertificates.selfSigned(dir, "client", "dns:campus");
    try (MosquittoServer broker = tlsBroker(server, client.certificate())) {
      var tls =
          new Tls(
              Optional.of(server.certificate()),
              Optional.of(client.certificate()),
              Optional.of(client.key()));
      try (MqttSource source = new MqttSource(secure(broker, tls), sink, () -> 0)) {
        source.start();
        awaitConnected(source);
        await(source, "a message", () -> source.stats().messages().acked() == 1);
        assertThat(sink.messages().get(0).topic()).isEqualTo("$SYS/broker/version");
      }
      assertThat(broker.log()).contains("Client campus-1 disconnected.");
    }
  }

  @Test
  void refusesABrokerWithTheWrongName() throws Exception {
    var server = TestCertificates.selfSigned(dir, "server", "dns:elsewhere.example");
    var client = TestCertificates.selfSigned(dir, "client", "dns:campus");
    try (MosquittoServer broker = tlsBroker(server, client.certificate())) {
      var tls =
          new Tls(
              Optional.of(server.certificate()),
              Optional.of(client.certificate()),
              Optional.of(client.key()));
      assertNeverConnects(secure(broker, tls), "127.0.0.1");
    }
  }

  @Test
  void refusesABrokerThatNobodyVouchesFor() throws Exception {
    var server = TestCertificates.selfSigned(dir, "server", "ip:127.0.0.1");
    var other = TestCertificates.selfSigned(dir, "other", "ip:127.0.0.1");
    try (MosquittoServer broker = tlsBroker(server, other.certificate())) {
      var tls = new Tls(Optional.of(other.certificate()), Optional.empty(), Optional.empty());
      assertNeverConnects(secure(broker, tls), "PKIX");
    }
  }

  private void assertNeverConnects(MqttSettings settings, String why) {
    try (MqttSource source = new MqttSource(settings, sink, () -> 0)) {
      source.start();
      await(source, "an error", () -> source.stats().lastError().isPresent());
      assertThat(source.stats().lastError())
          .hasValueSatisfying(e -> assertThat(e).contains("cannot connect").contains(why));
      assertThat(source.stats().connects()).isZero();
    }
  }

  @Test
  void aKeyInAnotherFormatStopsTheStartAndSaysHowToConvertIt() throws Exception {
    var client = TestCertificates.selfSigned(dir, "client", "dns:campus");
    Path key = Files.writeString(dir.resolve("old.key"), "-----BEGIN RSA PRIVATE KEY-----\nAA==\n");
    var tls = new Tls(Optional.empty(), Optional.of(client.certificate()), Optional.of(key));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TlsFiles.load(tls))
        .withMessage(
            "tls keyFile "
                + key
                + ": must hold an unencrypted PKCS #8 key in PEM, RSA or EC"
                + " (convert: openssl pkcs8 -topk8 -nocrypt)");
  }

  @Test
  void signsInWithUserAndPassword() throws Exception {
    Path passwords = dir.resolve("passwords");
    run("mosquitto_passwd", "-c", "-b", passwords.toString(), "campus", "right");
    try (MosquittoServer broker =
        new MosquittoServer(
            dir.resolve("broker"),
            Map.of("allow_anonymous", "false", "password_file", passwords.toString()))) {
      assertNeverConnects(as(broker, "wrong"), "Not authorized");
      try (MqttSource source = new MqttSource(as(broker, "right"), sink, () -> 0)) {
        source.start();
        awaitConnected(source);
      }
    }
  }

  private static MqttSettings as(MosquittoServer broker, String password) {
    return new MqttSettings(
        URI.create(broker.url()),
        "campus",
        Subscription.of("t/#"),
        Optional.of(new Credentials("campus", password)),
        Optional.empty(),
        FAST);
  }

  private static void run(String... command) throws IOException, InterruptedException {
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("failed: " + String.join(" ", command));
    }
  }

  @Test
  void refusesABrokerThatGrantsOnlyQos0() {
    try (MosquittoServer broker =
        new MosquittoServer(dir.resolve("broker"), Map.of("max_qos", "0"))) {
      assertNeverConnects(
          MqttFixture.settings(broker), "the broker grants QoS 0 for 't/#', QoS 1 is needed");
    }
  }

  @Test
  void countsMessagesThatWerePublishedWithoutAcknowledgement() throws Exception {
    try (MosquittoServer broker = new MosquittoServer(dir.resolve("broker"));
        MqttSource source = MqttFixture.connected(MqttFixture.settings(broker), sink);
        var client = new MqttClient(broker.url(), "qos0", new MemoryPersistence())) {
      client.connect();
      client.publish("t/a", new byte[] {1}, 0, false);
      client.disconnect();
      new BlastPublisher(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), broker.port()), 3, 10)
          .publish(100, n -> new Publication("t/b", new byte[] {2}));
      await(source, "all", () -> source.stats().messages().acked() == 100);
      assertThat(source.stats().messages()).isEqualTo(new MqttStats.Messages(101, 100, 0, 0, 1));
    }
  }
}
