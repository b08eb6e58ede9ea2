package io.campuspulse.http;

/** Answers one operation. Called on a worker; may block. */
interface Endpoint {
  /**
   * Answers.
   *
   * @throws ProblemException when the request is wrong
   * @throws io.campuspulse.query.QueryProblem likewise
   */
  Reply answer(Call call);
}
