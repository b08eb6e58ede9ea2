package io.campuspulse.city;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Checks signed requests of cities. Thread-safe, quick, constant time in keys and signatures.
 *
 * <p>The order is: known key, date within 90 seconds, signature.
 */
public final class IrsVerifier {
  /** Farthest that a request's date may be from ours. */
  public static final long MAX_SKEW_MILLIS = 90_000;

  static final String UNKNOWN_KEY = "Invalid access key";
  static final String SKEWED = "Clock skew exceeded";
  static final String WRONG_SIGNATURE = "Invalid signature";

  private final List<Map.Entry<String, Credentials>> keys;
  private final LongSupplier clock;

  /**
   * The signed headers of a request; null where one is missing.
   *
   * @param path as sent, without query
   * @param query as sent, or null
   */
  public record Signed(
      String method,
      String path,
      String query,
      String accessKey,
      String signature,
      String algorithm,
      String date) {}

  /**
   * What was found.
   *
   * @param city whose request it is; empty when it is refused
   * @param refusal why, in the words of the profile; null otherwise
   */
  public record Verdict(Optional<String> city, String refusal) {
    static Verdict refused(String why) {
      return new Verdict(Optional.empty(), why);
    }
  }

  /**
   * Checks for some cities.
   *
   * @param keys by city
   * @param clock epoch milliseconds
   */
  public IrsVerifier(Map<String, Credentials> keys, LongSupplier clock) {
    this.keys = List.copyOf(Map.copyOf(keys).entrySet());
    this.clock = clock;
  }

  /** Checks a request. */
  public Verdict check(Signed request) {
    Map.Entry<String, Credentials> found = null;
    byte[] presented = bytes(request.accessKey());
    for (Map.Entry<String, Credentials> key : keys) {
      if (MessageDigest.isEqual(bytes(key.getValue().accessKey()), presented)) {
        found = key;
      }
    }
    if (found == null) {
      return Verdict.refused(UNKNOWN_KEY);
    }
    Optional<Long> date =
        request.date() == null ? Optional.empty() : IrsSignature.millis(request.date());
    if (date.isEmpty() || Math.abs(clock.getAsLong() - date.get()) > MAX_SKEW_MILLIS) {
      return Verdict.refused(SKEWED);
    }
    return matches(request, found.getValue())
        ? new Verdict(Optional.of(found.getKey()), null)
        : Verdict.refused(WRONG_SIGNATURE);
  }

  private static boolean matches(Signed request, Credentials key) {
    if (request.signature() == null || !IrsSignature.HMAC_SHA256.equals(request.algorithm())) {
      return false;
    }
    try {
      String text =
          IrsSignature.stringToSign(
              request.method(), request.path(), request.query(), key.accessKey(), request.date());
      return MessageDigest.isEqual(
          IrsSignature.raw(key.secret(), text), Base64.getDecoder().decode(request.signature()));
    } catch (IllegalArgumentException e) {
      return false; // not Base64, or escapes that are none
    }
  }

  private static byte[] bytes(String text) {
    return text == null ? new byte[0] : text.getBytes(UTF_8);
  }
}
