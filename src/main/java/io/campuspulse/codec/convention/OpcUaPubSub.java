package io.campuspulse.codec.convention;

import io.campuspulse.codec.Availability;
import io.campuspulse.codec.Convention;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Effects;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.Rejection;
import io.campuspulse.codec.Topic;
import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.json.StrictJson;
import io.campuspulse.codec.rules.Readings;
import io.campuspulse.codec.rules.Stamp;
import io.campuspulse.model.RawMessage;
import java.util.Set;

/**
 * OPC UA PubSub, JSON mapping (OPC 10000-14), under {@code opcua/json/…}: reversible,
 * non-reversible, compact and verbose encodings, key and delta frames, events, and the sample
 * objects of older publishers.
 */
public final class OpcUaPubSub implements Convention {
  private static final String ID = "opcua_pubsub_json";

  /** Fields of an event that identify or time it. */
  private static final Set<String> EVENT_BOOKKEEPING =
      Set.of("EventId", "EventType", "Time", "ReceiveTime", "LocalTime", "SourceNode");

  private final Limits limits;
  private final StrictJson json;

  /** A decoder within limits. */
  public OpcUaPubSub(Limits limits) {
    this.limits = limits;
    this.json = new StrictJson(limits);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean claims(Topic topic) {
    return topic.size() >= 4 && topic.startsWith("opcua", "json");
  }

  @Override
  public DecodeResult decode(Topic topic, RawMessage message, Effects effects) {
    JsonTree body = json.read(message.payload());
    if (!topic.level(2).equals("data")) {
      return Readings.nothing(ID);
    }
    Readings readings = new Readings(limits);
    if (body instanceof JsonTree.Arr array) {
      if (array.size() == 0) {
        throw Rejection.invalid("the array holds no network message");
      }
      for (JsonTree item : array.items()) {
        network(topic, Bodies.object(item, "a network message"), readings);
      }
    } else {
      network(topic, Bodies.object(body, "a network message"), readings);
    }
    return readings.result(ID);
  }

  private static void network(Topic topic, JsonTree.Obj message, Readings readings) {
    String type = message.text("MessageType");
    JsonTree messages = message.get("Messages");
    String publisher = plain(message.get("PublisherId"));
    if (publisher == null) {
      publisher = topic.level(3);
    }
    if (messages instanceof JsonTree.Arr array) {
      for (JsonTree item : array.items()) {
        dataSet(topic, publisher, Bodies.object(item, "a data set message"), readings);
      }
    } else if (messages != null) {
      dataSet(topic, publisher, Bodies.object(messages, "Messages"), readings);
    } else if (message.has("NodeId") && message.has("Value")) {
      sample(topic, message, readings);
    } else if (type == null) {
      throw Rejection.invalid("neither MessageType nor Messages, and no sample either");
    } else if (isDataSet(type)) {
      dataSet(topic, publisher, message, readings);
    }
  }

  private static boolean isDataSet(String type) {
    return switch (type) {
      case "ua-keyframe", "ua-deltaframe", "ua-event", "ua-condition", "ua-keepalive" -> true;
      default -> false;
    };
  }

  private static void dataSet(
      Topic topic, String publisher, JsonTree.Obj message, Readings readings) {
    String device = device(topic, publisher, message);
    String type = message.text("MessageType");
    JsonTree payload = message.get("Payload");
    if ("ua-keepalive".equals(type)) {
      readings.available(device, Availability.State.ONLINE);
      return;
    }
    if (payload == null || payload == JsonTree.Null.NULL) {
      return;
    }
    JsonTree.Obj fields = Bodies.object(payload, "Payload");
    boolean event = "ua-event".equals(type) || "ua-condition".equals(type);
    Stamp stamp = Stamp.any(message.get("Timestamp"));
    if (event) {
      stamp = Stamp.any(OpcUaField.plainValue(fields.get("Time"))).or(stamp);
    }
    OpcUaField.Severity severity = OpcUaField.severity(message.get("Status"));
    for (int i = 0; i < fields.size(); i++) {
      if (!event || !EVENT_BOOKKEEPING.contains(fields.key(i))) {
        new OpcUaField(device, fields.key(i), stamp, severity, readings).add(fields.value(i));
      }
    }
  }

  private static String device(Topic topic, String publisher, JsonTree.Obj message) {
    String writer = writer(message);
    if (writer == null && topic.size() > 5) {
      writer = topic.level(5);
    }
    return writer == null ? publisher : publisher + '/' + writer;
  }

  private static String writer(JsonTree.Obj message) {
    String name = plain(message.get("DataSetWriterName"));
    return name == null ? plain(message.get("DataSetWriterId")) : name;
  }

  private static void sample(Topic topic, JsonTree.Obj sample, Readings readings) {
    JsonTree.Obj extension = sample.object("ExtensionFields");
    JsonTree.Obj identity = extension == null ? sample : extension;
    String publisher = plain(identity.get("PublisherId"));
    String device = device(topic, publisher == null ? topic.level(3) : publisher, identity);
    String name = plain(sample.get("DisplayName"));
    String metric = name == null ? plain(sample.get("NodeId")) : name;
    if (metric == null) {
      throw Rejection.invalid("NodeId must be a text");
    }
    Stamp stamp = Stamp.any(sample.get("SourceTimestamp")).or(Stamp.any(sample.get("Timestamp")));
    JsonTree status = sample.has("Status") ? sample.get("Status") : sample.get("StatusCode");
    OpcUaField.Severity severity = OpcUaField.severity(status);
    new OpcUaField(device, metric, stamp, severity, readings).add(sample.get("Value"));
  }

  /** A text or a number as text; null for anything else and for empty text. */
  private static String plain(JsonTree value) {
    if (value instanceof JsonTree.Str text) {
      return text.value().isEmpty() ? null : text.value();
    }
    return value instanceof JsonTree.Num number ? number.value().toPlainString() : null;
  }
}
