package io.campuspulse.store;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Revision;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What final facts were before they were restated, and how far each school was judged when. It lets
 * a reader say what has changed since a restatement, and what was known at a time.
 *
 * <p>Same thread and failure contract as {@link ReadingStore}.
 */
public interface RevisionLog {
  /**
   * Notes restatements, durably, before the rows themselves are written. A row that a number has
   * already is left as it is: a batch that is repeated after a crash must not hide what was served
   * before its first attempt.
   */
  void append(List<Revision> revisions);

  /** Passes on what was restated after a number, by number, leaf and time. */
  void since(long number, Consumer<Revision> sink);

  /** Passes on what was restated of some leaves in an interval, newest number first. */
  void of(Collection<Leaf> leaves, Interval interval, Consumer<Revision> sink);

  /** The newest number recorded at a time or before, 0 when there is none. */
  long numberAt(long recordedAtMillis);

  /**
   * Notes how far schools were judged when a message had been received.
   *
   * @param watermarks by school, epoch milliseconds
   */
  void judged(long recordedAtMillis, Map<String, Long> watermarks);

  /** How far schools had been judged at a time; schools that had no data then are absent. */
  Map<String, Long> judgedAt(long recordedAtMillis);
}
