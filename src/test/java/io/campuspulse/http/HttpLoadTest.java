package io.campuspulse.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.testing.Await;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Slow queries, slow clients and a stop under load. */
class HttpLoadTest {
  private static final String QUERY = "/api/v1/metrics/energy_use";

  private static HttpSettings limits(Duration idle, Duration answer, int workers, int waiting) {
    return HttpSettings.at("127.0.0.1", 0)
        .withLimits(new HttpSettings.Limits(idle, answer, 65_536, 8_192, 2, workers, waiting));
  }

  private static void hold(CountDownLatch release) {
    try {
      release.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void queries_run_on_workers_and_what_the_line_cannot_hold_is_503() {
    CountDownLatch release = new CountDownLatch(1);
    HttpSettings settings = limits(Duration.ofSeconds(30), Duration.ofSeconds(30), 1, 1);
    try (ApiServer server = new ApiServer(Access.anonymousViewer(), settings)) {
      server.figures.before =
          () -> {
            assertThat(Thread.currentThread().getName()).startsWith("campus-api");
            hold(release);
          };
      CompletableFuture<HttpResponse<String>> first =
          CompletableFuture.supplyAsync(() -> server.get(QUERY));
      Await.until(
          "the first query runs", Duration.ofSeconds(5), () -> server.figures.asked.get() == 1);
      CompletableFuture<HttpResponse<String>> second =
          CompletableFuture.supplyAsync(() -> server.get(QUERY));
      Await.until("the second waits", Duration.ofSeconds(5), () -> inside(server, 2));
      HttpResponse<String> refused = server.get(QUERY);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("retry-after")).contains("1");
      assertThat(refused.body()).contains("urn:problem-type:campus-pulse:overloaded");
      assertThat(server.operations("/livez").statusCode()).isEqualTo(200);
      release.countDown();
      assertThat(first.join().statusCode()).isEqualTo(200);
      assertThat(second.join().statusCode()).isEqualTo(200);
    }
  }

  private static boolean inside(ApiServer server, int queries) {
    return server.operations("/metrics").body().contains("campus_http_queries " + queries + ".0");
  }

  @Test
  void an_answer_that_takes_too_long_is_503_with_a_sentence() {
    CountDownLatch release = new CountDownLatch(1);
    HttpSettings settings = limits(Duration.ofSeconds(30), Duration.ofSeconds(1), 2, 8);
    try (ApiServer server = new ApiServer(Access.anonymousViewer(), settings)) {
      server.figures.before = () -> hold(release);
      HttpResponse<String> response = server.get(QUERY);
      release.countDown();
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.body()).contains("there was no answer within 1 seconds");
      assertThat(response.headers().firstValue("retry-after")).contains("10");
    }
  }

  @Test
  void a_client_that_drips_its_headers_is_cut_off() throws IOException {
    HttpSettings settings = limits(Duration.ofMillis(600), Duration.ofSeconds(5), 2, 8);
    try (ApiServer server = new ApiServer(Access.anonymousViewer(), settings);
        Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port)) {
      slow.setSoTimeout(10);
      slow.getOutputStream().write("GET /api/v1 HTTP/1.1\r\nX: ".getBytes(StandardCharsets.UTF_8));
      Await.until("the connection is closed", Duration.ofSeconds(10), () -> dripAndSeeEnd(slow));
      assertThat(server.get("/api/v1").statusCode()).isEqualTo(200);
    }
  }

  private static boolean dripAndSeeEnd(Socket slow) {
    try {
      slow.getOutputStream().write('y');
      return slow.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void a_stop_lets_an_answer_under_way_finish_and_takes_no_more() {
    CountDownLatch release = new CountDownLatch(1);
    ApiServer server = ApiServer.open();
    server.figures.before = () -> hold(release);
    CompletableFuture<HttpResponse<String>> underWay =
        CompletableFuture.supplyAsync(() -> server.get(QUERY));
    Await.until("the query runs", Duration.ofSeconds(5), () -> server.figures.asked.get() == 1);
    Future<Void> closed = server.api.close();
    Await.until("no new connection", Duration.ofSeconds(5), () -> refusesConnections(server.port));
    assertThat(closed.isComplete()).isFalse();
    release.countDown();
    assertThat(underWay.join().statusCode()).isEqualTo(200);
    ApiServer.await(closed);
    server.close();
  }

  private static boolean refusesConnections(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (IOException e) {
      return true;
    }
  }
}
