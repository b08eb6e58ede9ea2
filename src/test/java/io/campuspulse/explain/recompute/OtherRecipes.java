package io.campuspulse.explain.recompute;

import static io.campuspulse.explain.recompute.Digits.ratio;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** METRICS §5 "Equipment", rules, data quality, scorecards and conditions. */
final class OtherRecipes {
  private OtherRecipes() {}

  /** Planned time of machines: ISO 22400-2. */
  static Numbers planned(Bundle b, boolean workingOverOn, boolean overOn) {
    long working = b.sum("p_working");
    long on = working + b.sum("p_idle");
    long known = on + b.sum("p_off") + b.sum("p_fault");
    long unknown = b.sum("p_unknown");
    return Numbers.share(
        workingOverOn ? working : on,
        overOn ? on : known,
        unknown,
        false,
        ratio(known, known + unknown),
        false);
  }

  static Numbers ratedHours(Bundle b) {
    long working = b.sum("working");
    long unknown = b.sum("unknown");
    long known = working + b.sum("off") + b.sum("idle") + b.sum("fault");
    BigDecimal hours =
        b.ingredients("rated_hours.").values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    long rated = hours.multiply(Digits.of(3_600_000)).longValueExact();
    BigDecimal value = capped(Digits.percent(working, rated));
    return new Numbers(
        value,
        Digits.hours(working),
        hours,
        ratio(known, known + unknown),
        value,
        capped(Digits.percent(working + unknown, rated)),
        true);
  }

  private static BigDecimal capped(BigDecimal percent) {
    return percent == null ? null : percent.min(Digits.HUNDRED);
  }

  static Numbers standby(Bundle b) {
    long known = b.sum("e_off") + b.sum("e_idle") + b.sum("e_working") + b.sum("e_fault");
    long unknown = b.sum("e_unknown");
    long outside = b.leaves().stream().mapToLong(l -> EnergyRecipes.outside(l, "e")).sum();
    return Numbers.share(
        b.sum("e_idle"),
        known,
        unknown + outside,
        b.sum("e_open_ms") > 0,
        ratio(known, known + unknown),
        true);
  }

  /**
   * Time within a limit, while people are there.
   *
   * @param prefix of {@code ok, bad, nodata}; with {@code x_} where nobody knows whether they are
   */
  static Numbers rule(Bundle b, String prefix) {
    return rule(
        new long[] {b.sum(prefix + "ok"), b.sum(prefix + "bad"), b.sum(prefix + "nodata")},
        new long[] {b.sum(prefix + "x_ok"), b.sum(prefix + "x_bad"), b.sum(prefix + "x_nodata")});
  }

  static Numbers rule(long[] there, long[] perhaps) {
    long known = there[0] + there[1];
    long unknown = there[2] + perhaps[0] + perhaps[1] + perhaps[2];
    long worst = known + there[2] + perhaps[1] + perhaps[2];
    long best = known + there[2] + perhaps[0] + perhaps[2];
    return new Numbers(
        Digits.percent(there[0], known),
        Digits.hours(there[0]),
        Digits.hours(known),
        ratio(known, known + unknown),
        Digits.percent(there[0], worst),
        Digits.percent(there[0] + there[2] + perhaps[0] + perhaps[2], best),
        true);
  }

  static Numbers lamps(Bundle b) {
    long empty = b.sum("light.empty");
    long on = empty + b.sum("light.occupied");
    long either = b.sum("light.unknown") + b.sum("light.x_unknown");
    long maybeEmpty = b.sum("light.x_empty");
    long maybeOccupied = b.sum("light.x_occupied");
    long known = on + b.sum("light.off");
    return new Numbers(
        Digits.percent(empty, on),
        Digits.hours(empty),
        Digits.hours(on),
        ratio(known, known + either + maybeEmpty + maybeOccupied),
        Digits.percent(empty, on + either + maybeOccupied),
        Digits.percent(empty + either + maybeEmpty, on + either + maybeEmpty),
        true);
  }

  /** A share of samples or slots. */
  static Numbers quality(Bundle b, String part, String whole) {
    BigDecimal value = Digits.percent(b.sum(part), b.sum(whole));
    BigDecimal coverage = value == null ? null : BigDecimal.ONE;
    BigDecimal n = Digits.of(b.sum(part));
    return new Numbers(value, n, Digits.of(b.sum(whole)), coverage, value, value, false);
  }

  static Numbers counted(Bundle b) {
    Map<String, JsonNode> leaves = new HashMap<>();
    b.leaves().forEach(l -> leaves.put(l.get("leaf").asText(), l));
    long met = 0;
    long all = 0;
    for (JsonNode thing : b.list("counted")) {
      boolean one = thing.get("declared").asBoolean();
      for (JsonNode leaf : thing.get("leaves")) {
        one |= Bundle.sum(leaves.get(leaf.asText()), thing.get("fact").asText()) > 0;
      }
      met += one ? 1 : 0;
      all++;
    }
    BigDecimal value = Digits.percent(met, all);
    return new Numbers(value, Digits.of(met), Digits.of(all), null, value, value, false);
  }

  static Numbers conditions(Bundle b) {
    long passed = 0;
    long all = 0;
    Map<String, BigDecimal> figures = b.ingredients("");
    for (Map.Entry<String, BigDecimal> e : figures.entrySet()) {
      BigDecimal least = figures.get(e.getKey() + ".least");
      if (least != null) {
        passed += e.getValue().compareTo(least) >= 0 ? 1 : 0;
        all++;
      }
    }
    BigDecimal value = Digits.percent(passed, all);
    return new Numbers(value, Digits.of(passed), Digits.of(all), null, value, value, false);
  }
}
