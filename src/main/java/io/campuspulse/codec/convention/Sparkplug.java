package io.campuspulse.codec.convention;

import io.campuspulse.codec.Availability;
import io.campuspulse.codec.Convention;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Effect;
import io.campuspulse.codec.Effects;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.NativeQuality;
import io.campuspulse.codec.Rejection;
import io.campuspulse.codec.Topic;
import io.campuspulse.codec.convention.SparkplugNodes.Alias;
import io.campuspulse.codec.convention.SparkplugNodes.Node;
import io.campuspulse.codec.convention.SparkplugPayload.Metric;
import io.campuspulse.codec.convention.SparkplugPayload.Value;
import io.campuspulse.codec.json.StrictJson;
import io.campuspulse.codec.rules.Judged;
import io.campuspulse.codec.rules.Readings;
import io.campuspulse.codec.rules.Stamp;
import io.campuspulse.codec.rules.Texts;
import io.campuspulse.model.RawMessage;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sparkplug B, version 3.0: {@code spBv1.0/<group>/<type>/<node>[/<device>]} in protobuf, and host
 * states. Keeps what births told, so that data can name its metrics by alias.
 *
 * <p>A rebirth is asked for at most once a minute and node, by the messages' receive time.
 */
public final class Sparkplug implements Convention {
  private static final String ID = "sparkplug_b";
  private static final Set<String> NODE_TYPES = Set.of("NBIRTH", "NDATA", "NDEATH", "NCMD");
  private static final Set<String> DEVICE_TYPES = Set.of("DBIRTH", "DDATA", "DDEATH", "DCMD");
  private static final int MAX_NODES = 10_000;
  private static final int MAX_ALIASES = 500_000;
  private static final long REBIRTH_EVERY_MILLIS = 60_000;
  private static final int QUALITY_BAD = 0;
  private static final int QUALITY_STALE = 500;

  private final Limits limits;
  private final StrictJson json;
  private final SparkplugNodes nodes = new SparkplugNodes(MAX_NODES, MAX_ALIASES);

