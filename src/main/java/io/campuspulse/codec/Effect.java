package io.campuspulse.codec;

/** Something a message asks for or tells beyond readings and availability. */
public sealed interface Effect {
  /**
   * A Sparkplug edge node should publish its births again: {@code Node Control/Rebirth} on {@code
   * spBv1.0/<group>/NCMD/<node>}.
   *
   * @param group Sparkplug group id
   * @param node edge node id
   * @param why the sentence for the operator
   */
  record RebirthRequest(String group, String node, String why) implements Effect {}

  /**
   * Messages were lost between two of one sender.
   *
   * @param device native identity of the sender
   * @param expected the sequence number that was due
   * @param got the one that came
   */
  record SequenceGap(String device, long expected, long got) implements Effect {}

  /**
   * An entity that Home Assistant discovery announces, or a device in a bridge's list; a source of
   * names and units for unmapped devices. Fields the message leaves out are null.
   *
   * @param id unique id, else the discovery topic's object; a bridge's hardware address
   * @param stateTopic where its values are published
   * @param template how a value is taken from the payload; never run
   * @param unit unit of measurement
   * @param deviceClass Home Assistant's device class
   * @param name entity name
   * @param device name of the device it belongs to
   */
  record DiscoveredEntity(
      String id,
      String stateTopic,
      String template,
      String unit,
      String deviceClass,
      String name,
      String device)
      implements Effect {}
}
