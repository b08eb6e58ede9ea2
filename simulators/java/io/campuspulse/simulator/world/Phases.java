package io.campuspulse.simulator.world;

import io.campuspulse.model.Point;
import io.campuspulse.model.Scope;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The conductors of three-phase meters. A point is one phase's when its metric has a part {@code
 * a}, {@code b}, {@code c} or {@code l1}, {@code l2}, {@code l3}, such as {@code power_a}, {@code
 * em:0.b_act_power} or {@code voltage.L3}. Phases are never quite in balance, and always sum to the
 * whole.
 */
final class Phases {
  private static final Pattern PART =
      Pattern.compile("(?:^|[^a-z0-9])(?:l([123])|([abc]))(?:$|[^a-z0-9])");

  private Phases() {}

  /** The phase that a point measures, 0 to 2; −1 for all of them together. */
  static int of(Point point) {
    boolean electric =
        switch (point.quantity()) {
          case POWER, CURRENT, VOLTAGE, ENERGY_REGISTER -> true;
          default -> false;
        };
    Matcher part = PART.matcher(point.metric().toLowerCase(java.util.Locale.ROOT));
    if (!electric || !part.find()) {
      return -1;
    }
    return part.group(1) != null ? part.group(1).charAt(0) - '1' : part.group(2).charAt(0) - 'a';
  }

  /** What flows through one phase of a whole; the last one takes what the others leave. */
  static Flow of(Flow whole, Scope subject, int phase) {
    long key = Dice.key(subject.id() + " phases");
    return now -> {
      long all = whole.perMinute(now);
      long a = all * share(now, key, 0) / 1_000;
      long b = all * share(now, key, 1) / 1_000;
      return phase == 0 ? a : phase == 1 ? b : all - a - b;
    };
  }

  /** Thousandths of the whole; loads on the phases change by the hour. */
  private static int share(Moment now, long key, int phase) {
    long hour = now.plan.weather.day * 24 + now.minute / 60;
    int usual = 300 + now.dice.below(67, key, phase, 651);
    return usual + now.dice.below(31, key + phase, hour, 652) - 15;
  }
}
