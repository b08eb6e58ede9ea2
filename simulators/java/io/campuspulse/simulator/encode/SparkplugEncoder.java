package io.campuspulse.simulator.encode;

import io.campuspulse.model.Device;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.registry.Campus;
import java.util.HashMap;
import java.util.Map;

/**
 * Sparkplug B: each device is an edge node {@code group/node}. A birth lists names, aliases and
 * types (with null values); data carries aliases; sequence numbers run from the birth's 0 to 255
 * and around; a death carries the birth's {@code bdSeq}.
 */
public final class SparkplugEncoder implements Encoder {
  private static final int INT32 = 3;
  private static final int INT64 = 4;
  private static final int DOUBLE = 10;
  private static final int BOOLEAN = 11;
  private final Campus campus;
  private final Map<String, Node> nodes = new HashMap<>();
  private final ProtoBytes payload = new ProtoBytes();
  private final ProtoBytes metric = new ProtoBytes();

  /** What a node remembers between two messages. */
  private static final class Node {
    final Map<String, Integer> aliases = new HashMap<>();
    long bdSeq;
  }

  public SparkplugEncoder(Campus campus) {
    this.campus = campus;
  }

  private Node node(Device device) {
    return nodes.computeIfAbsent(
        device.id(),
        id -> {
          Node node = new Node();
          for (Point p : campus.pointsOfDevice(id)) {
            node.aliases.put(p.id(), node.aliases.size() + 1);
          }
          return node;
        });
  }

  private static String topic(Device device, String type) {
    int slash = device.identity().indexOf('/');
    if (slash < 1 || device.identity().indexOf('/', slash + 1) >= 0) {
      throw new IllegalArgumentException(
          "a simulated Sparkplug device's identity is group/node, not '" + device.identity() + "'");
    }
    String group = device.identity().substring(0, slash);
    return "spBv1.0/" + group + "/" + type + "/" + device.identity().substring(slash + 1);
  }

  private static int type(Point point) {
    return Values.isSwitch(point)
        ? BOOLEAN
        : point.quantity() == Quantity.MACHINE_STATE ? INT32 : DOUBLE;
  }

  @Override
  public void sample(DeviceSample s, Out out) {
    Node node = node(s.device);
    boolean clock = s.clock != DeviceSample.Clock.NONE;
    payload.clear();
    if (clock) {
      payload.varint(1, s.timeMillis);
    }
    for (int i = 0; i < s.count; i++) {
      Point point = s.points[i];
      metric.clear().varint(2, node.aliases.get(point.id()));
      if (clock) {
        metric.varint(3, s.timeMillis);
      }
      metric.varint(4, type(point));
      value(point, s.values[i]);
      payload.bytes(2, metric.bytes());
    }
    payload.varint(3, s.sinceOnline & 0xFF);
    out.message(topic(s.device, "NDATA"), payload.bytes(), false);
  }

  private void value(Point point, long value) {
    if (value == DeviceSample.NOT_A_NUMBER) {
      metric.fixed64(13, Double.doubleToLongBits(Double.NaN));
      return;
    }
    switch (type(point)) {
      case BOOLEAN -> metric.varint(14, value != 0 ? 1 : 0);
      case INT32 -> metric.varint(10, value);
      default -> metric.fixed64(13, Double.doubleToLongBits(Values.sent(point, value)));
    }
  }

  @Override
  public void availability(Device device, boolean online, long timeMillis, Out out) {
    Node node = node(device);
    payload.clear().varint(1, timeMillis);
    if (online) {
      node.bdSeq = timeMillis / 60_000 % 256;
    }
    metric.clear().string(1, "bdSeq").varint(3, timeMillis).varint(4, INT64);
    payload.bytes(2, metric.varint(11, node.bdSeq).bytes());
    if (online) {
      for (Point point : campus.pointsOfDevice(device.id())) {
        metric.clear().string(1, point.metric()).varint(2, node.aliases.get(point.id()));
        metric.varint(3, timeMillis).varint(4, type(point));
        payload.bytes(2, metric.varint(7, 1).bytes());
      }
      payload.varint(3, 0);
    }
    out.message(topic(device, online ? "NBIRTH" : "NDEATH"), payload.bytes(), false);
  }
}
