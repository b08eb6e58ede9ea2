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

/** A Paho client over our own transport, pinging only when {@link #checkPing} is called. */
final class PahoClient extends MqttAsyncClient {
  /** Paho prints what our own reports say better; the reference keeps the level from being lost. */
  private static final Logger PAHO_LOG = Logger.getLogger("org.eclipse.paho.client.mqttv3");

  static {
    PAHO_LOG.setLevel(Level.OFF);
  }

  private final Transport transport;

  PahoClient(MqttSettings settings, String clientId, Transport transport) throws MqttException {
    super(settings.broker().toString(), clientId, new MemoryPersistence(), new NoTimer());
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

  /** The connection's own thread asks for pings, so Paho's timer thread is not needed. */
  private static final class NoTimer implements MqttPingSender {
    @Override
    public void init(ClientComms comms) {}

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public void schedule(long delayInMilliseconds) {}
  }
}
