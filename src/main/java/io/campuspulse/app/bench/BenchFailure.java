package io.campuspulse.app.bench;

/** A bench could not measure, for a reason that the message tells in one sentence. */
public final class BenchFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BenchFailure(String sentence) {
    super(sentence);
  }

  BenchFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
