package io.campuspulse.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Closes connections that make no progress. A client that drips one header byte at a time is never
 * idle for the socket; here, only a whole request counts. Used on one event loop.
 */
final class Connections {
  private final Map<HttpConnection, State> open = new HashMap<>();
  private final long idleNanos;
  private final long timer;
  private final Vertx vertx;

  private static final class State {
    private long progressAt = System.nanoTime();
    private int answering;
  }

  Connections(Vertx vertx, Duration idle) {
    this.vertx = vertx;
    this.idleNanos = idle.toNanos();
    this.timer = vertx.setPeriodic(Math.max(50, idle.toMillis() / 4), id -> sweep());
  }

  void opened(HttpConnection connection) {
    open.put(connection, new State());
    connection.closeHandler(done -> open.remove(connection));
  }

  /** Notes that a whole set of headers has arrived. */
  void requested(HttpServerRequest request) {
    State state = open.get(request.connection());
    if (state == null) {
      return;
    }
    state.answering++;
    state.progressAt = System.nanoTime();
    request
        .response()
        .endHandler(
            done -> {
              state.answering--;
              state.progressAt = System.nanoTime();
            });
  }

  private void sweep() {
    long now = System.nanoTime();
    List<HttpConnection> stuck =
        open.entrySet().stream()
            .filter(e -> e.getValue().answering == 0)
            .filter(e -> now - e.getValue().progressAt > idleNanos)
            .map(Map.Entry::getKey)
            .toList();
    stuck.forEach(HttpConnection::close);
  }

  void stop() {
    vertx.cancelTimer(timer);
  }
}
