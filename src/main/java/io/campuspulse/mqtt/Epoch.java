package io.campuspulse.mqtt;

import io.campuspulse.model.RawMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;

/**
 * One connection from CONNECT to its end. It owns a Paho client that is used this once, so an
 * acknowledgement can only leave on the connection that delivered the message: packet ids start
 * again on the next one, where a late acknowledgement would delete another message.
 *
 * <p>Threads: Paho's call the callbacks, which only note and hand on; the sink's call {@link
 * #becameDurable}; {@link #send} may be called by any; everything else is called by the
 * connection's own thread.
 */
final class Epoch implements MqttCallback {
  private static final int ACKS_AT_ONCE = 1024;

  /** How an epoch ended. */
  enum Cause {
    /** The network or the broker ended it, or it never came up. */
    LOST,
    /** The sink had no room. */
    REFUSED,
    /** The sink failed for some messages, which are to be delivered again. */
    SINK_FAILED,
    /** Nothing moved any more. */
    STUCK,
    /** We were asked to stop. */
    STOPPED
  }

  /** The end of an epoch, in words. */
  record End(Cause cause, String reason) {}

  private final MqttSettings settings;
  private final MessageSink sink;
  private final LongSupplier receiveClock;
  private final Counters counters;
  private final Runnable wake;
  private final Transport transport;
  private final PahoClient.PingSchedule pingSchedule = new PahoClient.PingSchedule();
  private final PahoClient client;
  private final Queue<Delivery> pending = new ConcurrentLinkedQueue<>();
  private final IMqttActionListener pong = new Pong();

  private volatile boolean accepting = true;
  private volatile boolean closed;
  private volatile boolean hungUp;
  private volatile End end;
  private volatile Thread callbackThread;
  private volatile boolean inCallback;
  private volatile long progressNanos;
  private volatile String sinkFailure;
  private long acked;
  private long pingNanos;

  /** What an epoch needs from its source. */
  record Context(
      MqttSettings settings,
      SSLSocketFactory tls,
      MessageSink sink,
      LongSupplier receiveClock,
      Counters counters) {}

  /**
   * Prepares a connection.
   *
   * @param wake called when the connection's own thread has something to do
   */
  Epoch(Context context, String clientId, Runnable wake) throws MqttException {
    this.settings = context.settings();
    this.sink = context.sink();
    this.receiveClock = context.receiveClock();
    this.counters = context.counters();
    this.wake = wake;
    this.transport = new Transport(settings, context.tls());
    this.client = new PahoClient(settings, clientId, transport, pingSchedule);
    client.setCallback(this);
  }

  /** Connects; returns whether the broker still has our session, subscriptions included. */
  boolean connect() throws MqttException {
    IMqttToken connack = client.connect(PahoClient.options(settings));
    connack.waitForCompletion(2 * settings.timing().connectTimeout().toMillis());
    progressNanos = System.nanoTime();
    return connack.getSessionPresent();
  }

  /** Subscribes with QoS 1, or throws {@link SubscriptionRefused}. */
  void subscribe(List<String> filters) throws MqttException {
    int[] qos = new int[filters.size()];
    Arrays.fill(qos, 1);
    IMqttToken suback = client.subscribe(filters.toArray(String[]::new), qos);
    suback.waitForCompletion(settings.timing().connectTimeout().toMillis());
    int[] granted = suback.getGrantedQos();
    for (int i = 0; i < granted.length; i++) {
      if (granted[i] != 1) {
        throw new SubscriptionRefused(filters.get(i), granted[i]);
      }
    }
    progressNanos = System.nanoTime();
  }

  /** The broker does not let us receive a filter with QoS 1. */
  static final class SubscriptionRefused extends RuntimeException {
    SubscriptionRefused(String filter, int granted) {
      super(
          granted == 0x80
              ? "the broker refuses the subscription to '" + filter + "' (check its ACL)"
              : "the broker grants QoS " + granted + " for '" + filter + "', QoS 1 is needed");
    }
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    if (!accepting) {
      return; // not acknowledged: the broker delivers it again
    }
    callbackThread = Thread.currentThread();
    progressNanos = System.nanoTime();
    inCallback = true;
    try {
      handOn(topic, message);
    } catch (Throwable t) {
      // thrown into Paho it would end the connection, and again on each redelivery
      failed(t);
    } finally {
      inCallback = false;
      progressNanos = System.nanoTime();
    }
  }

  private void handOn(String topic, MqttMessage message) {
    counters.received.increment();
    boolean wantsAck = message.getQos() > 0;
    Delivery delivery = new Delivery(this, wantsAck ? message.getId() : 0);
    if (wantsAck) {
      pending.add(delivery); // before the offer: it may be durable before the offer returns
    } else {
      counters.qos0.increment();
    }
    boolean taken = false;
    try {
      taken =
          sink.offer(
              new RawMessage(
                  topic, message.getPayload(), message.isRetained(), receiveClock.getAsLong()),
              wantsAck ? delivery : () -> {});
    } finally {
      if (!taken) {
        delivery.withdraw();
        counters.refused.increment();
      }
    }
    if (!taken && wantsAck) {
      accepting = false;
      end(Cause.REFUSED, "the receive queue is full");
    }
  }

