package io.campuspulse.store.influx;

import io.campuspulse.store.FactStore;
import io.campuspulse.store.ReadingStore;
import io.campuspulse.store.StoreHarness;
import io.campuspulse.testing.InfluxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of its own in a real InfluxDB 1.6. */
final class InfluxHarness implements StoreHarness {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final InfluxServer server;
  private final InfluxSettings settings;
  private InfluxStore store;

  InfluxHarness(InfluxServer server) {
    this.server = server;
    this.settings =
        InfluxSettings.of(
            server.url(),
            new InfluxTarget.V1("test_" + DATABASES.incrementAndGet(), "", true),
            InfluxCredentials.NONE);
    this.store = new InfluxStore(settings);
  }

  @Override
  public ReadingStore readings() {
    return store.readings();
  }

  @Override
  public FactStore facts() {
    return store.facts();
  }

  @Override
  public void restart() {
    store.close();
    server.stop();
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    store = new InfluxStore(settings);
  }

  @Override
  public void close() {
    store.close();
  }
}
