package io.campuspulse.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Lets requests in whose method and body an address takes; answers the others itself. */
final class Admission {
  private static final long DRAIN_MILLIS = 2_000;

  private final Vertx vertx;
  private final Wire wire;
  private final int maxBodyBytes;

  Admission(Vertx vertx, Wire wire, int maxBodyBytes) {
    this.vertx = vertx;
    this.wire = wire;
    this.maxBodyBytes = maxBodyBytes;
  }

  Wire wire() {
    return wire;
  }

  /** Whether method and body are allowed; otherwise the answer has been sent. */
  boolean admitted(HttpServerRequest request, Set<String> methods) {
    return admitted(request, methods, Set.of());
  }

  /**
   * Whether method and body are allowed; otherwise the answer has been sent.
   *
   * @param readBody those of the methods that read a body, JSON always
   */
  boolean admitted(HttpServerRequest request, Set<String> methods, Set<String> readBody) {
    TreeSet<String> allowed = new TreeSet<>(methods);
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    String allow = String.join(", ", allowed) + ", OPTIONS";
    if (request.method().equals(HttpMethod.OPTIONS)) {
      wire.options(request, allow);
      return false;
    }
    if (!allowed.contains(request.method().name())) {
      Problem problem =
          Problem.of(
              Problem.Kind.METHOD_NOT_ALLOWED,
              "此地址支持的方法：" + allow,
              "the methods of this address are " + allow);
      refuse(request, problem, MultiMap.caseInsensitiveMultiMap().set(HttpHeaders.ALLOW, allow));
      return false;
    }
    Optional<Problem> body = unwantedBody(request, readBody.contains(request.method().name()));
    body.ifPresent(p -> refuse(request, p, MultiMap.caseInsensitiveMultiMap()));
    return body.isEmpty();
  }

  private Optional<Problem> unwantedBody(HttpServerRequest request, boolean isRead) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && (length.length() > 9 || Long.parseLong(length) > maxBodyBytes)) {
      return Optional.of(tooLarge());
    }
    if (isRead && hasBody(request) && !isJson(request)) {
      return Optional.of(
          Problem.of(
              Problem.Kind.UNSUPPORTED_MEDIA_TYPE,
              "请求体必须是 application/json",
              "the body must be application/json"));
    }
    if (!isRead && hasBody(request)) {
      return Optional.of(
          Problem.of(
              Problem.Kind.UNSUPPORTED_MEDIA_TYPE, "此操作不读取请求体", "the operation reads no body"));
    }
    return Optional.empty();
  }

  private Problem tooLarge() {
    return Problem.of(
        Problem.Kind.BODY_TOO_LARGE,
        "请求体最大 " + maxBodyBytes + " 字节",
        "a body has at most " + maxBodyBytes + " bytes");
  }

  private static boolean isJson(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(Reply.JSON);
  }

  /**
   * Reads the body of an admitted request, of which at most the limit is kept. Call at once.
   *
   * @return fails with a {@link ProblemException} when it is too large, broken off or not UTF-8
   */
  Future<String> body(HttpServerRequest request) {
    Promise<String> done = Promise.promise();
    Buffer all = Buffer.buffer();
    request.exceptionHandler(e -> done.tryFail(unreadable()));
    request.handler(
        part -> {
          if (all.length() + part.length() > maxBodyBytes) {
            request.response().putHeader(HttpHeaders.CONNECTION, "close");
            done.tryFail(tooLarge().exception());
          } else {
            all.appendBuffer(part);
          }
        });
    request.endHandler(
        end -> {
          try {
            done.tryComplete(
                StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(all.getBytes()))
                    .toString());
          } catch (CharacterCodingException e) {
            done.tryFail(unreadable());
          }
        });
    return done.future();
  }

  private static ProblemException unreadable() {
    return Problem.of(
            Problem.Kind.BAD_REQUEST, "请求体必须是完整的 UTF-8 文本", "the body must be whole UTF-8 text")
        .exception();
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    boolean chunked = request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    return chunked || (length != null && !length.equals("0"));
  }

  /** Answers before the body is read, lets some of it drain, and closes. */
  private void refuse(HttpServerRequest request, Problem problem, MultiMap extra) {
    if (hasBody(request)) {
      extra.set(HttpHeaders.CONNECTION, "close");
      long timer = vertx.setTimer(DRAIN_MILLIS, id -> request.connection().close());
      request
          .end()
          .onComplete(
              done -> {
                vertx.cancelTimer(timer);
                request.connection().close();
              });
    }
    wire.send(request, problem, extra);
  }
}
