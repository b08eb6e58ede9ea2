package io.campuspulse.app.bench;

import java.io.IOException;

/** What is measured, connected and subscribed; called by one thread. */
interface Subscriber extends AutoCloseable {
  /** Messages taken so far, for progress. */
  long taken();

  /** Whether it has done all that it does with a number of messages. */
  boolean finished(long messages);

  /** Ends it, and leaves nothing behind at the broker. */
  @Override
  void close() throws IOException;
}
