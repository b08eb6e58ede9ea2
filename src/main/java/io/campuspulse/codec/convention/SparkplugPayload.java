package io.campuspulse.codec.convention;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.Rejection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The protobuf payload of Sparkplug B, read field by field: org.eclipse.tahu.protobuf.Payload of
 * the Sparkplug 3.0 specification. Unknown fields are skipped; a damaged message is refused whole.
 *
 * @param timestamp epoch milliseconds, or -1
 * @param sequence 0…255, or -1
 * @param metrics in the order sent
 */
record SparkplugPayload(long timestamp, long sequence, List<Metric> metrics) {
  /** One metric as sent; references are null and numbers -1 where the message has none. */
  static final class Metric {
    String name;
    boolean hasAlias;
    long alias;
    long timestamp = -1;
    int type;
    boolean isNull;
    String unit;
    long quality = -1;
    Value value;
    List<Metric> members;
  }

  /** Which of the value fields was sent, and its bits, text, bytes or rows. */
  record Value(int field, long bits, Object object) {
    static final int INT = 10;
    static final int LONG = 11;
    static final int FLOAT = 12;
    static final int DOUBLE = 13;
    static final int BOOLEAN = 14;
    static final int STRING = 15;
    static final int BYTES = 16;
    static final int DATASET = 17;
    static final int TEMPLATE = 18;
  }

  /** Columns and rows of a data set; a row holds one value per column. */
  record DataSet(List<String> columns, List<Integer> types, List<List<Value>> rows) {}

