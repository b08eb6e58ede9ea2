package io.campuspulse.query.link;

import java.util.List;
import java.util.Optional;

/**
 * What a linked city may read about its schools. Documents are JSON in UTF-8. Thread-safe; calls
 * may block on store and network. Unknown cities, items and wrong values are {@link
 * io.campuspulse.query.QueryProblem}s.
 */
public interface CityDesk {
  /** No city is linked. */
  CityDesk NONE = new NoCities();

  /** Ids of the linked cities. */
  List<String> cities();

  /** How the links stand: batches, what waits, what went wrong last. */
  byte[] links();

  /** A page of the catalogue, by item id. */
  byte[] catalog(String city, Optional<String> after, int limit);

  /** The sheet of one catalogue item. */
  byte[] sheet(String city, String item);

  /** How many records an item has. */
  byte[] count(String city, String item);

  /**
   * Records of an item in the order of their intervals.
   *
   * @param page from 1
   * @param size records a page
   */
  byte[] page(String city, String item, int page, int size);

  /**
   * Records of an item that became final or were restated.
   *
   * @param since {@code next} of the last answer; empty for the beginning
   * @param limit most records that became final; restated ones come in addition
   */
  byte[] changes(String city, String item, Optional<String> since, int limit);

  /** Both sides' counts and digests of a local day. */
  byte[] reconciliation(String city, String day);
}
