package io.campuspulse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.campuspulse.testing.Await;
import io.campuspulse.testing.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Mosquitto samples, read by a real Mosquitto; only ports and folders differ. */
class ShippedMosquittoIT {
  private static final String PASSWORD = "changeit";

  @TempDir Path folder;
  private Process broker;

  @AfterEach
  void stop() throws Exception {
    if (broker != null) {
      broker.destroy();
      broker.waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static String mosquitto() {
    Path sbin = Path.of("/usr/sbin/mosquitto");
    return Files.isExecutable(sbin) ? sbin.toString() : "mosquitto";
  }

  /** Starts the broker on a shipped file and waits for its port. */
  private void start(String text, int port) throws Exception {
    Path file = folder.resolve("mosquitto.conf");
    // as Debian's own file does, and the user that runs the test instead of 'mosquitto'
    Files.writeString(
        file,
        text + "\npersistence_location " + folder + "/\nuser " + System.getProperty("user.name"));
    broker =
        new ProcessBuilder(mosquitto(), "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("broker.log").toFile())
            .start();
    Await.until(
        "mosquitto listens",
        Duration.ofSeconds(10),
        () -> {
          try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
          } catch (IOException e) {
            return false;
          }
        });
  }

  private static String shipped(String name) throws Exception {
    return Files.readString(Path.of("config/mosquitto", name));
  }

  private static MqttClient client(String url, String id) throws MqttException {
    return new MqttClient(url, id, new MemoryPersistence());
  }

  @Test
  void theLoopbackSampleServesWithoutUsers() throws Exception {
    int port = FreePort.find();
    start(shipped("campus-pulse.conf").replace("listener 1883", "listener " + port), port);
    try (MqttClient client = client("tcp://127.0.0.1:" + port, "c")) {
      client.connect();
      assertThat(client.isConnected()).isTrue();
      client.disconnect();
    }
  }

  @Test
  void overTlsADevicePublishesOnItsOwnTopicsAndTheServiceOnlyReads() throws Exception {
    int port = FreePort.find();
    SSLContext trust = certificates();
    Path passwords = folder.resolve("passwords");
    run("mosquitto_passwd", "-b", "-c", passwords.toString(), "campus-service", PASSWORD);
    run("mosquitto_passwd", "-b", passwords.toString(), "oj-a101-room", PASSWORD);
    start(
        shipped("campus-pulse-tls.conf")
            .replace("listener 8883", "listener " + port)
            .replace("/etc/mosquitto/certs/", folder + "/")
            .replace("/etc/mosquitto/campus-passwords", passwords.toString())
            .replace(
                "/etc/mosquitto/campus-acl",
                Path.of("config/mosquitto/acl").toAbsolutePath().toString()),
        port);
    String url = "ssl://localhost:" + port;
    List<String> received = new CopyOnWriteArrayList<>();
    try (MqttClient service = client(url, "service");
        MqttClient device = client(url, "device")) {
      service.connect(as("campus-service", trust));
      service.subscribe("#", 1, (topic, message) -> received.add(topic));
      device.connect(as("oj-a101-room", trust));
      List<String> stolen = new CopyOnWriteArrayList<>();
      device.subscribe("campus/v1/#", 1, (topic, message) -> stolen.add(topic));

      publish(service, "campus/v1/3303020108/oj-a101-room/telemetry");
      publish(device, "campus/v1/3303020108/oj-a102-room/telemetry");
      publish(device, "campus/v1/3303020108/oj-a101-room/command");
      publish(device, "campus/v1/3303020108/oj-a101-room/status");
      publish(device, "campus/v1/3303020108/oj-a101-room/telemetry");

      Await.until("the last message", Duration.ofSeconds(10), () -> received.size() >= 2);
      assertThat(received)
          .containsExactly(
              "campus/v1/3303020108/oj-a101-room/status",
              "campus/v1/3303020108/oj-a101-room/telemetry");
      assertThat(stolen).isEmpty();
      device.disconnect();
      service.disconnect();
    }
    try (MqttClient stranger = client(url, "stranger")) {
      assertThat(catchThrowable(() -> stranger.connect(as("x", trust))))
          .isInstanceOf(MqttException.class);
    }
  }

  private static void publish(MqttClient client, String topic) throws MqttException {
    client.publish(topic, "{}".getBytes(StandardCharsets.UTF_8), 1, false);
  }

  private static MqttConnectOptions as(String user, SSLContext trust) {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setUserName(user);
    options.setPassword(PASSWORD.toCharArray());
    options.setSocketFactory(trust.getSocketFactory());
    options.setHttpsHostnameVerificationEnabled(true);
    return options;
  }

  /** A fresh certificate for localhost as PEM files of the broker, and a context that trusts it. */
  private SSLContext certificates() throws Exception {
    Path store = folder.resolve("server.p12");
    run(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        "server",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost,ip:127.0.0.1",
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString(),
        "-storepass",
        PASSWORD);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    pem("server.key", "PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
    pem("server.pem", "CERTIFICATE", keys.getCertificate("server").getEncoded());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", keys.getCertificate("server"));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  private void pem(String name, String label, byte[] der) throws Exception {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        folder.resolve(name),
        "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
  }
}
