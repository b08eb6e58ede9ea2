package io.campuspulse.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.util.Set;

/** Writes responses: every one passes here, so every one has the security headers. */
final class Wire {
  private static final String CONTENT_SECURITY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          + "connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; "
          + "form-action 'none'; frame-ancestors 'none'";

  private final Set<String> corsOrigins;
  private final Clock clock;

  Wire(Set<String> corsOrigins, Clock clock) {
    this.corsOrigins = corsOrigins;
    this.clock = clock;
  }

  /** Sends what was rendered. */
  void send(HttpServerRequest request, Rendered rendered) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(rendered.status());
    response.headers().addAll(rendered.headers());
    secure(request, response.headers());
    if (rendered.status() == 304 || rendered.status() == 204) {
      response.end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(rendered.body().length()));
    if (HttpMethod.HEAD.equals(request.method())) {
      response.end();
    } else {
      response.end(rendered.body());
    }
  }

  /** Sends a problem in the language that the request prefers. */
  void send(HttpServerRequest request, Problem problem, MultiMap extra) {
    Language language = Language.preferred(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    headers.set(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
    headers.set("Content-Language", language.tag());
    headers.set(HttpHeaders.CACHE_CONTROL, Reply.NO_STORE);
    headers.set(HttpHeaders.VARY, "Accept-Language, Origin");
    headers.addAll(extra);
    switch (problem.kind()) {
      case OVERLOADED -> headers.set(HttpHeaders.RETRY_AFTER, "1");
      case UNAVAILABLE -> headers.set(HttpHeaders.RETRY_AFTER, "10");
      case UNAUTHORIZED ->
          headers.set(
              "WWW-Authenticate",
              "Basic realm=\"Campus Pulse\", charset=\"UTF-8\", Bearer realm=\"Campus Pulse\"");
      default -> {}
    }
    byte[] body = Json.bytes(json -> problem.write(json, language));
    send(request, new Rendered(problem.kind().status(), headers, Buffer.buffer(body)));
  }

  void send(HttpServerRequest request, Problem problem) {
    send(request, problem, MultiMap.caseInsensitiveMultiMap());
  }

  /** Answers OPTIONS: what is allowed, and to whom. */
  void options(HttpServerRequest request, String allow) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    headers.set(HttpHeaders.ALLOW, allow);
    headers.set(HttpHeaders.VARY, "Origin");
    if (allowedOrigin(request) != null) {
      headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, allow);
      headers.set(
          HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
          "Accept, Accept-Language, Authorization, If-None-Match, X-API-Key");
      headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600");
    }
    send(request, new Rendered(204, headers, Buffer.buffer()));
  }

  private String allowedOrigin(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin != null && corsOrigins.contains(origin) ? origin : null;
  }

  private void secure(HttpServerRequest request, MultiMap headers) {
    headers.set(HttpHeaders.DATE, Rendered.httpDate(clock.millis()));
    headers.set("Content-Security-Policy", CONTENT_SECURITY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    String origin = allowedOrigin(request);
    if (origin != null) {
      headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
      headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, Last-Modified, Retry-After");
    }
  }
}
