package io.campuspulse.journal;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How many records there are, and a digest of them that does not depend on their order: the sum of
 * the SHA-256 of each, modulo 2^256. A record that is missing, changed or there twice changes it.
 *
 * @param records how many
 * @param digest 64 lower-case hex digits
 */
public record Tally(long records, String digest) {
  private static final int DIGITS = 64;

  /** No records. */
  public static final Tally EMPTY = new Tally(0, "0".repeat(DIGITS));

  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  /** One record, by the text that stands for it. */
  public static Tally of(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new Tally(1, HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** These records and others. */
  public Tally plus(Tally other) {
    String sum =
        new BigInteger(digest, 16).add(new BigInteger(other.digest, 16)).mod(MODULUS).toString(16);
    return new Tally(records + other.records, "0".repeat(DIGITS - sum.length()) + sum);
  }
}
