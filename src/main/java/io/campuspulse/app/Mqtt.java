package io.campuspulse.app;

import io.campuspulse.config.MqttConfig;
import io.campuspulse.config.Reception;
import io.campuspulse.mqtt.MqttSettings;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The MQTT adapter's settings from configuration. */
final class Mqtt {
  private static final Logger LOG = LoggerFactory.getLogger(Mqtt.class);

  private Mqtt() {}

  /** Says which registered devices cannot be heard because no topic filter lets them in. */
  static void warnOfDeafness(Setup setup) {
    new Reception(setup.installation().service().mqtt().filters(), setup.mappings())
        .deaf(setup.installation().campus())
        .forEach(sentence -> LOG.warn("{} (takes effect at the next start)", sentence));
  }

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
