package io.campuspulse.query;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Scope;
import java.util.List;

/** Answers questions for figures. Thread-safe; calls may block on the store. */
public interface Figures {
  /**
   * Answers a question.
   *
   * @throws QueryProblem when the question is wrong
   */
  Answer answer(FigureQuery query);

  /**
   * Answers a question as it would have been answered when a message had been received: only with
   * what was final then. Such an answer never changes.
   *
   * @param recordedAtMillis journaled receive time, epoch milliseconds
   * @throws QueryProblem when the question is wrong
   */
  Answer answerAsOf(FigureQuery query, long recordedAtMillis);

  /**
   * Why a figure is what it is. The question's range is one bin; its grouping does not count.
   *
   * @throws QueryProblem when the question is wrong
   */
  Explanation explain(FigureQuery query);

  /** Number of the newest restatement, 0 before the first: where a poller of changes starts. */
  long revision();

  /**
   * What was restated since a revision, after it had been final.
   *
   * @throws QueryProblem when the question is wrong
   */
  Changes changes(ChangesQuery query);

  /**
   * The alarms that last at some time of a range, newest first. An alarm that has lasted for over
   * seven days before the range counts from there.
   *
   * @throws QueryProblem when the scope does not exist
   */
  List<Alarm> alarms(Scope scope, Interval range);
}
