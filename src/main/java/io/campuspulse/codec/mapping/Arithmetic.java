package io.campuspulse.codec.mapping;

import io.campuspulse.codec.NativeQuality;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * What is done to a number, in this order: mask, shift, scale, offset; then the range is checked.
 *
 * @param bits mask and shift of a whole number, or null
 * @param scale factor, or null
 * @param offset summand, or null
 * @param range range and verdict outside of it, or null
 */
record Arithmetic(Bits bits, BigDecimal scale, BigDecimal offset, Range range) {
  static final Arithmetic NONE = new Arithmetic(null, null, null, null);

  /**
   * Some bits of a whole number.
   *
   * @param mask ANDed with the number, or null
   * @param shift bits to the right afterwards
   */
  record Bits(BigInteger mask, int shift) {}

  /**
   * Bounds, both included; null for none.
   *
   * @param outside the verdict outside
   */
  record Range(BigDecimal least, BigDecimal most, NativeQuality outside) {
    NativeQuality judge(BigDecimal number) {
      boolean below = least != null && number.compareTo(least) < 0;
      boolean above = most != null && number.compareTo(most) > 0;
      return below || above ? outside : NativeQuality.GOOD;
    }
  }

  /** The result, or null when bits are asked of a number that is not whole or far too large. */
  BigDecimal apply(BigDecimal number) {
    BigDecimal result = number;
    if (bits != null) {
      if (number.precision() - number.scale() > 40 || number.stripTrailingZeros().scale() > 0) {
        return null;
      }
      BigInteger whole = number.toBigInteger();
      BigInteger masked = bits.mask == null ? whole : whole.and(bits.mask);
      result = new BigDecimal(masked.shiftRight(bits.shift));
    }
    return scaled(result);
  }

  /** Scale and offset alone. */
  BigDecimal scaled(BigDecimal number) {
    BigDecimal result = scale == null ? number : number.multiply(scale);
    return offset == null ? result : result.add(offset);
  }

  boolean changes() {
    return bits != null || scale != null || offset != null;
  }
}
