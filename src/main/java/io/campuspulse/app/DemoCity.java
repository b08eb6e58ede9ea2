package io.campuspulse.app;

import io.campuspulse.config.CityConfig;
import io.campuspulse.config.Login;
import io.campuspulse.config.Secret;
import io.campuspulse.mockcity.MockCity;
import io.campuspulse.mockcity.Profile;
import io.campuspulse.model.City;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The city's platform of the demo: a mock city in the same process, linked by its secret file. */
final class DemoCity implements AutoCloseable {
  private static final String PUSH_KEY = "campus-pulse";
  private static final String POLL_KEY = "city";
  private static final int DAYS = 2;

  private final Path folder;
  private final City city;
  private final Clock clock;
  private MockCity mock;
  private URI address;

  /**
   * A platform.
   *
   * @param folder what it received, and the secret
   */
  DemoCity(Path folder, City city, Clock clock) {
    this.folder = folder;
    this.city = city;
    this.clock = clock;
  }

  /** Starts it; answers the link to it. */
  CityConfig start() {
    try {
      String secret = SecretFile.obtain(folder.resolve("secret"));
      mock =
          new MockCity(
              new MockCity.Settings(
                  Profile.IRS_SIGNED, 0, PUSH_KEY, secret, Optional.of(folder), clock::millis));
      address = mock.start();
      LocalDate since = LocalDate.ofInstant(clock.instant(), city.zone()).minusDays(DAYS);
      return new CityConfig(
          city.id(),
          city.name(),
          new CityConfig.Schools(List.of(), List.of(), Optional.of(since), 0),
          List.of(),
          Optional.of(
              new CityConfig.Push(
                  "irs-signed",
                  address,
                  Optional.of(new Login(PUSH_KEY, new Secret(secret))),
                  Duration.ofSeconds(30),
                  500)),
          Optional.of(new Login(POLL_KEY, new Secret(secret))));
    } catch (IOException e) {
      throw new UncheckedIOException("the mock city cannot start", e);
    }
  }

  URI address() {
    return address;
  }

  @Override
  public void close() {
    if (mock != null) {
      mock.close();
    }
  }
}
