package io.campuspulse.simulator.scenario;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Habits that waste, and a retrofit that saves. Shares are 0 to 1.
 *
 * @param lampsLeftOn share of leavings after which the lamps stay on for a while
 * @param hvacLeftOn share of leavings after which the air conditioner stays on for a while
 * @param machinesLeftIdle share of days after which a machine stays idle overnight
 * @param emptyHallHeated share of days on which an empty hall is heated or cooled
 * @param saving a retrofit, when there is one
 * @param leak water that runs away
 */
public record HabitRules(
    double lampsLeftOn,
    double hvacLeftOn,
    double machinesLeftIdle,
    double emptyHallHeated,
    Optional<Saving> saving,
    Leak leak) {

  /**
   * A retrofit: from a day on every load takes less.
   *
   * @param from first day with the saving
   * @param percent what every load takes less, 0 to 100
   */
  public record Saving(LocalDate from, int percent) {}

  /**
   * Water that runs day and night.
   *
   * @param buildings share of buildings that have a leak, 0 to 1
   * @param from first day with it
   * @param to last day with it
   * @param litresPerHour what runs away in each of them, L/h
   */
  public record Leak(double buildings, LocalDate from, LocalDate to, long litresPerHour) {}

  /** Ordinary wastefulness, no retrofit. */
  public static HabitRules ordinary() {
    return new HabitRules(
        0.25,
        0.2,
        0.25,
        0.15,
        Optional.empty(),
        new Leak(0.12, LocalDate.of(2000, 1, 1), LocalDate.of(2099, 12, 31), 36));
  }
}
