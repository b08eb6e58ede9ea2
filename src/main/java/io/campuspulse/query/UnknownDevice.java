package io.campuspulse.query;

import io.campuspulse.model.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A device that sends and is not in the registry.
 *
 * @param convention payload convention that its messages are read by
 * @param identity its name in the convention
 * @param name what a discovery message or a bridge calls it
 * @param heard when and how often it was heard
 * @param metrics what it sent, in the order first seen
 */
public record UnknownDevice(
    String convention,
    String identity,
    Optional<String> name,
    Heard heard,
    List<UnknownMetric> metrics) {
  public UnknownDevice {
    metrics = List.copyOf(metrics);
  }

  /**
   * When and how often.
   *
   * @param topic of the newest message
   * @param firstMillis receive time of the first message, epoch milliseconds
   * @param lastMillis receive time of the newest one
   * @param messages number of messages, without retained copies
   */
  public record Heard(String topic, long firstMillis, long lastMillis, long messages) {
    /** Mean time between two messages, milliseconds; empty before the second one. */
    public OptionalLong meanIntervalMillis() {
      return messages < 2
          ? OptionalLong.empty()
          : OptionalLong.of((lastMillis - firstMillis) / (messages - 1));
    }
  }

  /**
   * One native metric.
   *
   * @param metric native path
   * @param sample the newest value as text
   * @param unit as sent, fixed by the convention or discovered; null when nothing tells
   * @param unitSent whether the readings themselves carry the unit
   * @param suggestion what it seems to measure
   */
  public record UnknownMetric(
      String metric, String sample, String unit, boolean unitSent, Optional<Quantity> suggestion) {}
}
