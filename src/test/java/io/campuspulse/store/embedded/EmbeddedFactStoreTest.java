package io.campuspulse.store.embedded;

import io.campuspulse.store.FactStoreContract;
import io.campuspulse.store.StoreHarness;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedFactStoreTest extends FactStoreContract {
  @TempDir Path directory;

  @Override
  protected StoreHarness open() {
    return new EmbeddedHarness(directory);
  }
}