  /**
   * Reads a payload.
   *
   * @throws Rejection when the bytes are no such message or exceed the limits
   */
  static SparkplugPayload read(byte[] bytes, Limits limits) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(bytes);
      in.setRecursionLimit(limits.depth());
      return new Reader(in, limits).payload();
    } catch (InvalidProtocolBufferException e) {
      throw Rejection.invalid("not a Sparkplug payload: " + e.getMessage());
    } catch (IOException e) {
      throw Rejection.invalid("not a Sparkplug payload: it cannot be read");
    }
  }

  private static final class Reader {
    private final CodedInputStream in;
    private final Limits limits;
    private int metricsLeft;
    private int valuesLeft;
    private int depth;

    Reader(CodedInputStream in, Limits limits) {
      this.in = in;
      this.limits = limits;
      this.metricsLeft = limits.readings() + 1024;
      this.valuesLeft = limits.readings();
    }

    SparkplugPayload payload() throws IOException {
      long timestamp = -1;
      long sequence = -1;
      List<Metric> metrics = new ArrayList<>();
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (tag) {
          case 1 << 3 -> timestamp = in.readUInt64();
          case 2 << 3 | 2 -> metrics.add(metric());
          case 3 << 3 -> sequence = in.readUInt64();
          default -> skip(tag, 3);
        }
      }
      return new SparkplugPayload(timestamp, sequence, metrics);
    }

    /** Skips a field; one of the known numbers with another wire type is damage. */
    private void skip(int tag, int known) throws IOException {
      int number = WireFormat.getTagFieldNumber(tag);
      if (number <= known) {
        throw Rejection.invalid("not a Sparkplug payload: field " + number + " has a wrong type");
      }
      if (!in.skipField(tag)) {
        throw Rejection.invalid("not a Sparkplug payload: a group ends that never began");
      }
    }

    private int enter() throws IOException {
      if (++depth > limits.depth()) {
        throw Rejection.limit("nesting of the payload is over the limit of " + limits.depth());
      }
      return in.pushLimit(in.readRawVarint32());
    }

    private void leave(int before) throws IOException {
      in.checkLastTagWas(0);
      if (in.getBytesUntilLimit() != 0) {
        throw Rejection.invalid("not a Sparkplug payload: a length does not fit");
      }
      in.popLimit(before);
      depth--;
    }

    private Metric metric() throws IOException {
      if (--metricsLeft < 0) {
        throw Rejection.limit("more metrics than " + limits.readings() + " readings allow");
      }
      int before = enter();
      Metric metric = new Metric();
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (tag) {
          case 1 << 3 | 2 -> metric.name = in.readStringRequireUtf8();
          case 2 << 3 -> {
            metric.alias = in.readUInt64();
            metric.hasAlias = true;
          }
          case 3 << 3 -> metric.timestamp = in.readUInt64();
          case 4 << 3 -> metric.type = in.readUInt32();
          case 5 << 3, 6 << 3 -> in.readBool();
          case 7 << 3 -> metric.isNull = in.readBool();
          case 8 << 3 | 2 -> in.skipField(tag);
          case 9 << 3 | 2 -> properties(metric);
          default -> value(tag, metric);
        }
      }
      leave(before);
      return metric;
    }

    private void value(int tag, Metric metric) throws IOException {
      switch (tag) {
        case 17 << 3 | 2 -> metric.value = new Value(Value.DATASET, 0, dataSet());
        case 18 << 3 | 2 -> metric.members = template();
        default -> {
          Value value = scalar(tag, Value.INT);
          if (value == null) {
            skip(tag, 18);
          } else {
            metric.value = value;
          }
        }
      }
    }

    /** Reads a scalar whose fields start at a number in the order int, long, float, double, … */
    private Value scalar(int tag, int first) throws IOException {
      int field = WireFormat.getTagFieldNumber(tag) - first + Value.INT;
      int wire = WireFormat.getTagWireType(tag);
      if (field == Value.INT && wire == WireFormat.WIRETYPE_VARINT) {
        return new Value(field, in.readUInt32() & 0xFFFF_FFFFL, null);
      }
      if (field == Value.LONG && wire == WireFormat.WIRETYPE_VARINT) {
        return new Value(field, in.readUInt64(), null);
      }
      if (field == Value.FLOAT && wire == WireFormat.WIRETYPE_FIXED32) {
        return new Value(field, in.readFixed32(), null);
      }
      if (field == Value.DOUBLE && wire == WireFormat.WIRETYPE_FIXED64) {
        return new Value(field, in.readFixed64(), null);
      }
      if (field == Value.BOOLEAN && wire == WireFormat.WIRETYPE_VARINT) {
        return new Value(field, in.readBool() ? 1 : 0, null);
      }
      if (field == Value.STRING && wire == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        return new Value(field, 0, in.readStringRequireUtf8());
      }
      if (field == Value.BYTES && wire == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        return new Value(field, 0, in.readByteArray());
      }
      return null;
    }

    private List<Metric> template() throws IOException {
      int before = enter();
      List<Metric> members = new ArrayList<>();
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (tag == (2 << 3 | 2)) {
          members.add(metric());
        } else {
          skip(tag, 0);
        }
      }
      leave(before);
      return members;
    }

    /** Keeps the engineering unit and the quality code of a property set. */
    private void properties(Metric metric) throws IOException {
      int before = enter();
      List<String> keys = new ArrayList<>();
      List<Value> values = new ArrayList<>();
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (tag) {
          case 1 << 3 | 2 -> keys.add(in.readStringRequireUtf8());
          case 2 << 3 | 2 -> values.add(property());
          default -> skip(tag, 0);
        }
      }
      leave(before);
      for (int i = 0; i < Math.min(keys.size(), values.size()); i++) {
        Value value = values.get(i);
        if (value == null) {
          continue;
        }
        switch (keys.get(i)) {
          case "engUnit", "Engineering Units", "unit", "units" -> {
            if (value.field == Value.STRING && !((String) value.object).isBlank()) {
              metric.unit = (String) value.object;
            }
          }
          case "Quality" -> metric.quality = value.bits;
          default -> {}
        }
      }
    }

    private Value property() throws IOException {
      int before = enter();
      Value found = null;
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        Value value = WireFormat.getTagFieldNumber(tag) < 3 ? null : scalar(tag, 3);
        if (value == null) {
          skip(tag, 0);
        } else {
          found = value;
        }
      }
      leave(before);
      return found;
    }

    private DataSet dataSet() throws IOException {
      int before = enter();
      DataSet set = new DataSet(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (tag) {
          case 2 << 3 | 2 -> set.columns.add(in.readStringRequireUtf8());
          case 3 << 3 -> set.types.add(in.readUInt32());
          case 3 << 3 | 2 -> packed(set.types);
          case 4 << 3 | 2 -> set.rows.add(row());
          default -> skip(tag, 0);
        }
      }
      leave(before);
      return set;
    }

    private void packed(List<Integer> types) throws IOException {
      int before = enter();
      while (in.getBytesUntilLimit() > 0) {
        types.add(in.readUInt32());
      }
      leave(before);
    }

    private List<Value> row() throws IOException {
      int before = enter();
      List<Value> row = new ArrayList<>();
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (tag == (1 << 3 | 2)) {
          row.add(element());
        } else {
          skip(tag, 0);
        }
      }
      leave(before);
      return row;
    }

    private Value element() throws IOException {
      if (--valuesLeft < 0) {
        throw Rejection.limit("a data set holds more than " + limits.readings() + " values");
      }
      int before = enter();
      Value found = null;
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        Value value = scalar(tag, 1);
        if (value == null) {
          skip(tag, 0);
        } else {
          found = value;
        }
      }
      leave(before);
      return found;
    }
  }
}
