package io.campuspulse.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One listening address, served by several event loops; says no to what cannot be parsed. */
final class Listener {
  private static final int MAX_LINE = 4_096;
  private static final long GRACE_SECONDS = 5;
  private static final AtomicInteger LISTENERS = new AtomicInteger();

  private final Vertx vertx;
  private final HttpSettings settings;
  private final Handler<HttpServerRequest> handler;
  private final Wire wire;
  private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
  private volatile String deployment;

  /** To Vert.x, equal negative ports are one free port that several servers share. */
  private final int shared = -LISTENERS.incrementAndGet();

  Listener(Vertx vertx, HttpSettings settings, Handler<HttpServerRequest> handler, Wire wire) {
    this.vertx = vertx;
    this.settings = settings;
    this.handler = handler;
    this.wire = wire;
  }

  /** Starts to listen; the port that it got. */
  Future<Integer> start() {
    DeploymentOptions options =
        new DeploymentOptions().setInstances(settings.limits().eventLoops());
    return vertx
        .deployVerticle(Instance::new, options)
        .map(
            id -> {
              deployment = id;
              return servers.get(0).actualPort();
            });
  }

  /** Stops to accept, lets answers under way finish for some seconds, closes. */
  Future<Void> close() {
    if (deployment == null) {
      return Future.succeededFuture();
    }
    List<Future<Void>> stopped =
        servers.stream().map(s -> s.shutdown(GRACE_SECONDS, TimeUnit.SECONDS)).toList();
    return Future.all(stopped).transform(done -> vertx.undeploy(deployment));
  }

  private HttpServerOptions options() {
    HttpSettings.Limits limits = settings.limits();
    return new HttpServerOptions()
        .setHost(settings.host())
        .setPort(settings.port() == 0 ? shared : settings.port())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout(Math.toIntExact(limits.idle().toMillis()))
        .setMaxInitialLineLength(MAX_LINE)
        .setMaxHeaderSize(limits.maxHeaderBytes())
        .setDecompressionSupported(false)
        .setCompressionSupported(false)
        .setHttp2ClearTextEnabled(false);
  }

  private final class Instance implements Deployable {
    private Connections connections;

    @Override
    public Future<?> deploy(Context context) {
      connections = new Connections(vertx, settings.limits().idle());
      HttpServer server =
          vertx
              .createHttpServer(options())
              .connectionHandler(connections::opened)
              .invalidRequestHandler(Listener.this::invalid)
              .requestHandler(
                  request -> {
                    connections.requested(request);
                    handler.handle(request);
                  });
      return server.listen().onSuccess(servers::add);
    }

    @Override
    public Future<?> undeploy(Context context) {
      connections.stop();
      return Future.succeededFuture();
    }
  }

  private void invalid(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    Problem problem;
    if (cause instanceof TooLongHttpLineException) {
      problem =
          Problem.of(
              Problem.Kind.URI_TOO_LONG,
              "请求行最长 " + MAX_LINE + " 字节",
              "a request line has at most " + MAX_LINE + " bytes");
    } else if (cause instanceof TooLongHttpHeaderException) {
      int max = settings.limits().maxHeaderBytes();
      problem =
          Problem.of(
              Problem.Kind.HEADERS_TOO_LARGE,
              "请求头总计最大 " + max + " 字节",
              "request headers have at most " + max + " bytes in all");
    } else {
      problem =
          Problem.of(Problem.Kind.BAD_REQUEST, "请求不是有效的 HTTP", "the request is not valid HTTP");
    }
    wire.send(request, problem);
    request.connection().close();
  }
}
