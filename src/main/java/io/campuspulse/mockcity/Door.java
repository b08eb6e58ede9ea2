package io.campuspulse.mockcity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks signatures and digests, by the documentation of the profile and no other source. */
final class Door {
  private static final Duration MOST_SKEW = Duration.ofSeconds(90);

  private final String accessKey;
  private final String secret;

  Door(String accessKey, String secret) {
    this.accessKey = accessKey;
    this.secret = secret;
  }

  /** Why a request is refused, in the words of the profile; empty when it is not. */
  Optional<String> refusal(String method, URI uri, Headers headers, Instant now) {
    if (!accessKey.equals(headers.getFirst("X-BG-HMAC-ACCESS-KEY"))) {
      return Optional.of("Invalid access key");
    }
    String date = headers.getFirst("X-BG-DATE-TIME");
    try {
      Instant sent =
          ZonedDateTime.parse(String.valueOf(date), DateTimeFormatter.RFC_1123_DATE_TIME)
              .toInstant();
      if (Duration.between(sent, now).abs().compareTo(MOST_SKEW) > 0) {
        return Optional.of("Clock skew exceeded");
      }
    } catch (DateTimeParseException e) {
      return Optional.of("Clock skew exceeded");
    }
    String given = headers.getFirst("X-BG-HMAC-SIGNATURE");
    boolean good =
        given != null
            && "hmac-sha256".equals(headers.getFirst("X-BG-HMAC-ALGORITHM"))
            && MessageDigest.isEqual(
                given.getBytes(UTF_8), signature(method, uri, date).getBytes(UTF_8));
    return good ? Optional.empty() : Optional.of("Invalid signature");
  }

  private String signature(String method, URI uri, String date) {
    String text =
        String.join("\n", method, uri.getRawPath(), query(uri.getRawQuery()), accessKey, date)
            + "\n";
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String query(String raw) {
    if (raw == null) {
      return "";
    }
    List<String> pairs = new ArrayList<>();
    for (String pair : raw.split("&", 0)) {
      String[] parts = pair.split("=", 2);
      pairs.add(escape(parts[0]) + "=" + escape(parts.length < 2 ? "" : parts[1]));
    }
    Collections.sort(pairs);
    return String.join("&", pairs);
  }

  private static String escape(String text) {
    return URLEncoder.encode(URLDecoder.decode(text.replace("+", "%2B"), UTF_8), UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /** The value that the {@code Digest} header of a body must have. */
  static String digest(byte[] body) {
    try {
      return "SHA-256="
          + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
