package io.campuspulse.journal;

import java.util.Map;
import java.util.Optional;

/**
 * What the links to cities must remember: how far each school's figures have gone into numbered
 * batches, and the one batch that each city has not acknowledged yet. Bodies of other batches are
 * not kept: after an outage, what is missing is formed anew from the cursors. So the space needed
 * does not grow with the length of an outage.
 *
 * <p>Every method is durable when it returns, and all or nothing. Thread-safe; a city is written by
 * one thread. Throws {@link JournalException} when the medium fails.
 */
public interface Outbox {
  /** Where a city's link stands; {@link Standing#NEW} before its first batch. */
  Standing standing(String city);

  /** How far a school's figures have gone to a city; empty before the first time. */
  Optional<Progress> progress(String city, String school);

  /** The newest revision of a figure that went to a city, when it is above 1; otherwise 0. */
  long revisionOf(String city, String figure);

  /** The batch that the city has not acknowledged. */
  Optional<Batch> waiting(String city);

  /** Moves cursors where there is nothing to send. */
  void move(String city, Moves moves);

  /**
   * Keeps a batch until it is acknowledged, and moves the cursors past what it holds.
   *
   * @throws IllegalStateException when another batch waits, or the number is not the next one
   */
  void prepare(Batch batch, Moves moves);

  /**
   * Counts the waiting batch as received by its city, and forgets its body.
   *
   * @throws IllegalStateException when that batch does not wait
   */
  void acknowledge(String city, long number, long atMillis);

  /** What a city has acknowledged of a local day. */
  Tally acknowledged(String city, String day);

  /**
   * Where a link stands.
   *
   * @param batches number of the newest batch that was prepared, 0 before the first
   * @param revision number of the newest restatement that was looked at, -1 before the first time
   * @param registry what the city was told of the registry, empty at first
   * @param acknowledgedAtMillis when the city last acknowledged a batch, or -1
   */
  record Standing(long batches, long revision, String registry, long acknowledgedAtMillis) {
    /** Nothing has happened. */
    public static final Standing NEW = new Standing(0, -1, "", -1);
  }

  /**
   * How far a school's figures went.
   *
   * @param start where the first one began, epoch milliseconds
   * @param next where the next one begins
   */
  record Progress(long start, long next) {}

  /**
   * A numbered batch.
   *
   * @param city whose it is
   * @param number consecutive for the city, from 1
   * @param key idempotency key: the same for every attempt
   * @param body what is sent
   * @param days what it holds of each local day, {@code 2026-03-02}
   */
  record Batch(String city, long number, String key, String body, Map<String, Tally> days) {
    public Batch {
      days = Map.copyOf(days);
    }
  }

  /**
   * A figure that was sent with a revision above 1.
   *
   * @param revision of it
   * @param endMillis end of its interval
   */
  record Sent(long revision, long endMillis) {}

  /**
   * What changes together.
   *
   * @param revision new restatement cursor
   * @param registry what the city will know of the registry
   * @param schools new progress by school
   * @param figures revisions above 1 by figure id
   */
  record Moves(
      long revision, String registry, Map<String, Progress> schools, Map<String, Sent> figures) {
    public Moves {
      schools = Map.copyOf(schools);
      figures = Map.copyOf(figures);
    }
  }
}
