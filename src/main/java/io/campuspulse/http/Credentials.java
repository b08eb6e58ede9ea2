package io.campuspulse.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the key that a request presents: {@code X-API-Key}, {@code Authorization: Bearer KEY}, or
 * the password of {@code Basic}, which is how browsers can have one. Never the address: those are
 * logged everywhere.
 */
final class Credentials {
  private Credentials() {}

  static Optional<String> key(MultiMap headers) {
    String header = headers.get("X-API-Key");
    if (header != null) {
      return Optional.of(header);
    }
    String authorization = headers.get(HttpHeaders.AUTHORIZATION);
    if (authorization == null) {
      return Optional.empty();
    }
    int space = authorization.indexOf(' ');
    String scheme = space < 0 ? "" : authorization.substring(0, space).toLowerCase(Locale.ROOT);
    String rest = authorization.substring(space + 1).strip();
    return Optional.of(scheme.equals("basic") ? password(rest) : rest);
  }

  private static String password(String basic) {
    try {
      String pair = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
      return pair.substring(pair.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
