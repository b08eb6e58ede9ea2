package io.campuspulse.config;

import io.campuspulse.metrics.Metric;
import io.campuspulse.metrics.MetricCatalog;
import io.campuspulse.model.Name;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A city's platform that gets figures, polls them, or both.
 *
 * @param id short identifier
 * @param name display name
 * @param schools which schools it gets
 * @param feeds which series it gets of each; empty for the preset ones
 * @param push where figures are pushed to
 * @param poll key with which the city signs its polls
 */
public record CityConfig(
    String id,
    Name name,
    Schools schools,
    List<Feed> feeds,
    Optional<Push> push,
    Optional<Login> poll) {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final Pattern SCHOOL = Pattern.compile("[0-9]{10}");
  private static final Pattern DIVISION = Pattern.compile("[0-9]{2,6}");
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int SHORTEST_SECRET = 16;
  private static final int MOST_FEEDS = 250;

  public CityConfig {
    feeds = List.copyOf(feeds);
  }

  /**
   * Which schools.
   *
   * @param ids 10-digit school codes
   * @param divisions beginnings of division codes
   * @param since local day with which figures begin
   * @param line where it stands, for what only the registry can tell
   */
  public record Schools(
      List<String> ids, List<String> divisions, Optional<LocalDate> since, int line) {
    public Schools {
      ids = List.copyOf(ids);
      divisions = List.copyOf(divisions);
    }
  }

  /**
   * A series of figures.
   *
   * @param metric catalogue id
   * @param basis one of the metric's, empty for its first
   * @param hourly by hour, otherwise by day
   */
  public record Feed(String metric, Optional<String> basis, boolean hourly) {}

  /**
   * Where figures are pushed to.
   *
   * @param profile {@code irs-signed} or {@code ngsi-ld}
   * @param url base address without a slash at its end
   * @param login access key and secret
   * @param timeout of one attempt
   * @param maxRecords most records of a batch
   */
  public record Push(
      String profile, URI url, Optional<Login> login, Duration timeout, int maxRecords) {}

  /** Reads the cities of the main file. */
  static List<CityConfig> read(Section root) {
    List<CityConfig> cities = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    Set<String> keys = new HashSet<>();
    for (Section section : root.sections("cities")) {
      CityConfig city = city(section);
      if (!ids.add(city.id)) {
        section.problemAt("id", "stands twice");
      }
      if (city.poll.isPresent() && !keys.add(city.poll.get().user())) {
        section.problemAt("poll", "needs an access key of its own");
      }
      if (city.push.isEmpty() && city.poll.isEmpty()) {
        section.problem("", "needs 'push', 'poll' or both");
      }
      cities.add(city);
    }
    return cities;
  }

  private static CityConfig city(Section section) {
    String id = section.matching("id", ID, "must be 1 to 32 of a-z, 0-9 and -");
    Name name =
        section
            .optionalSection("name")
            .map(n -> new Name(n.text("zh"), n.text("en")))
            .orElse(new Name(id, id));
    List<String> schools =
        section.list("schools").stream()
            .flatMap(s -> s.matching(SCHOOL, "must be a school code of 10 digits").stream())
            .toList();
    List<String> divisions =
        section.list("divisions").stream()
            .flatMap(
                s ->
                    s
                        .matching(DIVISION, "must be the first 2 to 6 digits of division codes")
                        .stream())
            .toList();
    Optional<LocalDate> since =
        section.has("since") ? Optional.of(section.date("since")) : Optional.empty();
    List<Feed> feeds = section.sections("metrics").stream().map(CityConfig::feed).toList();
    if (feeds.size() > MOST_FEEDS || new HashSet<>(feeds).size() < feeds.size()) {
      section.problemAt("metrics", "must be at most " + MOST_FEEDS + " different ones");
    }
    return new CityConfig(
        id,
        name,
        new Schools(schools, divisions, since, section.line()),
        feeds,
        section.optionalSection("push").map(CityConfig::push),
        section.optionalSection("poll").map(poll -> login(poll).orElse(new Login("", null))));
  }

  private static Feed feed(Section section) {
    String id = section.text("metric");
    Optional<Metric> metric = MetricCatalog.find(id);
    if (metric.isEmpty() && !id.isEmpty()) {
      List<String> all = MetricCatalog.all().stream().map(m -> m.info().id()).toList();
      section.problemAt("metric", "is no metric of the catalogue" + Spelling.hint(id, all));
    }
    Optional<String> basis = section.optionalText("basis");
    if (metric.isPresent()
        && basis.isPresent()
        && !metric.get().info().bases().contains(basis.get())) {
      List<String> bases = metric.get().info().bases();
      section.problemAt(
          "basis",
          bases.isEmpty()
              ? "does not apply: the metric has none"
              : "must be one of " + String.join(", ", bases));
    }
    String resolution = section.text("resolution", "P1D");
    if (!resolution.equals("P1D") && !resolution.equals("PT1H")) {
      section.problemAt("resolution", "must be P1D or PT1H");
    }
    return new Feed(id, basis, resolution.equals("PT1H"));
  }

  private static Push push(Section section) {
    String profile = section.text("profile");
    if (!profile.isEmpty() && !List.of("irs-signed", "ngsi-ld").contains(profile)) {
      section.problemAt("profile", "must be irs-signed or ngsi-ld");
    }
    boolean signed = section.has("access_key") || !profile.equals("ngsi-ld");
    return new Push(
        profile,
        url(section),
        signed ? login(section) : Optional.empty(),
        section.duration(
            "timeout", Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(30)),
        (int) section.integer("max_records", MOST_FEEDS, 500, 500));
  }

  private static URI url(Section section) {
    String text = section.text("url");
    try {
      URI uri = new URI(text);
      boolean good =
          List.of("http", "https").contains(String.valueOf(uri.getScheme()))
              && uri.getHost() != null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && uri.getRawUserInfo() == null
              && !text.endsWith("/");
      if (good) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // the sentence below says what is wanted
    }
    if (!text.isEmpty()) {
      section.problemAt("url", "must be http(s)://host[:port][/path] without a slash at its end");
    }
    return URI.create("http://invalid.invalid");
  }

  /** Access key and secret. */
  private static Optional<Login> login(Section section) {
    String key =
        section.matching("access_key", KEY, "must be 1 to 64 letters, digits, dots, _ or -");
    boolean named = section.has("secret") || section.has("secret_file");
    Optional<Secret> secret = Secret.read(section, "secret");
    if (!named) {
      section.problem("", "'secret_file' is missing");
    }
    if (secret.isPresent() && secret.get().reveal().length() < SHORTEST_SECRET) {
      section.problemAt("secret_file", "must hold at least " + SHORTEST_SECRET + " characters");
    }
    return secret.map(s -> new Login(key, s));
  }
}
