package io.campuspulse.city;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of the profile {@code irs-signed}: HMAC-SHA-256 over method, path, sorted query,
 * access key and date, each followed by a newline; Base64 of the raw digest.
 *
 * <p>The path is as sent. The query's names and values are decoded, encoded again by RFC 3986 and
 * sorted by name and value, so that a proxy that spells escapes differently breaks nothing.
 */
public final class IrsSignature {
  public static final String ACCESS_KEY = "X-BG-HMAC-ACCESS-KEY";
  public static final String SIGNATURE = "X-BG-HMAC-SIGNATURE";
  public static final String ALGORITHM = "X-BG-HMAC-ALGORITHM";
  public static final String DATE = "X-BG-DATE-TIME";
  public static final String HMAC_SHA256 = "hmac-sha256";

  /** RFC 1123 with two-digit days, as HTTP writes it. */
  private static final DateTimeFormatter RFC_1123 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private IrsSignature() {}

  /** The date header of a time. */
  static String date(long millis) {
    return RFC_1123.format(Instant.ofEpochMilli(millis));
  }

  /** The time of a date header; empty when it is none. */
  static Optional<Long> millis(String date) {
    try {
      return Optional.of(
          Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)).toEpochMilli());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * What is signed.
   *
   * @param path as sent, without query
   * @param query as sent, without question mark, or null
   */
  static String stringToSign(
      String method, String path, String query, String accessKey, String date) {
    return method.toUpperCase(Locale.ROOT)
        + "\n"
        + path
        + "\n"
        + sorted(query)
        + "\n"
        + accessKey
        + "\n"
        + date
        + "\n";
  }

  private static String sorted(String query) {
    if (query == null || query.isEmpty()) {
      return "";
    }
    TreeSet<String> pairs = new TreeSet<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        pairs.add(encode(name) + "=" + encode(value));
      }
    }
    return String.join("&", pairs);
  }

  private static String encode(String raw) {
    StringBuilder text = new StringBuilder();
    // a plus sign is a plus sign, as everywhere in this API
    for (byte b : URLDecoder.decode(raw.replace("+", "%2B"), UTF_8).getBytes(UTF_8)) {
      if (UNRESERVED.indexOf(b) >= 0) {
        text.append((char) b);
      } else {
        text.append(String.format(Locale.ROOT, "%%%02X", b));
      }
    }
    return text.toString();
  }

  /** The signature's raw bytes. */
  static byte[] raw(String secret, String stringToSign) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return mac.doFinal(stringToSign.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  /** The signature header. */
  static String of(String secret, String stringToSign) {
    return Base64.getEncoder().encodeToString(raw(secret, stringToSign));
  }
}