  /** A decoder within limits, with no births known. */
  public Sparkplug(Limits limits) {
    this.limits = limits;
    this.json = new StrictJson(limits);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean claims(Topic topic) {
    if (topic.level(0).equals("STATE")) {
      return topic.size() == 2;
    }
    if (!topic.level(0).equals("spBv1.0") || topic.size() < 3) {
      return false;
    }
    if (topic.size() == 3) {
      return topic.level(1).equals("STATE");
    }
    String type = topic.level(2);
    return topic.size() == 4
        ? NODE_TYPES.contains(type)
        : topic.size() == 5 && DEVICE_TYPES.contains(type);
  }

  @Override
  public DecodeResult decode(Topic topic, RawMessage message, Effects effects) {
    if (topic.size() < 4) {
      return state(message.payload());
    }
    if (message.payload().length == 0) {
      throw Rejection.invalid("an empty payload is no Sparkplug message");
    }
    SparkplugPayload payload = SparkplugPayload.read(message.payload(), limits);
    return new Session(topic, payload, message.receivedAtMillis(), effects).decode();
  }

  private DecodeResult state(byte[] payload) {
    if (Texts.looksLikeJson(payload)) {
      Bodies.object(json, payload);
    } else {
      Bodies.state(Texts.plain(payload));
    }
    return Readings.nothing(ID);
  }

  @Override
  public Sparkplug fresh() {
    return new Sparkplug(limits);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    nodes.save(out);
  }

  @Override
  public Runnable load(DataInput in) throws IOException {
    return nodes.load(in);
  }

  /** Decoding of one message that has been read whole. */
  private final class Session {
    private final String group;
    private final String edge;
    private final String nodeName;
    private final String owner;
    private final String type;
    private final String device;
    private final SparkplugPayload payload;
    private final long receivedAt;
    private final Effects effects;
    private final Readings readings = new Readings(limits);
    private String rebirth;

    Session(Topic topic, SparkplugPayload payload, long receivedAt, Effects effects) {
      this.group = topic.level(1);
      this.edge = topic.level(3);
      this.nodeName = group + '/' + edge;
      this.type = topic.level(2);
      this.owner = topic.size() == 5 ? topic.level(4) : "";
      this.device = owner.isEmpty() ? nodeName : nodeName + '/' + owner;
      this.payload = payload;
      this.receivedAt = receivedAt;
      this.effects = effects;
    }

    DecodeResult decode() {
      switch (type) {
        case "NBIRTH", "DBIRTH" -> birth();
        case "NDATA", "DDATA" -> data();
        case "NDEATH" -> nodeDeath();
        case "DDEATH" -> deviceDeath();
        default -> {}
      }
      return readings.result(ID);
    }

    private void birth() {
      Map<Long, Alias> table = new HashMap<>();
      for (Metric metric : payload.metrics()) {
        if (metric.name == null || metric.name.isEmpty()) {
          throw Rejection.invalid("a metric of a birth has no name");
        }
        if (metric.hasAlias) {
          Alias alias = new Alias(metric.name, metric.type, metric.unit);
          if (isProtocol(metric.name)) {
            table.putIfAbsent(metric.alias, alias); // real births give bdSeq a metric's alias
          } else {
            table.put(metric.alias, alias);
          }
        }
        add(metric.name, metric.type, metric.unit, metric);
      }
      Node node = nodes.obtain(nodeName);
      if (owner.isEmpty()) {
        nodes.clear(node);
        node.alive = true;
        node.bdSeq = bdSeq();
        node.lastSeq = payload.sequence();
        node.rebirthAskedAt = Long.MIN_VALUE;
      } else {
        if (!node.alive) {
          rebirth = "a device was born before its node";
        }
        follow(node);
      }
      nodes.born(node, owner, table);
      if (readings.isEmpty()) {
        readings.available(device, Availability.State.ONLINE);
      }
      askIfNeeded(node);
    }

    private void data() {
      Node known = nodes.get(nodeName);
      Map<Long, Alias> table = known == null ? null : known.table(owner);
      if (table == null) {
        rebirth = "data of " + device + " came before its birth";
        table = Map.of();
      }
      for (Metric metric : payload.metrics()) {
        Alias alias = metric.hasAlias ? table.get(metric.alias) : null;
        boolean named = metric.name != null && !metric.name.isEmpty();
        if (!named && !metric.hasAlias) {
          throw Rejection.invalid("a metric has neither name nor alias");
        }
        if (!named && alias == null) {
          rebirth =
              "alias " + Long.toUnsignedString(metric.alias) + " of " + device + " is unknown";
          continue;
        }
        int dataType = metric.type == 0 && alias != null ? alias.type() : metric.type;
        String unit = metric.unit == null && alias != null ? alias.unit() : metric.unit;
        add(named ? metric.name : alias.name(), dataType, unit, metric);
      }
      Node node = nodes.obtain(nodeName);
      follow(node);
      askIfNeeded(node);
    }

    private void nodeDeath() {
      Node node = nodes.get(nodeName);
      if (node == null || !node.alive || node.bdSeq != bdSeq()) {
        return;
      }
      readings.available(nodeName, Availability.State.OFFLINE);
      for (String child : SparkplugNodes.devices(node)) {
        readings.available(nodeName + '/' + child, Availability.State.OFFLINE);
      }
      node.alive = false;
      node.lastSeq = -1;
      nodes.clear(node);
    }

    private void deviceDeath() {
      readings.available(device, Availability.State.OFFLINE);
      Node node = nodes.get(nodeName);
      if (node != null) {
        follow(node);
        nodes.dead(node, owner);
        askIfNeeded(node);
      }
    }

    private long bdSeq() {
      for (Metric metric : payload.metrics()) {
        if ("bdSeq".equals(metric.name) && metric.value != null) {
          return metric.value.bits();
        }
      }
      return -1;
    }

    /** Follows the sequence 0…255 of a node; a gap asks for a rebirth, the values stay. */
    private void follow(Node node) {
      long got = payload.sequence();
      if (got < 0) {
        return;
      }
      long expected = (node.lastSeq + 1) & 0xFF;
      if (node.lastSeq >= 0 && got != expected) {
        effects.accept(new Effect.SequenceGap(nodeName, expected, got));
        if (rebirth == null) {
          rebirth = "sequence of " + nodeName + " jumped to " + got + ", expected " + expected;
        }
      }
      node.lastSeq = got;
    }

    private void askIfNeeded(Node node) {
      boolean recently =
          node.rebirthAskedAt != Long.MIN_VALUE
              && receivedAt - node.rebirthAskedAt < REBIRTH_EVERY_MILLIS
              && receivedAt >= node.rebirthAskedAt;
      if (rebirth != null && !recently) {
        node.rebirthAskedAt = receivedAt;
        effects.accept(new Effect.RebirthRequest(group, edge, rebirth));
      }
    }

    private void add(String name, int dataType, String unit, Metric metric) {
      if (isProtocol(name)) {
        return;
      }
      Stamp stamp = stamp(metric.timestamp).or(stamp(payload.timestamp()));
      if (metric.members != null) {
        for (Metric member : metric.members) {
          if (member.name != null && !member.name.isEmpty()) {
            add(name + '.' + member.name, member.type, member.unit, member);
          }
        }
      } else if (metric.isNull || metric.value == null) {
        readings.add(device, name, Judged.NO_VALUE, unit, stamp);
      } else {
        value(name, dataType, unit, metric, stamp);
      }
    }

    private void value(String name, int dataType, String unit, Metric metric, Stamp stamp) {
      Value value = metric.value;
      if (value.field() == Value.DATASET) {
        rows(name, (SparkplugPayload.DataSet) value.object(), stamp);
        return;
      }
      if (value.field() == Value.BYTES && SparkplugValues.isArray(dataType)) {
        List<Judged> items = SparkplugValues.array((byte[]) value.object(), dataType);
        if (items == null) {
          throw Rejection.invalid("the bytes of metric " + Rejection.quote(name) + " do not fit");
        }
        for (int i = 0; i < items.size(); i++) {
          put(name + '[' + i + ']', items.get(i), unit, metric, stamp);
        }
        return;
      }
      put(name, SparkplugValues.scalar(value, dataType), unit, metric, stamp);
    }

    private void put(String name, Judged judged, String unit, Metric metric, Stamp stamp) {
      Judged result = judged;
      if (metric.quality == QUALITY_BAD) {
        result = Judged.none(null, NativeQuality.BAD);
      } else if (metric.quality == QUALITY_STALE) {
        result = judged.atWorst(NativeQuality.SUSPECT);
      }
      readings.add(device, name, result, unit, stamp);
    }

    private void rows(String name, SparkplugPayload.DataSet set, Stamp stamp) {
      for (int r = 0; r < set.rows().size(); r++) {
        List<Value> row = set.rows().get(r);
        for (int c = 0; c < row.size() && c < set.columns().size(); c++) {
          int dataType = c < set.types().size() ? set.types().get(c) : 0;
          Judged judged =
              row.get(c) == null ? Judged.NO_VALUE : SparkplugValues.scalar(row.get(c), dataType);
          readings.add(device, name + '[' + r + "]." + set.columns().get(c), judged, null, stamp);
        }
      }
    }
  }

  private static boolean isProtocol(String name) {
    return name.equals("bdSeq")
        || name.startsWith("Node Control/")
        || name.startsWith("Device Control/");
  }

  private static Stamp stamp(long millis) {
    return millis == -1 ? Stamp.NONE : Stamp.millis(BigDecimal.valueOf(millis));
  }
}
