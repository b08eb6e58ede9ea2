package io.campuspulse.http;

import java.time.Duration;
import java.util.Set;

/**
 * How a server listens and what it allows.
 *
 * @param host address to listen on
 * @param port to listen on; 0 for any free one
 * @param corsOrigins origins whose pages may read the API, such as {@code https://city.example};
 *     empty for none
 * @param staleAfter age of a school's newest data beyond which it counts as stale
 * @param version of the product, for discovery
 * @param limits bounds on work and size
 */
public record HttpSettings(
    String host,
    int port,
    Set<String> corsOrigins,
    Duration staleAfter,
    String version,
    Limits limits) {
  public HttpSettings {
    corsOrigins = Set.copyOf(corsOrigins);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
    }
    for (String origin : corsOrigins) {
      if (!origin.matches("https?://[^/*\\s]+")) {
        throw new IllegalArgumentException(
            "a CORS origin is scheme://host[:port] without a path, not '" + origin + "'");
      }
    }
  }

  /** Defaults for an address. */
  public static HttpSettings at(String host, int port) {
    return new HttpSettings(host, port, Set.of(), Duration.ofMinutes(30), "dev", Limits.DEFAULT);
  }

  /** The same with another version of the product. */
  public HttpSettings withVersion(String newVersion) {
    return new HttpSettings(host, port, corsOrigins, staleAfter, newVersion, limits);
  }

  /** The same with other origins. */
  public HttpSettings withCorsOrigins(Set<String> origins) {
    return new HttpSettings(host, port, origins, staleAfter, version, limits);
  }

  /** The same with other limits. */
  public HttpSettings withLimits(Limits newLimits) {
    return new HttpSettings(host, port, corsOrigins, staleAfter, version, newLimits);
  }

  /**
   * Bounds on work and size.
   *
   * @param idle time after which a connection without progress is closed
   * @param answer longest time that an answer may take
   * @param maxBodyBytes largest request body that is read
   * @param maxHeaderBytes largest set of request headers
   * @param eventLoops number of event loops that serve connections
   * @param workers threads that answer queries
   * @param maxWaiting most queries that wait for a worker; more are refused with 503
   */
  public record Limits(
      Duration idle,
      Duration answer,
      int maxBodyBytes,
      int maxHeaderBytes,
      int eventLoops,
      int workers,
      int maxWaiting) {
    /** Fits a small machine. */
    public static final Limits DEFAULT =
        new Limits(Duration.ofSeconds(60), Duration.ofSeconds(30), 65_536, 8_192, 2, 4, 256);
  }
}
