package io.campuspulse.query;

/** Answers questions for figures. Thread-safe; calls may block on the store. */
public interface Figures {
  /**
   * Answers a question.
   *
   * @throws QueryProblem when the question is wrong
   */
  Answer answer(FigureQuery query);
}
