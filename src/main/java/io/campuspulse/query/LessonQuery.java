package io.campuspulse.query;

import io.campuspulse.metrics.LessonRule;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Scope;
import java.util.Objects;
import java.util.Optional;

/**
 * A question for records of the lesson ledger.
 *
 * @param scope whose spaces
 * @param range records that start inside it
 * @param verdict only those of this class
 * @param after the record after which to go on
 * @param limit most records of one answer
 */
public record LessonQuery(
    Scope scope,
    Interval range,
    Optional<LessonRule.Verdict> verdict,
    Optional<Key> after,
    int limit) {
  public LessonQuery {
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(range, "range");
  }

  /**
   * The place of a record in the order of the ledger: by space, then by time.
   *
   * @param space id of the space
   * @param start epoch milliseconds
   */
  public record Key(String space, long start) {}
}
