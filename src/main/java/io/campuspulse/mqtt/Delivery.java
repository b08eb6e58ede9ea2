package io.campuspulse.mqtt;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * One message that the broker waits to have acknowledged. Its {@link #run} is the sink's {@code
 * onDurable}; any thread may call it.
 */
final class Delivery implements Runnable {
  private static final int WITH_SINK = 0;
  private static final int DURABLE = 1;
  private static final int WITHDRAWN = 2;
  private static final int STALE = 3;
  private static final AtomicIntegerFieldUpdater<Delivery> STATE =
      AtomicIntegerFieldUpdater.newUpdater(Delivery.class, "state");

  private final Epoch epoch;
  final int messageId;
  private volatile int state = WITH_SINK;

  Delivery(Epoch epoch, int messageId) {
    this.epoch = epoch;
    this.messageId = messageId;
  }

  @Override
  public void run() {
    if (STATE.compareAndSet(this, WITH_SINK, DURABLE)) {
      epoch.becameDurable(this);
    }
  }

  /** The sink did not take it: it will not be acknowledged. */
  void withdraw() {
    STATE.compareAndSet(this, WITH_SINK, WITHDRAWN);
  }

  /** Marks a durable delivery as one whose connection is gone; true once. */
  boolean expire() {
    return STATE.compareAndSet(this, DURABLE, STALE);
  }

  boolean isDurable() {
    return state == DURABLE;
  }

  boolean isWithSink() {
    return state == WITH_SINK;
  }
}
