package io.campuspulse.query;

import io.campuspulse.metrics.LessonRule;
import io.campuspulse.metrics.LessonSlot;
import java.math.BigDecimal;

/**
 * One record of the lesson ledger (METRICS §6).
 *
 * @param space id of its space
 * @param slot time, period and bookings
 * @param verdict its class; a record in progress is unknown until enough is known
 * @param minutes known and unknown time
 * @param energy what machines and meters say, each null where nothing measures it
 * @param source what decided most of its known time, such as {@code pir}, or null
 * @param revised status, revision and time of recording
 */
public record Lesson(
    String space,
    LessonSlot slot,
    LessonRule.Verdict verdict,
    Minutes minutes,
    Energy energy,
    String source,
    Revised revised) {

  /**
   * Time of a record, ms; {@code used + sparse + empty + unknown} is what has been judged.
   *
   * @param beyondGrace used time further than the grace from any booking
   */
  public record Minutes(long used, long sparse, long empty, long unknown, long beyondGrace) {}

  /**
   * Measured beside occupancy.
   *
   * @param workingMillis machine time in state working, or null
   * @param kwh energy, or null
   * @param co2ExceedanceMillis occupied time above the CO2 limit, or null
   */
  public record Energy(Long workingMillis, BigDecimal kwh, Long co2ExceedanceMillis) {}

  /**
   * Restatement.
   *
   * @param status provisional, final or corrected
   * @param revision highest revision of the facts behind it
   * @param recordedAtMillis when the newest of them was recorded, or -1
   */
  public record Revised(Figure.Status status, long revision, long recordedAtMillis) {}
}
