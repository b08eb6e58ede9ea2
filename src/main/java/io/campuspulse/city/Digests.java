package io.campuspulse.city;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256 of bodies. */
final class Digests {
  private Digests() {}

  private static byte[] sha256(String body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The value of a {@code Digest} header (RFC 3230): {@code SHA-256=} and Base64. */
  static String header(String body) {
    return "SHA-256=" + Base64.getEncoder().encodeToString(sha256(body));
  }

  /** Lower-case hex. */
  static String hex(String body) {
    return HexFormat.of().formatHex(sha256(body));
  }
}
