package io.campuspulse.journal.sqlite;

/**
 * How much the quarantine keeps. What exceeds a bound is removed, oldest first, and counted.
 *
 * @param maxMessages most messages, at least 1
 * @param maxBytes most bytes of topics, payloads and sentences together, at least 1
 * @param maxAgeMillis longest distance of a message's receive time behind the newest receive time
 *     in the journal, milliseconds, at least 1
 */
public record QuarantineBounds(long maxMessages, long maxBytes, long maxAgeMillis) {

  /** 100,000 messages, 256 MiB, 30 days. */
  public static final QuarantineBounds DEFAULT =
      new QuarantineBounds(100_000, 256L << 20, 30L * 24 * 60 * 60 * 1000);

  public QuarantineBounds {
    requirePositive("maxMessages", maxMessages);
    requirePositive("maxBytes", maxBytes);
    requirePositive("maxAgeMillis", maxAgeMillis);
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "quarantine " + name + " is " + value + ", must be at least 1");
    }
  }
}
