package io.campuspulse.city;

import java.io.IOException;
import java.time.Duration;

/** Carries requests to cities. */
interface Transport {
  /**
   * Sends and waits for the whole answer.
   *
   * @throws IOException with a sentence when there was none in time
   * @throws InterruptedException when the waiting thread is interrupted
   */
  Response send(Request request, Duration timeout) throws IOException, InterruptedException;
}
