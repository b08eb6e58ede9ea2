package io.campuspulse.config;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the service listens.
 *
 * @param host address of API and dashboard
 * @param port its port; 0 lets the system choose
 * @param opsHost address of health and own metrics
 * @param opsPort its port; 0 lets the system choose
 * @param corsOrigins web origins whose pages may call the API
 * @param keys who may call with a key, and as what
 */
public record HttpConfig(
    String host,
    int port,
    String opsHost,
    int opsPort,
    List<String> corsOrigins,
    List<KeyEntry> keys) {
  private static final Pattern ORIGIN =
      Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?|https?://\\[[0-9A-Fa-f:]+](:[0-9]+)?");

  private static final String ORIGIN_RULE =
      "must be a web origin such as https://screen.example.cn, without path or *";

  public HttpConfig {
    corsOrigins = List.copyOf(corsOrigins);
    keys = List.copyOf(keys);
  }

  /** Addresses without keys. */
  public HttpConfig(String host, int port, String opsHost, int opsPort, List<String> corsOrigins) {
    this(host, port, opsHost, opsPort, corsOrigins, List.of());
  }

  static HttpConfig read(Section section) {
    HttpConfig http =
        new HttpConfig(
            section.text("host", "127.0.0.1"),
            (int) section.integer("port", 0, 65_535, 8080),
            section.text("ops_host", "127.0.0.1"),
            (int) section.integer("ops_port", 0, 65_535, 8081),
            section.list("cors").stream()
                .flatMap(origin -> origin.matching(ORIGIN, ORIGIN_RULE).stream())
                .toList(),
            KeyEntry.read(section, "api_keys_file"));
    if (http.port != 0 && http.port == http.opsPort) {
      section.problemAt("ops_port", "must differ from 'port'");
    }
    return http;
  }
}
