package io.campuspulse.app.bench;

import io.campuspulse.mqtt.bench.BlastPublisher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/** The broker between publisher and subscriber: one of the user's, or a Mosquitto of our own. */
final class Broker implements AutoCloseable {
  /** What subscribers ask for and the workload is made of. */
  static final String FILTER = "campus/v1/+/+/telemetry";

  private static final int DEFAULT_PORT = 1883;

  private final Optional<LocalServer> server;
  private final InetSocketAddress address;

  private Broker(Optional<LocalServer> server, InetSocketAddress address) {
    this.server = server;
    this.address = address;
  }

  /** Uses the named broker, or starts one in a folder. */
  static Broker open(Optional<URI> named, Path folder) throws IOException {
    if (named.isPresent()) {
      URI url = named.get();
      int port = url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
      return new Broker(Optional.empty(), resolve(url.getHost(), port));
    }
    LocalServer server = LocalServer.mosquitto(folder);
    return new Broker(
        Optional.of(server),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
  }

  /** The first address of a host. */
  static InetSocketAddress resolve(String host, int port) throws IOException {
    try {
      return new InetSocketAddress(InetAddress.getAllByName(host)[0], port);
    } catch (UnknownHostException e) {
      throw new BenchFailure("There is no host " + host + ".", e);
    }
  }

  InetSocketAddress address() {
    return address;
  }

  String url() {
    return "tcp://" + address.getHostString() + ":" + address.getPort();
  }

  Optional<ProcessHandle> process() {
    return server.map(LocalServer::handle);
  }

  /** The broker in words. */
  String words() {
    return server.isPresent()
        ? "mosquitto on loopback, max_inflight_messages 1000, max_queued_messages 0, no persistence"
        : url();
  }

  /** Deletes what the broker keeps for a client id. */
  void forgetSession(String clientId) throws IOException {
    BlastPublisher.forgetSession(address, clientId);
  }

  @Override
  public void close() {
    server.ifPresent(LocalServer::close);
  }
}
