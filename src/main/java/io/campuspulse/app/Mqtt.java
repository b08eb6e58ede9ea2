package io.campuspulse.app;

import io.campuspulse.config.MqttConfig;
import io.campuspulse.mqtt.MqttSettings;
import java.net.URI;

/** The MQTT adapter's settings from configuration. */
final class Mqtt {
  private Mqtt() {}

  static MqttSettings settings(MqttConfig config) {
    return new MqttSettings(
        URI.create(config.url()),
        config.clientId(),
        new MqttSettings.Subscription(config.filters(), config.connections(), config.sharedGroup()),
        config.login().map(l -> new MqttSettings.Credentials(l.user(), l.password().reveal())),
        config.tls().map(t -> new MqttSettings.Tls(t.caFile(), t.certificateFile(), t.keyFile())),
        MqttSettings.Timing.DEFAULT);
  }
}
