package io.campuspulse.city;

import java.util.Set;

/**
 * What became of an attempt.
 *
 * @param received whether the city says that it has the whole batch
 * @param problem why not, a sentence; null when it has
 * @param retryAfterMillis what the city asked to wait, 0 when it did not
 * @param done ids of what the city took although it did not take everything
 */
record Delivery(boolean received, String problem, long retryAfterMillis, Set<String> done) {
  static final Delivery RECEIVED = new Delivery(true, null, 0, Set.of());

  private static final int LONGEST = 300;

  Delivery {
    done = Set.copyOf(done);
  }

  static Delivery refused(String problem, Response response) {
    return partial(problem, response, Set.of());
  }

  static Delivery partial(String problem, Response response, Set<String> done) {
    String said = response.body().strip();
    String cut = said.length() > LONGEST ? said.substring(0, LONGEST) + "…" : said;
    return new Delivery(
        false,
        problem + " (" + response.status() + (cut.isEmpty() ? "" : ": " + cut) + ")",
        response.retryAfterMillis(),
        done);
  }
}
