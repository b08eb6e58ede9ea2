package io.campuspulse.simulator;

import io.campuspulse.simulator.world.SimulatedMessage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * One connection with a bounded number of unacknowledged messages. Paho reconnects by itself and
 * sends again what was not acknowledged. Used by one thread at a time.
 */
final class Link {
  private static final int CLOSE_MILLIS = 2_000;
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private final MqttAsyncClient client;
  private final int inflight;
  private final Semaphore free;
  private final IMqttActionListener acknowledged =
      new IMqttActionListener() {
        @Override
        public void onSuccess(IMqttToken token) {
          free.release();
        }

        @Override
        public void onFailure(IMqttToken token, Throwable cause) {
          free.release();
        }
      };

  Link(Publisher.Target target, int index) throws MqttException {
    inflight = Math.max(1, target.inflight());
    free = new Semaphore(inflight);
    client =
        new MqttAsyncClient(
            target.broker(), target.clientId() + "-" + index, new MemoryPersistence());
    MqttConnectOptions options = new MqttConnectOptions();
    options.setCleanSession(false);
    options.setAutomaticReconnect(true);
    options.setMaxReconnectDelay(2_000);
    options.setMaxInflight(inflight + 10);
    if (!target.user().name().isEmpty()) {
      options.setUserName(target.user().name());
      options.setPassword(target.user().password().toCharArray());
    }
    try {
      client.connect(options).waitForCompletion(10_000);
    } catch (MqttException e) {
      client.close();
      throw e;
    }
  }

  /** Hands a message over, waiting for room and for a connection; false when told to stop. */
  boolean send(SimulatedMessage message, BooleanSupplier stopped) {
    try {
      while (!free.tryAcquire(200, TimeUnit.MILLISECONDS)) {
        if (stopped.getAsBoolean()) {
          return false;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    MqttMessage packet = new MqttMessage(message.payload());
    packet.setQos(1);
    packet.setRetained(message.retained());
    while (!stopped.getAsBoolean()) {
      try {
        client.publish(message.topic(), packet, null, acknowledged);
        return true;
      } catch (MqttException e) {
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
    free.release();
    return false;
  }

  /** Waits until everything is acknowledged, or until told to stop and two seconds have passed. */
  void drain(BooleanSupplier stopped) {
    try {
      boolean done = false;
      int tries = 0;
      while (!done && (!stopped.getAsBoolean() || tries < 10)) {
        done = free.tryAcquire(inflight, 200, TimeUnit.MILLISECONDS);
        tries++;
      }
      if (done) {
        free.release(inflight);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void close() {
    try {
      client.disconnectForcibly(CLOSE_MILLIS, CLOSE_MILLIS);
      client.close(true);
    } catch (MqttException alreadyClosed) {
      return;
    }
  }
}
