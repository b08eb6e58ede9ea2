package io.campuspulse.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * A response ready to be written: tag compared, body compressed when that is wanted and worth it.
 *
 * @param status HTTP status
 * @param headers response headers
 * @param body bytes, empty for 304
 */
record Rendered(int status, MultiMap headers, Buffer body) {
  private static final int WORTH_COMPRESSING = 1_024;
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final String GZIP_MARK = "-gz";

  /** Fits a reply to the request's {@code If-None-Match} and {@code Accept-Encoding}. */
  static Rendered of(Reply reply, MultiMap request) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    headers.set(HttpHeaders.CACHE_CONTROL, reply.cacheControl());
    headers.set(HttpHeaders.VARY, "Accept, Accept-Encoding, Origin");
    if (reply.lastModifiedMillis().isPresent()) {
      headers.set(HttpHeaders.LAST_MODIFIED, httpDate(reply.lastModifiedMillis().getAsLong()));
    }
    byte[] body = null;
    boolean tagged = reply.status() == 200 && !Reply.NO_STORE.equals(reply.cacheControl());
    if (tagged) {
      if (reply.tag() == null) {
        body = reply.body().get();
      }
      String tag = reply.tag() == null ? digest(body) : tagOf(reply);
      String known = matching(request.get(HttpHeaders.IF_NONE_MATCH), tag);
      if (known != null) {
        headers.set(HttpHeaders.ETAG, known);
        return new Rendered(304, headers, Buffer.buffer());
      }
      headers.set(HttpHeaders.ETAG, '"' + tag + '"');
    }
    if (body == null) {
      body = reply.body().get();
    }
    headers.set(HttpHeaders.CONTENT_TYPE, reply.mediaType());
    return compressed(reply.status(), headers, body, request);
  }

  /** The tag of a reply that has one, without quotes. */
  static String tagOf(Reply reply) {
    return digest(utf8(reply.tag()));
  }

  /** This, or 304 when a request's {@code If-None-Match} shows that it has the content. */
  Rendered unlessKnown(String ifNoneMatch, String tag) {
    String known = matching(ifNoneMatch, tag);
    if (known == null) {
      return this;
    }
    MultiMap bare = MultiMap.caseInsensitiveMultiMap().addAll(headers);
    bare.remove(HttpHeaders.CONTENT_TYPE).remove(HttpHeaders.CONTENT_ENCODING);
    bare.set(HttpHeaders.ETAG, known);
    return new Rendered(304, bare, Buffer.buffer());
  }

  private static Rendered compressed(int status, MultiMap headers, byte[] body, MultiMap request) {
    if (body.length < WORTH_COMPRESSING || !acceptsGzip(request.get("Accept-Encoding"))) {
      return new Rendered(status, headers, Buffer.buffer(body));
    }
    headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
    String tag = headers.get(HttpHeaders.ETAG);
    if (tag != null) {
      headers.set(HttpHeaders.ETAG, tag.substring(0, tag.length() - 1) + GZIP_MARK + '"');
    }
    return new Rendered(status, headers, Buffer.buffer(gzip(body)));
  }

  static byte[] gzip(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 4);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.toByteArray();
  }

  /** The tag among those of an {@code If-None-Match} that names this content, or null. */
  private static String matching(String header, String tag) {
    if (header == null) {
      return null;
    }
    for (String given : header.split(",", -1)) {
      String candidate = given.strip();
      if (candidate.equals("*")) {
        return '"' + tag + '"';
      }
      if (candidate.startsWith("W/")) {
        candidate = candidate.substring(2);
      }
      if (candidate.equals('"' + tag + '"') || candidate.equals('"' + tag + GZIP_MARK + '"')) {
        return candidate;
      }
    }
    return null;
  }

  static boolean acceptsGzip(String header) {
    if (header == null) {
      return false;
    }
    for (String part : header.split(",", -1)) {
      String[] coding = part.strip().split("\\s*;\\s*", -1);
      if (coding[0].equalsIgnoreCase("gzip")) {
        return coding.length < 2 || !coding[1].matches("q=0(\\.0*)?");
      }
    }
    return false;
  }

  /** The form of RFC 9110, such as {@code Sun, 08 Mar 2026 16:00:00 GMT}. */
  static String httpDate(long millis) {
    return HTTP_DATE.format(Instant.ofEpochMilli(millis));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** 128 bits of SHA-256, hex. */
  static String digest(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