  private void failed(Throwable t) {
    sinkFailure = "the sink failed: " + t;
    wake.run();
  }

  /** Why the sink failed in this epoch, if it did. */
  Optional<String> sinkFailure() {
    return Optional.ofNullable(sinkFailure);
  }

  @Override
  public void connectionLost(Throwable cause) {
    hungUp = true;
    end(Cause.LOST, "connection lost: " + Reasons.of(cause));
  }

  @Override
  public void deliveryComplete(IMqttDeliveryToken token) {}

  void becameDurable(Delivery delivery) {
    if (closed && delivery.expire()) {
      counters.stale.increment();
    } else {
      wake.run();
    }
  }

  /** Notes the end; the first reason stays. */
  void end(Cause cause, String reason) {
    synchronized (this) {
      if (end == null) {
        end = new End(cause, reason);
      }
    }
    wake.run();
  }

  /** The end, or null while it is up. */
  End end() {
    return end;
  }

  /** Messages acknowledged on this connection. */
  long acked() {
    return acked;
  }

  /** Acknowledges what has become durable, in the order of arrival. */
  void sendAcks() {
    List<Delivery> ready = new ArrayList<>();
    do {
      ready.clear();
      Delivery head = pending.peek();
      while (head != null && !head.isWithSink() && ready.size() < ACKS_AT_ONCE) {
        pending.poll();
        if (head.isDurable()) {
          ready.add(head);
        }
        head = pending.peek();
      }
      transport.expectAcks(ready.size());
      try {
        for (Delivery delivery : ready) {
          client.messageArrivedComplete(delivery.messageId, 1);
        }
      } catch (MqttException | RuntimeException e) {
        end(Cause.LOST, "cannot acknowledge: " + Reasons.of(e));
        return;
      }
      acked += ready.size();
      counters.acked.add(ready.size());
    } while (ready.size() == ACKS_AT_ONCE);
  }

  /** Sends a message with QoS 0; false when it cannot leave. Any thread. */
  boolean send(String topic, byte[] payload) {
    if (end != null) {
      return false;
    }
    try {
      client.publish(topic, payload, 0, false);
      return true;
    } catch (MqttException | RuntimeException e) {
      return false;
    }
  }

  /** Whether nothing waits to become durable and all acknowledgements have left. */
  boolean drained() {
    return pending.isEmpty() && transport.acksWritten();
  }

  /** Takes no more messages; those that come are not acknowledged. */
  void stopAccepting() {
    accepting = false;
  }

  /**
   * Says what is stuck, if something is, and pings a quiet broker. After one keep-alive of silence
   * a ping is due; its answer, which passes through all of Paho's threads, has half a keep-alive.
   */
  Optional<String> check() {
    long now = System.nanoTime();
    long silence = now - progressNanos;
    long keepAlive = settings.timing().keepAlive().toNanos();
    if (inCallback && silence > keepAlive) {
      return Optional.of("the sink has held the callback for " + seconds(silence));
    }
    if (silence > keepAlive / 2 * 3) {
      return Optional.of("nothing heard, not even a ping reply, for " + seconds(silence));
    }
    boolean quiet = silence > keepAlive && now - pingNanos > keepAlive / 2;
    try {
      if ((quiet || pingSchedule.due(now)) && client.checkPing(null, pong) != null) {
        pingNanos = now;
      }
    } catch (MqttException | RuntimeException e) {
      return Optional.of("cannot ping: " + Reasons.of(e));
    }
    return Optional.empty();
  }

  private static String seconds(long nanos) {
    return Duration.ofNanos(nanos).toMillis() / 1000.0 + " s";
  }

  /** Forgives silence up to now: it was our own process that stood still. */
  void forgiveSilence() {
    progressNanos = System.nanoTime();
  }

  /** A ping reply that went all the way through Paho's threads. */
  private final class Pong implements IMqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      progressNanos = System.nanoTime();
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {
      // the connection ends and says so, or stays silent and is found stuck
    }
  }

  /**
   * Ends our sending side so that the broker reads our acknowledgements before it hangs up.
   *
   * @param disconnect whether to say DISCONNECT; the session stays with the broker either way
   */
  void finishWriting(boolean disconnect) {
    transport.finishWriting(disconnect);
  }

  /** Whether the line is closed on the broker's side too. */
  boolean hungUp() {
    return hungUp;
  }

  /** Cuts the line at once; any thread. */
  void abort() {
    transport.abort();
  }

  /**
   * Ends everything. Acknowledgements that were not sent are counted as stale, now or when they
   * become due. Paho's shutdown runs aside: with a callback that hangs it may never finish.
   */
  void close() {
    accepting = false;
    closed = true;
    transport.abort();
    Thread inSink = callbackThread;
    if (inCallback && inSink != null) {
      inSink.interrupt();
    }
    for (Delivery d = pending.poll(); d != null; d = pending.poll()) {
      if (d.expire()) {
        counters.stale.increment();
      }
    }
    Thread shutdown = new Thread(this::shutDownPaho, "mqtt-shutdown");
    shutdown.setDaemon(true);
    shutdown.start();
  }

  private void shutDownPaho() {
    try {
      client.disconnectForcibly(0, 0, false);
    } catch (MqttException | RuntimeException e) {
      // the socket is closed; there is nothing more to release
    }
  }
}
