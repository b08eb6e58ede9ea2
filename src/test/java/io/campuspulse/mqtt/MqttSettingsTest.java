package io.campuspulse.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.campuspulse.mqtt.MqttSettings.Credentials;
import io.campuspulse.mqtt.MqttSettings.Subscription;
import io.campuspulse.mqtt.MqttSettings.Timing;
import io.campuspulse.mqtt.MqttSettings.Tls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MqttSettingsTest {
  private static final Subscription ONE = Subscription.of("t/#");
  @TempDir Path dir;

  private static MqttSettings plain(String url) {
    return MqttSettings.plain(URI.create(url), "campus", ONE);
  }

  private static void refused(ThrowingCallable made, String sentence) {
    assertThatIllegalArgumentException().isThrownBy(made).withMessage(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "tcp://broker, 1883, false",
    "tcp://broker:1234, 1234, false",
    "ssl://broker, 8883, true",
    "ssl://[::1]:1, 1, true"
  })
  void knowsPortAndSecurityFromTheAddress(String url, int port, boolean secure) {
    assertThat(plain(url).port()).isEqualTo(port);
    assertThat(plain(url).secure()).isEqualTo(secure);
  }

  @ParameterizedTest
  @CsvSource({
    "http://broker, http://broker",
    "broker:1883, broker:1883",
    "tcp://broker/path, tcp://broker/path",
    "tcp://me:secret@broker, tcp://***@broker"
  })
  void refusesOtherAddressesWithoutPrintingSecrets(String url, String printed) {
    refused(
        () -> plain(url),
        "broker " + printed + ": must look like tcp://host:1883 or ssl://host:8883");
  }

  @Test
  void refusesBadIdsAndNumbersOfConnections() {
    refused(
        () -> MqttSettings.plain(URI.create("tcp://b"), "a b", ONE),
        "clientId a b: must be 1 to 60 of A-Z a-z 0-9 _ . -");
    refused(
        () -> new Subscription(List.of("t/#"), 2, Optional.empty()),
        "connections 2: without sharedGroup no more than filters, which are 1");
    refused(
        () -> new Subscription(List.of("t/#"), 0, Optional.empty()),
        "connections 0: must be 1 to 64");
    refused(
        () -> new Subscription(List.of("t/#"), 2, Optional.of("a/b")),
        "sharedGroup a/b: must be 1 to 60 of A-Z a-z 0-9 _ . -");
  }

  @Test
  void refusesBadFilters() {
    refused(() -> Subscription.of(), "filters []: at least one topic filter is needed");
    refused(
        () -> Subscription.of("$share/g/t"),
        "filter $share/g/t: set sharedGroup instead of writing $share");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Subscription.of("t/#/a"))
        .withMessageStartingWith("filter t/#/a: must be an MQTT topic filter");
    refused(
        () -> Subscription.of("t/#", "u/+", "t/+/a"),
        "filters t/# and t/+/a: must not cover the same topic, or messages arrive twice");
  }

  @Test
  void dealsFiltersOutOrSharesThem() {
    var sharded = new Subscription(List.of("a", "b", "c"), 2, Optional.empty());
    assertThat(sharded.filtersOf(0)).containsExactly("a", "c");
    assertThat(sharded.filtersOf(1)).containsExactly("b");
    var shared = new Subscription(List.of("a", "b"), 2, Optional.of("g"));
    assertThat(shared.filtersOf(1)).containsExactly("$share/g/a", "$share/g/b");
  }

  @Test
  void refusesTlsFilesThatAreMissingOrHalf() throws IOException {
    Path file = Files.createFile(dir.resolve("x.pem"));
    Path missing = dir.resolve("missing.pem");
    refused(
        () -> new Tls(Optional.of(missing), Optional.empty(), Optional.empty()),
        "tls caFile " + missing + ": must be a readable file");
    refused(
        () -> new Tls(Optional.empty(), Optional.of(file), Optional.empty()),
        "tls " + file + ": certificateFile and keyFile must be set together");
    refused(
        () ->
            new MqttSettings(
                URI.create("tcp://b"),
                "campus",
                ONE,
                Optional.empty(),
                Optional.of(new Tls(Optional.of(file), Optional.empty(), Optional.empty())),
                Timing.DEFAULT),
        "broker tcp://b: with tls settings the address must begin with ssl://");
  }

  @Test
  void aCaFileWithoutCertificatesStopsTheStart() throws IOException {
    Path file = Files.writeString(dir.resolve("ca.pem"), "not a certificate");
    var settings =
        new MqttSettings(
            URI.create("ssl://b"),
            "campus",
            ONE,
            Optional.empty(),
            Optional.of(new Tls(Optional.of(file), Optional.empty(), Optional.empty())),
            Timing.DEFAULT);
    refused(
        () -> new MqttSource(settings, (message, onDurable) -> true, () -> 0),
        "tls caFile " + file + ": must hold X.509 certificates in PEM");
  }

  @Test
  void refusesTimingThatCannotWork() {
    Duration second = Duration.ofSeconds(1);
    refused(
        () -> new Timing(Duration.ofMillis(1500), second, second, second, second),
        "keepAlive PT1.5S: must be whole seconds from 1s to 1h");
    refused(
        () -> new Timing(second, second, Duration.ofSeconds(2), second, second),
        "backoffFirst PT2S: must be 1ms to backoffMax, which is PT1S");
    refused(
        () -> new Timing(second, Duration.ZERO, second, second, second),
        "connectTimeout PT0S: must be 100ms to 10m");
    refused(
        () -> new Timing(second, second, second, second, Duration.ofSeconds(-1)),
        "drain PT-1S: must be 0s to 10m");
  }

  @Test
  void neverPrintsThePassword() {
    assertThat(new Credentials("me", "hunter2")).hasToString("Credentials[user=me, password=***]");
  }
}
