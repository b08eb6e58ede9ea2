package io.campuspulse.codec.mapping;

import io.campuspulse.codec.json.JsonTree;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * One field of a byte layout.
 *
 * @param name the key it gets
 * @param offset bytes from the start of the layout
 * @param width bytes
 * @param form how the bytes are read
 * @param littleEndian whether the lowest byte comes first
 * @param codes whole numbers, before any arithmetic, that mean "not available": the field is null
 * @param arithmetic what is done to a number
 */
record ByteField(
    String name,
    int offset,
    int width,
    Form form,
    boolean littleEndian,
    List<BigInteger> codes,
    Arithmetic arithmetic) {
  enum Form {
    /** A whole number without sign. */
    UNSIGNED,
    /** A whole number in two's complement. */
    SIGNED,
    /** IEEE 754 of 4 or 8 bytes. */
    FLOAT,
    /** Hexadecimal digits. */
    HEX,
    /** UTF-8, trailing zeros dropped. */
    TEXT
  }

  JsonTree read(byte[] bytes, int start) {
    if (width < Long.BYTES && (form == Form.UNSIGNED || form == Form.SIGNED)) {
      return small(bytes, start + offset);
    }
    byte[] field = new byte[width];
    for (int i = 0; i < width; i++) {
      field[littleEndian ? width - 1 - i : i] = bytes[start + offset + i];
    }
    return switch (form) {
      case HEX -> new JsonTree.Str(HexFormat.of().withUpperCase().formatHex(field));
      case TEXT -> new JsonTree.Str(text(field));
      case FLOAT -> real(field);
      case UNSIGNED -> whole(new BigInteger(1, field));
      case SIGNED -> whole(new BigInteger(field));
    };
  }

  /** The same as {@link #whole} for what fits a long with room to spare. */
  private JsonTree small(byte[] bytes, int from) {
    long number = 0;
    for (int i = 0; i < width; i++) {
      number = number << 8 | (bytes[littleEndian ? from + width - 1 - i : from + i] & 0xFF);
    }
    if (form == Form.SIGNED) {
      int unused = Long.SIZE - 8 * width;
      number = number << unused >> unused;
    }
    Arithmetic.Bits bits = arithmetic.bits();
    if (bits != null) {
      number = (bits.mask() == null ? number : number & bits.mask().longValue()) >> bits.shift();
    }
    for (BigInteger code : codes) {
      if (code.bitLength() < Long.SIZE && code.longValue() == number) {
        return JsonTree.Null.NULL;
      }
    }
    return new JsonTree.Num(arithmetic.scaled(BigDecimal.valueOf(number)));
  }

  private JsonTree whole(BigInteger number) {
    Arithmetic.Bits bits = arithmetic.bits();
    BigInteger part = number;
    if (bits != null) {
      part = (bits.mask() == null ? part : part.and(bits.mask())).shiftRight(bits.shift());
    }
    if (codes.contains(part)) {
      return JsonTree.Null.NULL;
    }
    return new JsonTree.Num(arithmetic.scaled(new BigDecimal(part)));
  }

  private JsonTree real(byte[] field) {
    ByteBuffer buffer = ByteBuffer.wrap(field);
    double value = width == 4 ? buffer.getFloat() : buffer.getDouble();
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return JsonTree.Null.NULL;
    }
    String digits = width == 4 ? Float.toString((float) value) : Double.toString(value);
    return new JsonTree.Num(arithmetic.scaled(new BigDecimal(digits)));
  }

  private static String text(byte[] field) {
    int end = field.length;
    while (end > 0 && field[end - 1] == 0) {
      end--;
    }
    return new String(field, 0, end, StandardCharsets.UTF_8);
  }
}
