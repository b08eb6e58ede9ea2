package io.campuspulse.city;

import io.campuspulse.journal.Outbox;
import io.campuspulse.journal.Tally;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link to one city: at most one batch under way, sent until the city has it, then the next.
 * {@link #step} is called by one thread, {@link #state} and {@link #theirs} by any.
 */
public final class CityLink {
  private static final Logger LOG = LoggerFactory.getLogger(CityLink.class);
  private static final long IDLE_MILLIS = 5_000;
  private static final Duration RECONCILIATION = Duration.ofSeconds(10);

  private final LinkSettings settings;
  private final Ground ground;
  private final Transport transport;
  private final Optional<Profile> profile;
  private final Planner planner;
  private final Backoff backoff;
  private final Set<String> done = new HashSet<>();
  private volatile State state = new State(0, 0, Optional.empty());

  /**
   * What the link did lately.
   *
   * @param acknowledged batches that the city acknowledged since the start of this process
   * @param failures attempts that failed since the last success
   * @param problem what went wrong at the last attempt
   */
  public record State(long acknowledged, int failures, Optional<String> problem) {}

  /**
   * A link over HTTP.
   *
   * @param random from 0 inclusive to 1 exclusive, for the jitter
   */
  public CityLink(LinkSettings settings, Ground ground, DoubleSupplier random) {
    this(settings, ground, new HttpTransport(), random);
  }

  CityLink(LinkSettings settings, Ground ground, Transport transport, DoubleSupplier random) {
    this.settings = settings;
    this.ground = ground;
    this.transport = transport;
    this.profile = settings.push().map(push -> profile(settings.id(), push));
    this.planner =
        new Planner(
            settings,
            ground,
            profile.orElse(null),
            settings.push().map(LinkSettings.Push::maxRecords).orElse(0));
    this.backoff = new Backoff(random);
  }

  private static Profile profile(String city, LinkSettings.Push push) {
    return switch (push.profile()) {
      case IRS_SIGNED -> new IrsProfile(city, push);
      case NGSI_LD -> new NgsiProfile(push);
    };
  }

  /** What it is configured with. */
  public LinkSettings settings() {
    return settings;
  }

  /** What it did lately. */
  public State state() {
    return state;
  }

  /**
   * Makes one attempt.
   *
   * @return milliseconds to wait before the next call; 0 when there may be more to do
   * @throws InterruptedException when the calling thread is interrupted
   */
  public long step() throws InterruptedException {
    try {
      if (profile.isEmpty()) {
        planner.begin();
        return IDLE_MILLIS;
      }
      Optional<Outbox.Batch> waiting = ground.outbox().waiting(settings.id());
      if (waiting.isEmpty()) {
        waiting = planner.next();
      }
      if (waiting.isEmpty()) {
        return IDLE_MILLIS;
      }
      return attempt(profile.get(), waiting.get());
    } catch (IOException e) {
      return failed("the city does not answer: " + e.getMessage(), 0);
    } catch (RuntimeException e) {
      LOG.debug("link to {}", settings.id(), e);
      return failed("the link cannot go on: " + e, 0);
    }
  }

  private long attempt(Profile spoken, Outbox.Batch batch)
      throws IOException, InterruptedException {
    LinkSettings.Push push = settings.push().orElseThrow();
    Request request = spoken.push(batch, done, ground.clock().getAsLong());
    Response response = transport.send(request, push.timeout());
    Delivery delivery = spoken.judge(batch, done, response);
    if (!delivery.received()) {
      done.addAll(delivery.done());
      return failed(delivery.problem(), delivery.retryAfterMillis());
    }
    ground.outbox().acknowledge(settings.id(), batch.number(), ground.clock().getAsLong());
    done.clear();
    if (backoff.failures() > 0) {
      LOG.info(
          "{} has batch {} after {} failures", settings.id(), batch.number(), backoff.failures());
    }
    backoff.reset();
    state = new State(state.acknowledged() + 1, 0, Optional.empty());
    return 0;
  }

  private long failed(String problem, long retryAfterMillis) {
    long wait = backoff.next(retryAfterMillis);
    if (state.problem().filter(problem::equals).isEmpty()) {
      LOG.warn("link to {}: {}; tried again until it works", settings.id(), problem);
    }
    state = new State(state.acknowledged(), backoff.failures(), Optional.of(problem));
    return wait;
  }

  /**
   * What the city says that it has of a local day.
   *
   * @throws IOException with a sentence when it does not say
   */
  Tally theirs(String day) throws IOException, InterruptedException {
    Profile spoken = profile.orElseThrow(() -> new IOException("nothing is pushed to this city"));
    Request request = spoken.reconciliation(day, ground.clock().getAsLong());
    Response response = transport.send(request, RECONCILIATION);
    return Profile.tally(response)
        .orElseThrow(
            () ->
                new IOException(
                    "the city's answer to the reconciliation has no count and digest ("
                        + response.status()
                        + ")"));
  }
}
