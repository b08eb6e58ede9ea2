package io.campuspulse.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Static keys, kept as SHA-256 only: keys are random and at least 128 bits long, so a slow hash
 * would protect nothing. A presented key is compared with every stored one in constant time.
 */
public final class ApiKeys implements Access {
  private static final int SHA256_BYTES = 32;

  /**
   * A stored key.
   *
   * @param caller whose it is
   * @param sha256Hex hex SHA-256 of the key's UTF-8 bytes
   */
  public record Key(Caller caller, String sha256Hex) {}

  private static final class Stored {
    private final Caller caller;
    private final byte[] sha256;

    Stored(Caller caller, byte[] sha256) {
      this.caller = caller;
      this.sha256 = sha256;
    }
  }

  private final List<Stored> keys;
  private final Optional<Caller> anonymous;

  /**
   * Keys, and what callers without a key may do.
   *
   * @param keys the known keys
   * @param anonymous role of callers that present no key; empty to refuse them
   * @throws IllegalArgumentException when a hash is not a SHA-256 in hex
   */
  public ApiKeys(List<Key> keys, Optional<Role> anonymous) {
    this.keys = keys.stream().map(ApiKeys::stored).toList();
    this.anonymous = anonymous.map(role -> new Caller("anonymous", role));
  }

  private static Stored stored(Key key) {
    byte[] hash;
    try {
      hash = HexFormat.of().parseHex(key.sha256Hex());
    } catch (IllegalArgumentException e) {
      throw wrong(key);
    }
    if (hash.length != SHA256_BYTES) {
      throw wrong(key);
    }
    return new Stored(key.caller(), hash);
  }

  private static IllegalArgumentException wrong(Key key) {
    return new IllegalArgumentException(
        "the key of " + key.caller().name() + " must be stored as SHA-256: 64 hex digits");
  }

  /** The form in which a key is stored: hex SHA-256 of its UTF-8 bytes. */
  public static String hash(String key) {
    return HexFormat.of().formatHex(sha256(key));
  }

  private static byte[] sha256(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A key that is presented must be known, even where none is needed. */
  @Override
  public Optional<Caller> authenticate(Optional<String> key) {
    if (key.isEmpty()) {
      return anonymous;
    }
    byte[] presented = sha256(key.get());
    Optional<Caller> found = Optional.empty();
    for (Stored stored : keys) {
      if (MessageDigest.isEqual(stored.sha256, presented)) {
        found = Optional.of(stored.caller);
      }
    }
    return found;
  }
}
