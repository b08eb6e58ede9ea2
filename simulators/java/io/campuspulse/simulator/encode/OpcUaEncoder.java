package io.campuspulse.simulator.encode;

import io.campuspulse.model.Device;

/**
 * OPC UA PubSub JSON: a network message with one delta frame, fields as {@code {Value,
 * SourceTimestamp}}. The identity is {@code publisher/writer}; coming online is a keep-alive.
 */
public final class OpcUaEncoder implements Encoder {
  private final JsonText json = new JsonText();

  private void start(Device device, String type, long sequence) {
    int slash = device.identity().lastIndexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException(
          "an OPC UA device's identity is publisher/writer, not '" + device.identity() + "'");
    }
    json.clear().raw("{\"MessageId\":").string(Long.toString(sequence));
    json.raw(",\"MessageType\":\"ua-data\",\"PublisherId\":");
    json.string(device.identity().substring(0, slash));
    json.raw(",\"Messages\":[{\"DataSetWriterId\":1,\"DataSetWriterName\":");
    json.string(device.identity().substring(slash + 1));
    json.raw(",\"SequenceNumber\":").number(sequence & 0xFFFFFFFFL);
    json.raw(",\"MetaDataVersion\":{\"MajorVersion\":1,\"MinorVersion\":0},\"MessageType\":");
    json.string(type);
  }

  private static String topic(Device device) {
    String publisher = device.identity().substring(0, device.identity().lastIndexOf('/'));
    return "opcua/json/data/" + publisher + "/campus";
  }

  @Override
  public void sample(DeviceSample s, Out out) {
    start(s.device, "ua-deltaframe", s.sequence);
    boolean clock = s.clock != DeviceSample.Clock.NONE;
    if (clock) {
      json.raw(",\"Timestamp\":");
      Values.iso(json, s.timeMillis);
    }
    json.raw(",\"Payload\":{");
    for (int i = 0; i < s.count; i++) {
      json.raw(i == 0 ? "" : ",").key(s.points[i].metric()).raw("{\"Value\":");
      Values.plain(json, s.points[i], s.values[i]);
      if (clock) {
        json.raw(",\"SourceTimestamp\":");
        Values.iso(json, s.timeMillis);
      }
      json.raw('}');
    }
    out.message(topic(s.device), json.raw("}}]}").bytes(), false);
  }

  @Override
  public void availability(Device device, boolean online, long timeMillis, Out out) {
    if (online) {
      start(device, "ua-keepalive", timeMillis);
      json.raw(",\"Timestamp\":");
      Values.iso(json, timeMillis);
      out.message(topic(device), json.raw("}]}").bytes(), false);
    }
  }
}
