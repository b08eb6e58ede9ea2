package io.campuspulse.store.influx;

import io.campuspulse.store.ReadingStoreContract;
import io.campuspulse.store.StoreHarness;
import io.campuspulse.testing.InfluxServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class InfluxReadingStoreIT extends ReadingStoreContract {
  @TempDir static Path directory;
  private static InfluxServer server;

  @BeforeAll
  static void startServer() throws IOException {
    server = InfluxServer.start(directory);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Override
  protected StoreHarness open() {
    return new InfluxHarness(server);
  }
}
