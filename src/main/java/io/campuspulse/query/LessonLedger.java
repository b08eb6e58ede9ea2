package io.campuspulse.query;

/** Answers questions for the lesson ledger. Thread-safe; calls may block on the store. */
public interface LessonLedger {
  /**
   * The records that a question asks for.
   *
   * @throws QueryProblem when the question is wrong
   */
  LessonPage lessons(LessonQuery query);
}
