package io.campuspulse.mqtt.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * What any Paho program does at least: subscribes with QoS 1, counts, lets Paho acknowledge at
 * once. The yardstick for our own rate.
 */
public final class BareSubscriber implements AutoCloseable {
  private final LongAdder received = new LongAdder();
  private final List<MqttAsyncClient> clients = new ArrayList<>();

  /**
   * Connects and subscribes.
   *
   * @param connections if several, they share the filter's messages
   * @throws IOException when the broker refuses or does not answer
   */
  public BareSubscriber(String brokerUrl, int connections, String filter) throws IOException {
    try {
      connect(brokerUrl, connections, filter);
    } catch (MqttException e) {
      throw new IOException("cannot subscribe: " + e.getMessage(), e);
    }
  }

  private void connect(String brokerUrl, int connections, String filter) throws MqttException {
    String shared = connections > 1 ? "$share/bare/" + filter : filter;
    for (int i = 0; i < connections; i++) {
      MqttAsyncClient client = new MqttAsyncClient(brokerUrl, "bare-" + i, new MemoryPersistence());
      clients.add(client);
      client.setCallback(new Count());
      MqttConnectOptions options = new MqttConnectOptions();
      options.setCleanSession(true);
      client.connect(options).waitForCompletion();
      client.subscribe(shared, 1).waitForCompletion();
    }
  }

  /** Messages received so far. */
  public long received() {
    return received.sum();
  }

  @Override
  public void close() throws IOException {
    try {
      for (MqttAsyncClient client : clients) {
        client.disconnect().waitForCompletion();
        client.close();
      }
    } catch (MqttException e) {
      throw new IOException("cannot disconnect: " + e.getMessage(), e);
    }
  }

  private final class Count implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      received.increment();
    }

    @Override
    public void connectionLost(Throwable cause) {}

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {}
  }
}
