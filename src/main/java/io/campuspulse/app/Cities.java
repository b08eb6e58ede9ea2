package io.campuspulse.app;

import io.campuspulse.city.CityLink;
import io.campuspulse.city.Credentials;
import io.campuspulse.city.Desk;
import io.campuspulse.city.Feed;
import io.campuspulse.city.Ground;
import io.campuspulse.city.IrsVerifier;
import io.campuspulse.city.LinkSettings;
import io.campuspulse.city.LinkThread;
import io.campuspulse.config.CityConfig;
import io.campuspulse.config.Login;
import io.campuspulse.http.Access;
import io.campuspulse.http.Caller;
import io.campuspulse.http.SignedRequest;
import io.campuspulse.http.Verdict;
import io.campuspulse.metrics.MetricCatalog;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Scope;
import io.campuspulse.query.FigureQuery;
import io.campuspulse.query.Grouping;
import io.campuspulse.query.QueryProblem;
import io.campuspulse.query.Resolution;
import io.campuspulse.query.link.CityDesk;
import io.campuspulse.registry.Campus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The links to the configured cities, each on a thread of its own. */
final class Cities implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Cities.class);

  private final List<CityLink> links;
  private final List<LinkThread> threads;
  private final Desk desk;
  private final IrsVerifier verifier;

  Cities(List<CityConfig> configs, Ground ground) {
    links =
        configs.stream()
            .map(c -> settings(c, ground))
            .map(s -> new CityLink(s, ground, () -> ThreadLocalRandom.current().nextDouble()))
            .toList();
    threads = links.stream().map(LinkThread::new).toList();
    desk = new Desk(links, ground);
    Map<String, Credentials> keys = new HashMap<>();
    links.forEach(l -> l.settings().inbound().ifPresent(key -> keys.put(l.settings().id(), key)));
    verifier = new IrsVerifier(keys, ground.clock());
  }

  private static LinkSettings settings(CityConfig city, Ground ground) {
    return new LinkSettings(
        city.id(),
        city.name(),
        new LinkSettings.Schools(
            Set.copyOf(city.schools().ids()),
            Set.copyOf(city.schools().divisions()),
            city.schools().since()),
        feeds(city, ground),
        city.push()
            .map(
                p ->
                    new LinkSettings.Push(
                        p.profile().equals("ngsi-ld")
                            ? LinkSettings.Profile.NGSI_LD
                            : LinkSettings.Profile.IRS_SIGNED,
                        p.url(),
                        p.login().map(Cities::credentials),
                        p.timeout(),
                        p.maxRecords())),
        city.poll().map(Cities::credentials));
  }

  private static Credentials credentials(Login login) {
    return new Credentials(login.user(), login.password().reveal());
  }

  private static List<Feed> feeds(CityConfig city, Ground ground) {
    if (city.feeds().isEmpty()) {
      return Feed.defaults().stream().filter(f -> answerable(f, ground)).toList();
    }
    return city.feeds().stream()
        .map(
            f ->
                Feed.of(
                    MetricCatalog.find(f.metric()).orElseThrow().info(),
                    f.basis().orElse(null),
                    f.hourly() ? Resolution.PT1H : Resolution.P1D))
        .toList();
  }

  /** Whether a metric has figures of schools at all. */
  private static boolean answerable(Feed feed, Ground ground) {
    Campus campus = ground.campus().get();
    Optional<Scope> school = campus.schools().stream().findFirst().map(s -> Scope.school(s.id()));
    try {
      school.ifPresent(
          scope ->
              ground
                  .figures()
                  .answer(
                      new FigureQuery(
                          feed.metric().id(),
                          feed.basis(),
                          scope,
                          Grouping.NONE,
                          new Interval(0, Interval.BASE_MILLIS),
                          feed.resolution(),
                          campus.city().zone())));
      return true;
    } catch (QueryProblem e) {
      LOG.info("cities do not get {}: {}", feed.metric().id(), e.rule());
      return false;
    }
  }

  CityDesk desk() {
    return desk;
  }

  List<CityLink> links() {
    return links;
  }

  /** Keys of others, and the signatures of cities. */
  Access access(Access keys) {
    return new Access() {
      @Override
      public Optional<Caller> authenticate(Optional<String> key) {
        return keys.authenticate(key);
      }

      @Override
      public Verdict verify(SignedRequest r) {
        IrsVerifier.Verdict verdict =
            verifier.check(
                new IrsVerifier.Signed(
                    r.method(),
                    r.path(),
                    r.query(),
                    r.accessKey(),
                    r.signature(),
                    r.algorithm(),
                    r.date()));
        return verdict
            .city()
            .map(city -> new Verdict(Optional.of(Caller.city(city)), null))
            .orElseGet(() -> Verdict.refused(verdict.refusal()));
      }
    };
  }

  /** Starts to push. */
  void start() {
    threads.forEach(LinkThread::start);
  }

  @Override
  public void close() {
    threads.forEach(LinkThread::close);
  }
}
