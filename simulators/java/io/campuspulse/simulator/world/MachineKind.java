package io.campuspulse.simulator.world;

import io.campuspulse.model.Equipment;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * How a kind of machine is used and what it draws.
 *
 * @param use when it runs
 * @param ratedMilliwatt rated power, mW
 * @param offMilliwatt drawn while off, mW
 * @param idleShare share of the rated power drawn while idle
 * @param workShare mean share of the rated power drawn while working
 * @param workMinutes mean length of a run, minutes
 * @param pauseMinutes mean pause between two runs, minutes
 */
record MachineKind(
    Use use,
    long ratedMilliwatt,
    long offMilliwatt,
    double idleShare,
    double workShare,
    int workMinutes,
    int pauseMinutes) {

  /** When a machine runs. */
  enum Use {
    /** In practical lessons, in runs. */
    LESSON,
    /** In practical lessons, on somebody's head. */
    WORN,
    /** As long as people are there. */
    PRESENCE,
    /** Always. */
    ALWAYS,
    /** It is the room's air conditioner. */
    HVAC,
    /** It is the room's lamps. */
    LAMPS
  }

  /** The behaviour of a machine, by its kind's word; unknown words behave like a bench machine. */
  static MachineKind of(Equipment e) {
    String word = e.kind().toLowerCase(Locale.ROOT);
    if (has(word, "cnc", "mill", "machining")) {
      return kind(e, Use.LESSON, 7_500, 0.14, 0.62, 14, 5);
    } else if (has(word, "lathe", "drill", "grind")) {
      return kind(e, Use.LESSON, 4_000, 0.12, 0.6, 8, 5);
    } else if (has(word, "weld")) {
      return kind(e, Use.LESSON, 9_000, 0.08, 0.7, 4, 6);
    } else if (has(word, "print")) {
      return kind(e, Use.LESSON, 350, 0.18, 0.65, 40, 8);
    } else if (has(word, "robot", "plc", "line")) {
      return kind(e, Use.LESSON, 3_000, 0.15, 0.55, 10, 6);
    } else if (has(word, "vr", "ar_", "headset")) {
      return kind(e, Use.WORN, 25, 0.2, 0.75, 12, 6);
    } else if (has(word, "server", "rack", "ups", "fridge")) {
      return kind(e, Use.ALWAYS, 2_500, 0.5, 0.6, 60, 1);
    } else if (has(word, "air_con", "aircon", "hvac", "chiller", "heat_pump")) {
      return kind(e, Use.HVAC, 5_000, 0.01, 0.7, 1, 1);
    } else if (has(word, "light", "lamp")) {
      return kind(e, Use.LAMPS, 2_000, 0.01, 1, 1, 1);
    } else if (has(word, "board", "projector", "screen", "computer", "pc", "kiosk")) {
      return kind(e, Use.PRESENCE, 300, 0.1, 0.8, 1, 1);
    }
    return kind(e, Use.LESSON, 1_500, 0.15, 0.6, 10, 6);
  }

  private static MachineKind kind(
      Equipment e, Use use, long watt, double idle, double work, int run, int pause) {
    long rated =
        e.ratedPowerW()
            .map(w -> w.multiply(BigDecimal.valueOf(1_000)).longValue())
            .orElse(watt * 1_000);
    return new MachineKind(use, rated, Math.min(rated / 500, 4_000), idle, work, run, pause);
  }

  private static boolean has(String word, String... parts) {
    for (String part : parts) {
      if (word.contains(part)) {
        return true;
      }
    }
    return false;
  }
}
