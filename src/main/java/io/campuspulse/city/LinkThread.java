package io.campuspulse.city;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one link going on a thread of its own. */
public final class LinkThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LinkThread.class);
  private static final long STOP_MILLIS = 5_000;

  private final CityLink link;
  private final Thread thread;
  private volatile boolean stopped;

  /** Prepares it; {@link #start} starts it. */
  public LinkThread(CityLink link) {
    this.link = link;
    this.thread = new Thread(this::run, "city-" + link.settings().id());
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((t, e) -> LOG.error("{} ended", t.getName(), e));
  }

  /** Starts to push. */
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!stopped) {
        long wait = link.step();
        if (wait > 0 && !stopped) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(wait));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it; a batch under way stays in the outbox. */
  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
