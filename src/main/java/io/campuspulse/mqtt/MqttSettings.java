package io.campuspulse.mqtt;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.paho.client.mqttv3.MqttTopic;

/**
 * How to reach a broker and what to ask it for. Every part validates itself and throws {@link
 * IllegalArgumentException} with a sentence that names the thing, the value and the rule.
 *
 * @param broker {@code tcp://host:port}, or {@code ssl://host:port} for TLS; the port defaults to
 *     1883 and 8883
 * @param clientId stem of the client ids, which the broker keeps sessions by: connection 1 is
 *     {@code <clientId>-1}. Must stay the same over restarts and be used by one service only
 * @param subscription what to receive, over how many connections
 * @param credentials user and password, if the broker wants them
 * @param tls files for TLS; without them an {@code ssl} broker is checked against the system's
 *     certificate authorities
 * @param timing keep-alive, time-outs and back-off
 */
public record MqttSettings(
    URI broker,
    String clientId,
    Subscription subscription,
    Optional<Credentials> credentials,
    Optional<Tls> tls,
    Timing timing) {
  private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9_.-]{1,60}");

  public MqttSettings {
    String scheme = broker.getScheme();
    require(
        Set.of("tcp", "ssl").contains(scheme == null ? "" : scheme)
            && broker.getHost() != null
            && broker.getRawPath().isEmpty()
            && broker.getRawQuery() == null
            && broker.getRawUserInfo() == null,
        "broker",
        withoutUserInfo(broker),
        "must look like tcp://host:1883 or ssl://host:8883");
    require(
        CLIENT_ID.matcher(clientId).matches(),
        "clientId",
        clientId,
        "must be 1 to 60 of A-Z a-z 0-9 _ . -");
    require(
        tls.isEmpty() || scheme.equals("ssl"),
        "broker",
        broker,
        "with tls settings the address must begin with ssl://");
  }

  /** The settings of most brokers on a local network: no user, no TLS, default timing. */
  public static MqttSettings plain(URI broker, String clientId, Subscription subscription) {
    return new MqttSettings(
        broker, clientId, subscription, Optional.empty(), Optional.empty(), Timing.DEFAULT);
  }

  /** The same with other timing. */
  public MqttSettings with(Timing other) {
    return new MqttSettings(broker, clientId, subscription, credentials, tls, other);
  }

  /** The port, defaulted by scheme. */
  public int port() {
    return broker.getPort() > 0 ? broker.getPort() : secure() ? 8883 : 1883;
  }

  /** Whether the connection uses TLS. */
  public boolean secure() {
    return broker.getScheme().equals("ssl");
  }

  private static String withoutUserInfo(URI uri) {
    return uri.getRawUserInfo() == null
        ? uri.toString()
        : uri.toString().replace(uri.getRawUserInfo() + "@", "***@");
  }

  private static void require(boolean holds, String thing, Object value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(thing + " " + value + ": " + rule);
    }
  }

  /**
   * What to receive, always with QoS 1.
   *
   * @param filters topic filters, none covering a topic of another; without {@code $share}
   * @param connections 1 to 64. Without a group the filters are dealt out to the connections in
   *     turn, so there can be no more connections than filters
   * @param sharedGroup name of a shared subscription over which the broker spreads the messages of
   *     every filter to all connections. Before the number of connections shrinks, let the extra
   *     ones drain: Mosquitto 2.0 keeps their unacknowledged messages for them alone. The broker
   *     sends no retained messages to a shared subscription
   */
  public record Subscription(List<String> filters, int connections, Optional<String> sharedGroup) {
    public Subscription {
      filters = List.copyOf(filters);
      require(!filters.isEmpty(), "filters", filters, "at least one topic filter is needed");
      filters.forEach(Subscription::check);
      for (int i = 0; i < filters.size(); i++) {
        for (int j = 0; j < i; j++) {
          require(
              !TopicFilters.overlap(filters.get(i), filters.get(j)),
              "filters",
              filters.get(j) + " and " + filters.get(i),
              "must not cover the same topic, or messages arrive twice");
        }
      }
      require(connections >= 1 && connections <= 64, "connections", connections, "must be 1 to 64");
      require(
          sharedGroup.isPresent() || connections <= filters.size(),
          "connections",
          connections,
          "without sharedGroup no more than filters, which are " + filters.size());
      sharedGroup.ifPresent(
          group ->
              require(
                  CLIENT_ID.matcher(group).matches(),
                  "sharedGroup",
                  group,
                  "must be 1 to 60 of A-Z a-z 0-9 _ . -"));
    }

    /** One connection for some filters. */
    public static Subscription of(String... filters) {
      return new Subscription(List.of(filters), 1, Optional.empty());
    }

    private static void check(String filter) {
      require(
          !filter.startsWith("$share/"),
          "filter",
          filter,
          "set sharedGroup instead of writing $share");
      try {
        MqttTopic.validate(filter, true);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "filter " + filter + ": must be an MQTT topic filter: " + e.getMessage(), e);
      }
    }

    /** What connection {@code index}, from 0, subscribes to. */
    List<String> filtersOf(int index) {
      if (sharedGroup.isPresent()) {
        return filters.stream().map(f -> "$share/" + sharedGroup.get() + "/" + f).toList();
      }
      List<String> shard = new ArrayList<>();
      for (int i = index; i < filters.size(); i += connections) {
        shard.add(filters.get(i));
      }
      return shard;
    }
  }

  /** User and password; never printed. */
  public record Credentials(String user, String password) {
    public Credentials {
      require(!user.isBlank(), "credentials user", user, "must not be blank");
    }

    @Override
    public String toString() {
      return "Credentials[user=" + user + ", password=***]";
    }
  }

  /**
   * PEM files for TLS. A file that is named must be readable.
   *
   * @param caFile certificate authorities to trust instead of the system's
   * @param certificateFile our certificate chain, if the broker wants one
   * @param keyFile its private key in PKCS #8, unencrypted
   */
  public record Tls(Optional<Path> caFile, Optional<Path> certificateFile, Optional<Path> keyFile) {
    public Tls {
      readable("caFile", caFile);
      readable("certificateFile", certificateFile);
      readable("keyFile", keyFile);
      require(
          certificateFile.isPresent() == keyFile.isPresent(),
          "tls",
          certificateFile.or(() -> keyFile).map(Path::toString).orElse(""),
          "certificateFile and keyFile must be set together");
    }

    private static void readable(String name, Optional<Path> file) {
      file.ifPresent(
          path ->
              require(
                  Files.isRegularFile(path) && Files.isReadable(path),
                  "tls " + name,
                  path,
                  "must be a readable file"));
    }
  }

  /**
   * Durations.
   *
   * @param keepAlive whole seconds, 1 s to 1 h: when nothing else is sent, a ping is; a broker that
   *     has not answered for one and a half of it is given up
   * @param connectTimeout for each of TCP connect, TLS handshake, CONNACK and SUBACK
   * @param backoffFirst upper bound of the random wait before the first retry; it doubles
   * @param backoffMax greatest upper bound
   * @param drain how long an ending connection stays to acknowledge what becomes durable
   */
  public record Timing(
      Duration keepAlive,
      Duration connectTimeout,
      Duration backoffFirst,
      Duration backoffMax,
      Duration drain) {
    /** Keep-alive 30 s, time-out 10 s, back-off 200 ms to 30 s, drain 2 s. */
    public static final Timing DEFAULT =
        new Timing(
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMillis(200),
            Duration.ofSeconds(30),
            Duration.ofSeconds(2));

    public Timing {
      require(
          keepAlive.toSeconds() >= 1
              && keepAlive.toSeconds() <= 3600
              && keepAlive.toNanosPart() == 0,
          "keepAlive",
          keepAlive,
          "must be whole seconds from 1s to 1h");
      require(
          connectTimeout.toMillis() >= 100 && connectTimeout.toMinutes() < 10,
          "connectTimeout",
          connectTimeout,
          "must be 100ms to 10m");
      require(
          backoffFirst.toMillis() >= 1 && backoffFirst.compareTo(backoffMax) <= 0,
          "backoffFirst",
          backoffFirst,
          "must be 1ms to backoffMax, which is " + backoffMax);
      require(backoffMax.toHours() < 1, "backoffMax", backoffMax, "must be under 1h");
      require(!drain.isNegative() && drain.toMinutes() < 10, "drain", drain, "must be 0s to 10m");
    }
  }
}
