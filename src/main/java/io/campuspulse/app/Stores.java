package io.campuspulse.app;

import io.campuspulse.config.Login;
import io.campuspulse.config.Secret;
import io.campuspulse.config.StoreConfig;
import io.campuspulse.ingest.Pipeline;
import io.campuspulse.store.FactStore;
import io.campuspulse.store.ReadingStore;
import io.campuspulse.store.embedded.EmbeddedSettings;
import io.campuspulse.store.embedded.EmbeddedStore;
import io.campuspulse.store.influx.InfluxCredentials;
import io.campuspulse.store.influx.InfluxSettings;
import io.campuspulse.store.influx.InfluxStore;
import io.campuspulse.store.influx.InfluxTarget;
import java.util.Optional;

/**
 * The stores of one configuration, opened.
 *
 * @param name for messages, such as {@code embedded store in data/store}
 * @param keep how long the journal must be able to write it again
 * @param check throws when the store does not answer
 * @param closer closes both
 */
record Stores(
    String name,
    ReadingStore readings,
    FactStore facts,
    Pipeline.Keep keep,
    Runnable check,
    Runnable closer) {

  static Stores open(StoreConfig config) {
    if (config instanceof StoreConfig.Influx influx) {
      return open(influx);
    }
    StoreConfig.Embedded embedded = (StoreConfig.Embedded) config;
    EmbeddedStore store = EmbeddedStore.open(new EmbeddedSettings(embedded.directory()));
    return new Stores(
        "embedded store in " + embedded.directory(),
        store.readings(),
        store.facts(),
        Pipeline.Keep.NOTHING,
        () -> {},
        store::close);
  }

  private static Stores open(StoreConfig.Influx config) {
    InfluxTarget target =
        config.dialect() == StoreConfig.Influx.Dialect.V1
            ? new InfluxTarget.V1(config.database(), "", config.reader().isEmpty())
            : new InfluxTarget.V2(config.organization(), config.database());
    InfluxStore store = new InfluxStore(settings(config, target));
    return new Stores(
        "InfluxDB at " + config.url(),
        store.readings(),
        store.facts(),
        Pipeline.Keep.A_DAY,
        store::ping,
        store::close);
  }

  private static InfluxSettings settings(StoreConfig.Influx config, InfluxTarget target) {
    InfluxSettings settings =
        InfluxSettings.of(config.url(), target, credentials(config.writer(), config.token()));
    return config.reader().isEmpty()
        ? settings
        : settings.readingWith(credentials(config.reader(), Optional.empty()));
  }

  private static InfluxCredentials credentials(Optional<Login> login, Optional<Secret> token) {
    if (token.isPresent()) {
      return InfluxCredentials.token(token.get().reveal());
    }
    return login
        .map(l -> InfluxCredentials.login(l.user(), l.password().reveal()))
        .orElse(InfluxCredentials.NONE);
  }
}
