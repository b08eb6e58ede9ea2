package io.campuspulse.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where readings and facts are kept. */
public sealed interface StoreConfig {

  /** The two kinds of stores. */
  enum Kind {
    EMBEDDED,
    INFLUX
  }

  /**
   * A store inside the process.
   *
   * @param directory where it lives
   */
  record Embedded(Path directory) implements StoreConfig {}

  /**
   * An InfluxDB server.
   *
   * @param url {@code http://host:port} or {@code https://host:port}
   * @param dialect how it is written to
   * @param database database of v1, bucket of v2
   * @param organization organization of v2, empty in v1
   * @param writer user of v1 who may write
   * @param reader user of v1 who may only read; else the writer reads
   * @param token token of v2
   */
  record Influx(
      URI url,
      Dialect dialect,
      String database,
      String organization,
      Optional<Login> writer,
      Optional<Login> reader,
      Optional<Secret> token)
      implements StoreConfig {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final String NAME_RULE = "must be 1 to 64 letters, digits, _ or -";

    /** InfluxDB's generations of writing: {@code /write} or {@code /api/v2/write}. */
    public enum Dialect {
      V1,
      V2
    }

    static Influx read(Section section) {
      Dialect dialect = section.enumOf("dialect", Dialect.class, Dialect.V1);
      boolean first = dialect == Dialect.V1;
      for (String stranger :
          first
              ? new String[] {"org", "bucket", "token", "token_file"}
              : new String[] {"database", "user", "password", "password_file", "reader"}) {
        if (section.has(stranger)) {
          section.problemAt(
              stranger, "does not belong to dialect " + dialect.name().toLowerCase(Locale.ROOT));
        }
      }
      Optional<Secret> token = first ? Optional.empty() : Secret.read(section, "token");
      if (!first && !section.has("token") && !section.has("token_file")) {
        section.problem("", "'token_file' is missing");
      }
      return new Influx(
          url(section),
          dialect,
          section.matching(first ? "database" : "bucket", NAME, NAME_RULE),
          first ? "" : section.text("org"),
          first ? Login.read(section) : Optional.empty(),
          first ? section.optionalSection("reader").flatMap(Login::read) : Optional.empty(),
          token);
    }

    private static URI url(Section section) {
      String text = section.text("url");
      if (!text.isEmpty()) {
        try {
          URI url = new URI(text);
          boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
          if (http && url.getHost() != null && url.getRawUserInfo() == null) {
            return url;
          }
        } catch (URISyntaxException e) {
          // reported below like every other text that is no address
        }
        section.problemAt("url", "must be http://host:port or https://host:port");
      }
      return URI.create("http://invalid");
    }
  }

  /** Reads the section {@code store}. */
  static StoreConfig read(Section section) {
    if (section.enumOf("kind", Kind.class) == Kind.INFLUX) {
      return Influx.read(section);
    }
    return new Embedded(section.file("dir"));
  }
}
