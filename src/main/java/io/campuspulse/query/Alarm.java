package io.campuspulse.query;

import io.campuspulse.model.Name;
import io.campuspulse.model.Scope;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Something that somebody should look at. One and the same alarm has one id however often it is
 * asked for.
 *
 * @param kind what is wrong
 * @param scope where
 * @param subject the space or point that says so
 * @param raisedAtMillis event time at which it had lasted long enough
 * @param clearedAt event time at which it was over; empty while it lasts
 * @param text what was seen and what the rule is
 */
public record Alarm(
    Kind kind,
    Scope scope,
    String subject,
    long raisedAtMillis,
    OptionalLong clearedAt,
    Name text) {
  /** The alarms that there are; few, and no rule engine. */
  public enum Kind {
    /** CO2 over the limit for half an hour while people are inside. */
    CO2_HIGH,
    /** A register without samples for an hour. */
    METER_GAP,
    /** Water in every quarter of two nights on end. */
    WATER_LEAK;

    /** The word in answers. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Its identity: kind, subject and the time at which it was raised. */
  public String id() {
    return kind.word() + ":" + subject + ":" + raisedAtMillis / 1000;
  }
}
