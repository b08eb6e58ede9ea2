package io.campuspulse.mqtt;

import io.campuspulse.model.RawMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A sink that keeps what it takes, and makes it durable at once or when told to. */
final class HoldingSink implements MessageSink {
  private final List<RawMessage> taken = new ArrayList<>();
  private final Queue<Runnable> held = new ArrayDeque<>();
  private boolean holding;

  @Override
  public boolean offer(RawMessage message, Runnable onDurable) {
    synchronized (this) {
      taken.add(message);
      if (holding) {
        held.add(onDurable);
        return true;
      }
    }
    onDurable.run();
    return true;
  }

  /** From now on nothing becomes durable by itself. */
  synchronized HoldingSink hold() {
    holding = true;
    return this;
  }

  /** Makes everything held durable, and all that follows at once. */
  void release() {
    List<Runnable> due;
    synchronized (this) {
      holding = false;
      due = new ArrayList<>(held);
      held.clear();
    }
    due.forEach(Runnable::run);
  }

  /** Takes out what waits to become durable, oldest first. */
  synchronized List<Runnable> takeHeld() {
    List<Runnable> due = new ArrayList<>(held);
    held.clear();
    return due;
  }

  synchronized List<RawMessage> messages() {
    return List.copyOf(taken);
  }

  synchronized int count() {
    return taken.size();
  }

  List<String> payloads() {
    return messages().stream().map(m -> new String(m.payload(), StandardCharsets.UTF_8)).toList();
  }
}
