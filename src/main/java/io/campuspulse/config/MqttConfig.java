package io.campuspulse.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The broker and what to subscribe to.
 *
 * @param url {@code tcp://host:port} or {@code ssl://host:port}
 * @param clientId stable client id; connections append {@code -1}, {@code -2}, …
 * @param connections how many connections share the load; without a shared group they take the
 *     filters in turn
 * @param sharedGroup name of the shared subscription that spreads every filter over all connections
 * @param filters topic filters without {@code $share}, none covering a topic of another
 * @param login user and password
 * @param tls trust and client certificate for {@code ssl}
 */
public record MqttConfig(
    String url,
    String clientId,
    int connections,
    Optional<String> sharedGroup,
    List<String> filters,
    Optional<Login> login,
    Optional<Tls> tls) {
  /** The topics of the native convention. */
  public static final List<String> DEFAULT_FILTERS =
      List.of("campus/v1/+/+/telemetry", "campus/v1/+/+/status");

  private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9_-]{1,60}");
  private static final String CLIENT_ID_RULE = "must be 1 to 60 letters, digits, _ or -";

  /**
   * Files in PEM form; the host name is always checked.
   *
   * @param caFile certificates to trust instead of the system's
   * @param certificateFile client certificate
   * @param keyFile its private key, PKCS #8
   */
  public record Tls(Optional<Path> caFile, Optional<Path> certificateFile, Optional<Path> keyFile) {
    static Tls read(Section section) {
      Tls tls =
          new Tls(
              readable(section, "ca_file"),
              readable(section, "certificate_file"),
              readable(section, "key_file"));
      if (section.has("certificate_file") != section.has("key_file")) {
        section.problem("", "'certificate_file' and 'key_file' are given together");
      }
      return tls;
    }

    private static Optional<Path> readable(Section section, String name) {
      Optional<Path> file = section.optionalFile(name);
      if (file.isPresent() && !(Files.isRegularFile(file.get()) && Files.isReadable(file.get()))) {
        section.problemAt(name, "must be a readable file");
      }
      return file;
    }
  }

  public MqttConfig {
    filters = List.copyOf(filters);
  }

  static MqttConfig read(Section section) {
    MqttConfig mqtt =
        new MqttConfig(
            section.text("url"),
            section.has("client_id")
                ? section.matching("client_id", CLIENT_ID, CLIENT_ID_RULE)
                : "campus-pulse",
            (int) section.integer("connections", 1, 64, 1),
            section.has("shared_group")
                ? Optional.of(section.matching("shared_group", CLIENT_ID, CLIENT_ID_RULE))
                : Optional.empty(),
            section.has("filters") ? filters(section) : DEFAULT_FILTERS,
            Login.read(section),
            section.optionalSection("tls").map(Tls::read));
    checkUrl(section, mqtt);
    if (mqtt.sharedGroup.isEmpty() && mqtt.connections > mqtt.filters.size()) {
      section.problemAt(
          "connections",
          "must not exceed the number of filters without 'shared_group': each takes its own");
    }
    return mqtt;
  }

  private static void checkUrl(Section section, MqttConfig mqtt) {
    if (mqtt.url.isEmpty()) {
      return;
    }
    Optional<URI> uri = parse(mqtt.url);
    boolean scheme = uri.isPresent() && List.of("tcp", "ssl").contains(uri.get().getScheme());
    if (!scheme
        || uri.get().getHost() == null
        || uri.get().getPort() < 1
        || uri.get().getPort() > 65_535
        || uri.get().getRawUserInfo() != null
        || !uri.get().getRawPath().isEmpty()) {
      section.problemAt("url", "must be tcp://host:port or ssl://host:port");
    } else if (mqtt.tls.isPresent() && uri.get().getScheme().equals("tcp")) {
      section.problemAt("tls", "goes with an ssl:// url");
    }
  }

  private static Optional<URI> parse(String url) {
    try {
      return Optional.of(new URI(url));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static List<String> filters(Section section) {
    List<Scalar> filters = section.list("filters");
    if (filters.isEmpty()) {
      section.problemAt("filters", "must list at least one topic filter");
    }
    for (int i = 0; i < filters.size(); i++) {
      checkFilter(filters.get(i));
      for (int j = 0; j < i; j++) {
        if (overlap(filters.get(i).raw(), filters.get(j).raw())) {
          filters
              .get(i)
              .problem(
                  "covers topics of '"
                      + filters.get(j).raw()
                      + "', whose messages would arrive twice");
        }
      }
    }
    return filters.stream().map(Scalar::raw).toList();
  }

  /** Whether some topic matches both filters; {@code a/#} also matches {@code a}. */
  static boolean overlap(String a, String b) {
    if ((wild(a) && b.startsWith("$")) || (wild(b) && a.startsWith("$"))) {
      return false; // a wildcard at the start does not match the broker's own topics
    }
    String[] x = a.split("/", -1);
    String[] y = b.split("/", -1);
    for (int i = 0; ; i++) {
      if ((i < x.length && x[i].equals("#")) || (i < y.length && y[i].equals("#"))) {
        return true;
      }
      if (i >= x.length || i >= y.length) {
        return x.length == y.length;
      }
      if (!x[i].equals(y[i]) && !x[i].equals("+") && !y[i].equals("+")) {
        return false;
      }
    }
  }

  private static boolean wild(String filter) {
    return filter.startsWith("+") || filter.startsWith("#");
  }

  private static void checkFilter(Scalar filter) {
    String text = filter.raw();
    if (text.startsWith("$share/")) {
      filter.problem("must not name a shared subscription; set 'shared_group' instead");
      return;
    }
    String[] levels = text.split("/", -1);
    boolean valid =
        !text.isEmpty()
            && text.indexOf('\0') < 0
            && text.getBytes(StandardCharsets.UTF_8).length <= 65_535;
    for (int i = 0; i < levels.length; i++) {
      boolean last = i == levels.length - 1;
      valid &= !levels[i].contains("#") || (levels[i].equals("#") && last);
      valid &= !levels[i].contains("+") || levels[i].equals("+");
    }
    if (!valid) {
      filter.problem("must be an MQTT topic filter: + fills a whole level, # only the last one");
    }
  }
}
