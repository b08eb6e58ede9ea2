package io.campuspulse.city;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** HTTP/1.1 by the JDK's client: no redirects, bounded answers, a limit for the whole exchange. */
final class HttpTransport implements Transport {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int MAX_ANSWER_BYTES = 256 << 10;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  @Override
  public Response send(Request request, Duration timeout) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(http(request, timeout), info -> new BoundedBody(MAX_ANSWER_BYTES));
    try {
      HttpResponse<byte[]> response = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Response(
          response.statusCode(),
          new String(response.body(), StandardCharsets.UTF_8),
          response.headers().firstValue("Retry-After").map(HttpTransport::millis).orElse(0L));
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw new IOException("no answer within " + timeout.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      exchange.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String message =
          cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
      throw new IOException(message, cause);
    }
  }

  private static HttpRequest http(Request request, Duration timeout) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri()).timeout(timeout);
    request.headers().forEach(builder::header);
    HttpRequest.BodyPublisher body =
        request
            .body()
            .map(text -> HttpRequest.BodyPublishers.ofString(text, StandardCharsets.UTF_8))
            .orElseGet(HttpRequest.BodyPublishers::noBody);
    return builder.method(request.method(), body).build();
  }

  /** Seconds only: a date would trust the other side's clock. */
  private static long millis(String retryAfter) {
    return retryAfter.matches("[0-9]{1,6}") ? 1_000 * Long.parseLong(retryAfter) : 0;
  }
}
