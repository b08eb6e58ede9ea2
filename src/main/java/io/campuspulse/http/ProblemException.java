package io.campuspulse.http;

/** Carries a problem up to the one place that answers with it; has no stack trace. */
final class ProblemException extends RuntimeException {
  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.kind().type(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
