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
 *
 * <p>What a returned write stored survives a crash of the server, with one exception that no client
 * can close: an InfluxDB 1.6.7 that was killed in the middle of a write goes on behind a gap in its
 * log, and loses what it acknowledges from then on if it is killed again before its cache has gone
 * to disk. Whoever must not lose anything writes the last hours again after an outage; writes are
 * idempotent.
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
