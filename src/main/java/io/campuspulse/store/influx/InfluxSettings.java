package io.campuspulse.store.influx;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * How to reach an InfluxDB.
 *
 * @param url root address, such as {@code http://127.0.0.1:8086}
 * @param target database or bucket
 * @param credentials how to sign in
 * @param readCredentials how to sign in for queries: a user who may only read
 * @param connectTimeout for a connection, 1 ms to 5 min
 * @param requestTimeout for silence within a request, 1 ms to 5 min
 */
public record InfluxSettings(
    URI url,
    InfluxTarget target,
    InfluxCredentials credentials,
    InfluxCredentials readCredentials,
    Duration connectTimeout,
    Duration requestTimeout) {
  /** What the connect timeout is when nothing else is said. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** What the request timeout is when nothing else is said. */
  public static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

  private static final Duration LONGEST = Duration.ofMinutes(5);

  public InfluxSettings {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(credentials, "credentials");
    String scheme = url.getScheme();
    if (!"http".equals(scheme) && !"https".equals(scheme)) {
      throw new IllegalArgumentException(
          "InfluxDB address " + shown(url) + " does not begin with http:// or https://");
    }
    if (url.getHost() == null) {
      throw new IllegalArgumentException("InfluxDB address " + shown(url) + " names no host");
    }
    if (url.getUserInfo() != null || url.getQuery() != null || url.getFragment() != null) {
      throw new IllegalArgumentException(
          "InfluxDB address " + shown(url) + " holds more than scheme, host, port and path");
    }
    check("connect timeout", connectTimeout);
    check("request timeout", requestTimeout);
  }

  /** With the usual timeouts. */
  public static InfluxSettings of(URI url, InfluxTarget target, InfluxCredentials credentials) {
    return new InfluxSettings(
        url, target, credentials, credentials, CONNECT_TIMEOUT, REQUEST_TIMEOUT);
  }

  /** The same with other credentials for queries. */
  public InfluxSettings readingWith(InfluxCredentials reader) {
    return new InfluxSettings(url, target, credentials, reader, connectTimeout, requestTimeout);
  }

  private static void check(String what, Duration value) {
    if (value.toMillis() < 1 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "InfluxDB " + what + " " + value.toMillis() + " ms is not within 1 ms to 5 min");
    }
  }

  /** The address without what may be a secret. */
  private static URI shown(URI url) {
    return url.getRawUserInfo() == null
        ? url
        : URI.create(url.toString().replace(url.getRawUserInfo() + "@", "…@"));
  }
}
