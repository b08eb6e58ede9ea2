package io.campuspulse.codec.convention;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.campuspulse.codec.NativeQuality;
import io.campuspulse.codec.NativeValue;
import io.campuspulse.codec.convention.SparkplugPayload.Value;
import io.campuspulse.codec.rules.Judged;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Sparkplug B data types to exact values: signed types travel as unsigned bits. */
final class SparkplugValues {
  private static final int INT8 = 1;
  private static final int INT16 = 2;
  private static final int INT32 = 3;
  private static final int INT64 = 4;
  private static final int UINT8 = 5;
  private static final int UINT16 = 6;
  private static final int UINT32 = 7;
  private static final int FIRST_ARRAY = 22;
  private static final int LAST_ARRAY = 34;

  private SparkplugValues() {}

  /** Reads a scalar of a data type; 0 stands for a type that nobody declared. */
  static Judged scalar(Value value, int type) {
    return switch (value.field()) {
      case Value.INT, Value.LONG -> Judged.good(integer(value, type));
      case Value.FLOAT -> number(Float.intBitsToFloat((int) value.bits()));
      case Value.DOUBLE -> number(Double.longBitsToDouble(value.bits()));
      case Value.BOOLEAN -> Judged.good(new NativeValue.Bool(value.bits() != 0));
      case Value.STRING -> Judged.good(new NativeValue.Text((String) value.object()));
      default ->
          Judged.good(
              new NativeValue.Text(Base64.getEncoder().encodeToString((byte[]) value.object())));
    };
  }

  private static NativeValue integer(Value value, int type) {
    long bits = value.bits();
    if (type == 11) {
      return new NativeValue.Bool(bits != 0);
    }
    long number =
        switch (type) {
          case INT8 -> (byte) bits;
          case INT16 -> (short) bits;
          case INT32 -> (int) bits;
          case UINT8 -> bits & 0xFF;
          case UINT16 -> bits & 0xFFFF;
          case UINT32 -> bits & 0xFFFF_FFFFL;
          default -> bits;
        };
    boolean signed = type == INT64 || type == INT8 || type == INT16 || type == INT32;
    if (number >= 0 || signed) {
      return new NativeValue.Num(BigDecimal.valueOf(number), null);
    }
    return new NativeValue.Num(new BigDecimal(unsigned(number)), null);
  }

  private static BigInteger unsigned(long bits) {
    return new BigInteger(Long.toUnsignedString(bits));
  }

  /** The shortest decimal that means the same float; a NaN is no value, an infinity is bad. */
  static Judged number(float value) {
    if (Float.isFinite(value)) {
      return Judged.good(
          new NativeValue.Num(new BigDecimal(NumberOutput.toString(value, true)), null));
    }
    return notFinite(Float.isNaN(value));
  }

  /** The shortest decimal that means the same double. */
  static Judged number(double value) {
    if (Double.isFinite(value)) {
      return Judged.good(
          new NativeValue.Num(new BigDecimal(NumberOutput.toString(value, true)), null));
    }
    return notFinite(Double.isNaN(value));
  }

  private static Judged notFinite(boolean nan) {
    return Judged.none(null, nan ? NativeQuality.NO_VALUE : NativeQuality.BAD);
  }

  /** Whether a data type packs an array into bytes. */
  static boolean isArray(int type) {
    return type >= FIRST_ARRAY && type <= LAST_ARRAY;
  }

  /** Unpacks an array, or returns null when the bytes do not fit the type. */
  static List<Judged> array(byte[] bytes, int type) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<Judged> items = new ArrayList<>();
    try {
      switch (type) {
        case 32 -> booleans(buffer, items);
        case 33 -> strings(bytes, items);
        default -> {
          while (buffer.hasRemaining()) {
            items.add(element(buffer, type));
          }
        }
      }
      return items;
    } catch (BufferUnderflowException e) {
      return null;
    }
  }

  private static Judged element(ByteBuffer buffer, int type) {
    return switch (type) {
      case 22 -> integer(buffer.get());
      case 23 -> integer(buffer.getShort());
      case 24 -> integer(buffer.getInt());
      case 25, 34 -> integer(buffer.getLong());
      case 26 -> integer(buffer.get() & 0xFF);
      case 27 -> integer(buffer.getShort() & 0xFFFF);
      case 28 -> integer(buffer.getInt() & 0xFFFF_FFFFL);
      case 29 -> Judged.good(new NativeValue.Num(new BigDecimal(unsigned(buffer.getLong())), null));
      case 30 -> number(buffer.getFloat());
      default -> number(buffer.getDouble());
    };
  }

  private static Judged integer(long number) {
    return Judged.good(new NativeValue.Num(BigDecimal.valueOf(number), null));
  }

  private static void booleans(ByteBuffer buffer, List<Judged> items) {
    int count = buffer.getInt();
    if (count < 0 || count > buffer.remaining() * 8) {
      throw new BufferUnderflowException();
    }
    for (int i = 0; i < count; i++) {
      boolean bit = (buffer.get(4 + i / 8) >> (7 - i % 8) & 1) != 0;
      items.add(Judged.good(new NativeValue.Bool(bit)));
    }
  }

  private static void strings(byte[] bytes, List<Judged> items) {
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        String text = new String(bytes, start, i - start, StandardCharsets.UTF_8);
        items.add(Judged.good(new NativeValue.Text(text)));
        start = i + 1;
      }
    }
  }
}
