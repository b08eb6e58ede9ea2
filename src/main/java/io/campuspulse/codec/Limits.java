package io.campuspulse.codec;

/**
 * Bounds on one message; what exceeds them is rejected with reason {@code limit}.
 *
 * @param depth greatest nesting of arrays and objects; the outermost counts as one
 * @param payloadBytes greatest payload
 * @param readings greatest number of readings one message may give
 * @param numberDigits greatest number of digits of one number written without an exponent
 */
public record Limits(int depth, int payloadBytes, int readings, int numberDigits) {
  /** Depth 32, 256 KiB, 4,096 readings, 1,000 digits. */
  public static final Limits DEFAULT = new Limits(32, 256 * 1024, 4096, 1000);

  public Limits {
    positive("depth", depth);
    positive("payloadBytes", payloadBytes);
    positive("readings", readings);
    positive("numberDigits", numberDigits);
    if (depth > 256) {
      throw new IllegalArgumentException("depth " + depth + " is over 256: the stack must hold it");
    }
  }

  private static void positive(String name, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }
}
