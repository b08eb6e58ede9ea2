package io.campuspulse.store.embedded;

import io.campuspulse.store.FactStore;
import io.campuspulse.store.ReadingStore;
import io.campuspulse.store.StoreHarness;
import java.nio.file.Path;

/** The embedded store in a directory of its own. */
final class EmbeddedHarness implements StoreHarness {
  private final EmbeddedSettings settings;
  private EmbeddedStore store;

  EmbeddedHarness(Path directory) {
    settings = new EmbeddedSettings(directory);
    store = EmbeddedStore.open(settings);
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
    store = EmbeddedStore.open(settings);
  }

  @Override
  public void close() {
    store.close();
  }
}
