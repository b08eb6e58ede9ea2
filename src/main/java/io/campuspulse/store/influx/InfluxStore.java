package io.campuspulse.store.influx;

import io.campuspulse.store.FactStore;
import io.campuspulse.store.ReadingStore;
import io.campuspulse.store.StoreException;

/**
 * One InfluxDB with its readings and facts.
 *
 * <p>Making one sends nothing: the service starts while its database is down. A database that may
 * be created is, with the first use. Any thread may call; calls block and never retry, which is the
 * caller's to do.
 */
public final class InfluxStore implements AutoCloseable {
  private final InfluxWire wire;
  private final ReadingStore readings;
  private final FactStore facts;

  public InfluxStore(InfluxSettings settings) {
    wire = new InfluxWire(settings);
    readings = new InfluxReadings(wire);
    facts = new InfluxFacts(wire);
  }

  public ReadingStore readings() {
    return readings;
  }

  public FactStore facts() {
    return facts;
  }

  /**
   * Asks the server for a sign of life.
   *
   * @throws StoreException when there is none
   */
  public void ping() {
    wire.ping();
  }

  @Override
  public void close() {
    wire.close();
  }
}
