package io.campuspulse.mqtt;

import io.campuspulse.mqtt.Epoch.Cause;
import io.campuspulse.mqtt.Epoch.End;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one client id connected: a thread that makes one {@link Epoch} after the other, sends its
 * acknowledgements, watches it, ends it and waits before the next.
 */
final class MqttConnection {
  private static final Logger LOG = LoggerFactory.getLogger(MqttConnection.class);

  /** This many short connections in a row, each closed by the broker, look like a takeover. */
  private static final int TAKEOVER_SIGNS = 3;

  /** How long the broker may take to close after we have said goodbye. */
  private static final long HANG_UP_NANOS = 500_000_000;

  private static final long POLL_NANOS = 1_000_000;

  private final Epoch.Context context;
  private final String clientId;
  private final List<String> filters;
  private final Backoff backoff;
  private final MqttSettings.Timing timing;
  private final Thread thread;
  private final AtomicBoolean awake = new AtomicBoolean();

  private volatile boolean stopping;
  private volatile boolean connected;
  private volatile Epoch current;
  private volatile String takeover;

  private boolean subscribed;
  private int shortLives;

  MqttConnection(
      Epoch.Context context, String clientId, List<String> filters, RandomGenerator random) {
    this.context = context;
    this.clientId = clientId;
    this.filters = filters;
    this.timing = context.settings().timing();
    this.backoff = new Backoff(timing.backoffFirst(), timing.backoffMax(), random);
    this.thread = new Thread(this::run, "mqtt-" + clientId);
  }

  void start() {
    thread.start();
  }

  /** Asks for the end; returns at once. */
  void requestStop() {
    stopping = true;
    Epoch epoch = current;
    if (epoch != null && !connected) {
      epoch.abort();
    }
    LockSupport.unpark(thread);
  }

  void awaitStop() throws InterruptedException {
    thread.join();
  }

  boolean connected() {
    return connected;
  }

  boolean send(String topic, byte[] payload) {
    Epoch epoch = current;
    return epoch != null && connected && epoch.send(topic, payload);
  }

  Optional<String> takeover() {
    return Optional.ofNullable(takeover);
  }

  private void wake() {
    if (!awake.getAndSet(true)) {
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    while (!stopping) {
      long wait;
      try {
        wait = live();
      } catch (RuntimeException | MqttException e) {
        LOG.error("{}: unexpected failure", clientId, e);
        report("unexpected failure: " + Reasons.of(e));
        wait = backoff.next();
      }
      pause(wait);
    }
  }

  /** One epoch; returns the milliseconds to wait before the next. */
  private long live() throws MqttException {
    Epoch epoch = new Epoch(context, clientId, this::wake);
    current = epoch;
    try {
      if (!opened(epoch)) {
        shortLives = 0; // the broker is away: no takeover
        return backoff.next();
      }
      long since = System.nanoTime();
      End end;
      try {
        end = attend(epoch);
      } finally {
        connected = false;
        context.counters().disconnects.increment();
      }
      report(end);
      return waitAfter(end, epoch.acked(), Duration.ofNanos(System.nanoTime() - since));
    } finally {
      epoch.close();
      current = null;
    }
  }

  private boolean opened(Epoch epoch) {
    try {
      if (stopping) {
        return false;
      }
      if (!epoch.connect()) {
        subscribed = false; // until the SUBACK, even if the next connection finds a session
      }
      if (!subscribed) {
        epoch.subscribe(filters);
        subscribed = true;
      }
    } catch (MqttException | RuntimeException e) {
      if (!stopping) {
        report("cannot connect: " + Reasons.of(e));
      }
      return false;
    }
    connected = true;
    context.counters().connects.increment();
    LOG.info("{}: connected to {}", clientId, context.settings().broker());
    return true;
  }

  /** Serves an epoch until it has ended and, where that helps, was drained. */
  private End attend(Epoch epoch) {
    long tick = Math.min(timing.keepAlive().toNanos() / 4, Duration.ofSeconds(1).toNanos());
    long nextTick = System.nanoTime() + tick;
    long stableAt = System.nanoTime() + timing.keepAlive().toNanos();
    long failedAt = 0;
    while (epoch.end() == null && !stopping) {
      awake.set(false);
      epoch.sendAcks();
      long now = System.nanoTime();
      if (now - nextTick >= 0) {
        if (now - nextTick > timing.keepAlive().toNanos() / 2) {
          epoch.forgiveSilence();
        }
        epoch.check().ifPresent(what -> epoch.end(Cause.STUCK, what));
        nextTick = now + tick;
        takeover = now - stableAt >= 0 ? null : takeover;
      }
      if (epoch.sinkFailure().isPresent()) {
        if (failedAt == 0) {
          failedAt = now;
          report(epoch.sinkFailure().get());
        }
        if (now - failedAt > timing.backoffMax().toNanos()) {
          epoch.end(Cause.SINK_FAILED, epoch.sinkFailure().get());
        }
      }
      if (epoch.end() == null && !awake.get()) {
        LockSupport.parkNanos(this, nextTick - now);
      }
    }
    if (stopping) {
      epoch.end(Cause.STOPPED, "stopped");
    }
    End end = epoch.end();
    if (end.cause() != Cause.LOST && end.cause() != Cause.STUCK) {
      drain(epoch, end);
    }
    return end;
  }

  /**
   * Acknowledges what the sink has already taken before the line is cut. Without this, a source
   * under overload would get the same messages again and again and make no progress.
   */
  private void drain(Epoch epoch, End end) {
    epoch.stopAccepting();
    long deadline = System.nanoTime() + timing.drain().toNanos();
    serveUntil(epoch, epoch::drained, deadline);
    epoch.finishWriting(end.cause() == Cause.STOPPED);
    serveUntil(epoch, epoch::hungUp, System.nanoTime() + HANG_UP_NANOS);
  }

  private void serveUntil(Epoch epoch, BooleanSupplier done, long deadline) {
    while (!done.getAsBoolean() && !epoch.hungUp() && System.nanoTime() - deadline < 0) {
      awake.set(false);
      epoch.sendAcks();
      if (!done.getAsBoolean() && !awake.get()) {
        LockSupport.parkNanos(this, POLL_NANOS);
      }
    }
  }

  private long waitAfter(End end, long acked, Duration life) {
    boolean stable = life.compareTo(timing.keepAlive()) >= 0;
    if (stable || (acked > 0 && end.cause() != Cause.LOST)) {
      backoff.reset();
    }
    shortLives = end.cause() == Cause.LOST && !stable ? shortLives + 1 : 0;
    if (shortLives < TAKEOVER_SIGNS) {
      takeover = null;
      return backoff.next();
    }
    takeover =
        String.format(
            "the broker closed %d connections in a row soon after accepting them:"
                + " a second client probably uses the id '%s'",
            shortLives, clientId);
    report(takeover);
    return backoff.longest();
  }

  private void report(End end) {
    if (end.cause() == Cause.STOPPED) {
      LOG.info("{}: stopped", clientId);
    } else {
      report(end.reason());
    }
  }

  private void report(String reason) {
    String line = clientId + ": " + reason;
    if (line.equals(context.counters().lastError)) {
      LOG.debug("{}", line);
    } else {
      LOG.warn("{}", line);
    }
    context.counters().lastError = line;
  }

  private void pause(long millis) {
    long deadline = System.nanoTime() + millis * 1_000_000;
    for (long left = millis * 1_000_000; left > 0 && !stopping; ) {
      LockSupport.parkNanos(this, left);
      left = deadline - System.nanoTime();
    }
  }
}
