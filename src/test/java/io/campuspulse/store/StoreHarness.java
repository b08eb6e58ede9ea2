package io.campuspulse.store;

/** A real store for a test, empty at first. */
public interface StoreHarness extends AutoCloseable {
  ReadingStore readings();

  FactStore facts();

  /** Closes the store and its server, and opens both again on the same data. */
  void restart();

  @Override
  void close();
}
