package io.campuspulse.app.bench;

import io.campuspulse.app.Service;
import io.campuspulse.app.Setup;
import io.campuspulse.config.AccessConfig;
import io.campuspulse.config.EventTimeConfig;
import io.campuspulse.config.HttpConfig;
import io.campuspulse.config.Installation;
import io.campuspulse.config.JournalConfig;
import io.campuspulse.config.MqttConfig;
import io.campuspulse.config.Role;
import io.campuspulse.config.ServiceConfig;
import io.campuspulse.config.StoreConfig;
import io.campuspulse.ingest.Balance;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.GridFactors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The whole service: journaled, stored, facts updated, API listening. */
final class ServiceSubscriber implements Subscriber {
  private static final String CLIENT_ID = "campus-bench";

  private final Broker broker;
  private final int connections;
  private final Service service;

  /** What a service works on. */
  record Ground(Campus campus, GridFactors factors, StoreConfig store, Path folder) {}

  ServiceSubscriber(Broker broker, int connections, Ground ground, Clock clock) throws IOException {
    this.broker = broker;
    this.connections = connections;
    forgetSessions();
    service =
        new Service(
            Setup.of(new Installation(config(ground), ground.campus(), ground.factors())), clock);
    service.start();
    Waiting.until("the service is ready", () -> service.restored() && service.connected());
  }

  private ServiceConfig config(Ground ground) {
    return new ServiceConfig(
        new HttpConfig("127.0.0.1", 0, "127.0.0.1", 0, List.of()),
        new MqttConfig(
            broker.url(),
            CLIENT_ID,
            connections,
            connections > 1 ? Optional.of("bench") : Optional.empty(),
            List.of(Broker.FILTER),
            Optional.empty(),
            Optional.empty()),
        new JournalConfig(ground.folder().resolve("journal"), Duration.ofMillis(5), 4096, 95, 97),
        ground.store(),
        EventTimeConfig.DEFAULT,
        new ServiceConfig.FilesConfig(ground.folder(), ground.folder()),
        AccessConfig.of(Role.VIEWER));
  }

  @Override
  public long taken() {
    Balance balance = service.balance();
    return balance.journaled() - balance.pending();
  }

  @Override
  public boolean finished(long messages) {
    Balance balance = service.balance();
    return balance.journaled() >= messages && balance.pending() == 0;
  }

  /** What became of the messages. */
  Balance balance() {
    return service.balance();
  }

  @Override
  public void close() throws IOException {
    service.close();
    forgetSessions();
  }

  private void forgetSessions() throws IOException {
    for (int i = 1; i <= connections; i++) {
      broker.forgetSession(CLIENT_ID + "-" + i);
    }
  }
}
