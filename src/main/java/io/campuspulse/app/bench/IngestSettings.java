package io.campuspulse.app.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What to measure.
 *
 * @param messages per repetition
 * @param connections of each subscriber; several share a subscription
 * @param runs repetitions of each subscriber, after one to warm up
 * @param store what ours writes into
 * @param broker {@code tcp://host:port} of a broker for this alone, or empty to start Mosquitto
 * @param folder an existing folder for everything that is written
 * @param seed of the virtual campus
 */
public record IngestSettings(
    int messages,
    int connections,
    int runs,
    Store store,
    Optional<URI> broker,
    Path folder,
    long seed) {
  /** Where readings and facts go. */
  public enum Store {
    EMBEDDED,
    /** InfluxDB 1.x, started for the bench. */
    INFLUX
  }
}
