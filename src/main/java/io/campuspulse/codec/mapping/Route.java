package io.campuspulse.codec.mapping;

import io.campuspulse.codec.Availability;
import io.campuspulse.codec.Topic;
import io.campuspulse.model.RawMessage;
import java.util.List;

/**
 * What a mapping does with the messages of one topic pattern. Immutable; safe for all threads.
 *
 * @param match which messages
 * @param body how their bytes are read
 * @param output what they give
 * @param memory what they leave for others, and take from others
 */
record Route(Match match, Body body, Output output, Memory memory) {

  /**
   * Which messages.
   *
   * @param topic the topic pattern
   * @param exclude topics that do not count
   * @param retained whether the retain flag must be set or not; null when it does not matter
   * @param when conditions on the body; else the message is left to others
   * @param require conditions on the body; else the message is invalid
   * @param slots number of names that the route binds
   */
  record Match(
      TopicPattern topic,
      List<TopicPattern> exclude,
      Boolean retained,
      Guard when,
      Guard require,
      int slots) {
    boolean accepts(Topic name, RawMessage message, String[] slots) {
      if ((retained != null && retained != message.retained()) || !topic.matches(name, slots)) {
        return false;
      }
      for (TopicPattern each : exclude) {
        if (each.matches(name, null)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * How bytes are read.
   *
   * @param codec the form of the whole
   * @param openings texts inside that have a form of their own
   * @param empty what an empty payload is
   */
  record Body(BodyCodec codec, List<Opening> openings, Empty empty) {}

  /** What an empty payload is. */
  enum Empty {
    /** Invalid. */
    REJECT,
    /** Nothing measured: a value was deleted. */
    NO_TELEMETRY,
    /** The empty text. */
    TEXT
  }

  /**
   * What a message gives.
   *
   * @param each the elements it consists of
   * @param device candidates for the device of an element, in order
   * @param deviceless whether only the connection knows the device
   * @param time the event time of an element
   * @param readings the readings of an element
   * @param availability what it says about devices being there
   */
  record Output(
      NodePath each,
      List<Template> device,
      boolean deviceless,
      TimeRule time,
      List<ReadingRule> readings,
      List<AvailabilityRule> availability,
      Once once) {}

  /**
   * What counts once for a message.
   *
   * @param key by which a second delivery is known, or null
   * @param whenEmpty what an empty payload says about the device, or null
   */
  record Once(Template key, Availability.State whenEmpty) {}

  /**
   * What is remembered from message to message.
   *
   * @param lookup the key whose attributes the route sees, or null
   * @param learn what the message adds
   */
  record Memory(Template lookup, List<LearnRule> learn) {}
}
