package io.campuspulse.mqtt;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttPingSender;
import org.eclipse.paho.client.mqttv3.internal.ClientComms;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * A Paho client over our own transport, pinging only when {@link #checkPing} is called. It must be
 * called when {@link PingSchedule} says so, and not much more often: Paho takes a second call as
 * the time by which the answer to the first must be there.
 */
final class PahoClient extends MqttAsyncClient {
  /** Paho prints what our own reports say better; the reference keeps the level from being lost. */
  private static final Logger PAHO_LOG = Logger.getLogger("org.eclipse.paho.client.mqttv3");

  static {
    PAHO_LOG.setLevel(Level.OFF);
  }

  private final Transport transport;

  PahoClient(MqttSettings settings, String clientId, Transport transport, PingSchedule pingSchedule)
      throws MqttException {
    super(settings.broker().toString(), clientId, new MemoryPersistence(), pingSchedule);
    this.transport = transport;
    setManualAcks(true);
  }

  @Override
  protected NetworkModule[] createNetworkModules(String address, MqttConnectOptions options) {
    return new NetworkModule[] {transport};
  }

  /** The options of every connection: MQTT 3.1.1, session kept, no reconnect by Paho. */
  static MqttConnectOptions options(MqttSettings settings) {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setCleanSession(false);
    options.setAutomaticReconnect(false);
    options.setKeepAliveInterval((int) settings.timing().keepAlive().toSeconds());
    settings
        .credentials()
        .ifPresent(
            c -> {
              options.setUserName(c.user());
              options.setPassword(c.password().toCharArray());
            });
    return options;
  }

  /** Remembers when Paho wants to be asked; it takes the place of Paho's timer thread. */
  static final class PingSchedule implements MqttPingSender {
    private volatile ClientComms comms;
    private volatile long dueNanos;

    @Override
    public void init(ClientComms newComms) {
      comms = newComms;
    }

    @Override
    public void start() {
      schedule(comms.getKeepAlive());
    }

    @Override
    public void stop() {}

    @Override
    public void schedule(long delayInMilliseconds) {
      dueNanos = System.nanoTime() + delayInMilliseconds * 1_000_000;
    }

    boolean due(long nowNanos) {
      return nowNanos - dueNanos >= 0;
    }
  }
}
