package io.campuspulse.explain.recompute;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** METRICS §5 "Energy and carbon", and water. */
final class EnergyRecipes {
  private EnergyRecipes() {}

  private static Meters energy(Bundle b) {
    return new Meters(b.leaves(), "e");
  }

  static Numbers use(Bundle b) {
    return energy(b).total(year -> BigDecimal.ONE);
  }

  static Numbers kgce(Bundle b) {
    return energy(b).total(year -> b.ingredient("kgce_per_kwh"));
  }

  static Numbers carbon(Bundle b) {
    return energy(b).total(year -> b.ingredient("grid_factor." + year));
  }

  static Numbers water(Bundle b) {
    return new Meters(b.leaves(), "w").total(year -> BigDecimal.ONE);
  }

  /** A total by an area or by persons. */
  static Numbers per(Numbers total, BigDecimal by) {
    if (by == null) {
      return Numbers.NOTHING;
    }
    return new Numbers(
        Digits.ratio(total.value(), by),
        total.numerator(),
        by,
        total.coverage(),
        Digits.ratio(total.low(), by),
        Digits.ratio(total.high(), by),
        true);
  }

  static Numbers offHours(Bundle b) {
    Meters m = energy(b);
    long estimated = m.sum("e_est");
    return Numbers.share(
        m.sum("e_closed") - m.sum("e_closed_est"),
        m.value() - estimated,
        estimated + m.outside() + m.sum("open_max"),
        m.unlimited(),
        m.shapeCoverage(),
        true);
  }

  static Numbers consistency(Bundle b) {
    Meters main = side(b, "main.");
    Meters sub = side(b, "sub.");
    Meters both = energy(b);
    long gap = Math.abs(sub.value() - main.value());
    BigDecimal least = Digits.percent(sub.low() - main.high(), main.high());
    BigDecimal most = Digits.percent(sub.high() - main.low(), main.low());
    boolean bounded = !both.unlimited() && least != null && most != null;
    boolean straddles = bounded && least.signum() <= 0 && most.signum() >= 0;
    BigDecimal low = bounded && !straddles ? least.abs().min(most.abs()) : BigDecimal.ZERO;
    return new Numbers(
        Digits.percent(gap, main.value()),
        Digits.million(gap),
        Digits.million(main.value()),
        both.coverage(),
        low,
        bounded ? least.abs().max(most.abs()) : null,
        true);
  }

  private static Meters side(Bundle b, String prefix) {
    return new Meters(
        b.leaves().stream()
            .filter(l -> b.ingredient(prefix + l.get("leaf").asText()) != null)
            .toList(),
        "e");
  }

  /** Meters of rooms, and the always-on circuits that are taken off again. */
  private record Waste(Meters rooms, Meters off) {
    static Waste of(Bundle b) {
      List<JsonNode> rooms = new ArrayList<>();
      List<JsonNode> off = new ArrayList<>();
      for (JsonNode leaf : b.leaves()) {
        (Bundle.sum(leaf, "always_on") > 0 ? off : rooms).add(leaf);
      }
      return new Waste(new Meters(rooms, "e"), new Meters(off, "e"));
    }

    long net(String fact, int year) {
      return Math.max(0, rooms.sum(fact, year) - off.sum(fact, year));
    }

    long known() {
      return Math.max(
          0, rooms.value() - rooms.sum("e_unknown") - off.value() + off.sum("e_unknown"));
    }

    long most() {
      return off.sum("e_est") + rooms.outside() + rooms.sum("open_max");
    }

    BigDecimal coverage() {
      return Digits.ratio(rooms.sum("state_ms"), rooms.sum("span"));
    }
  }

  static Numbers wasteShare(Bundle b) {
    Waste w = Waste.of(b);
    long empty = 0;
    long unknown = w.most();
    for (int year : w.rooms().years()) {
      empty += w.net("e_empty", year);
      unknown += w.net("e_unknown", year);
    }
    return Numbers.share(empty, w.known(), unknown, w.rooms().unlimited(), w.coverage(), true);
  }

  /**
   * Energy while empty, each year times its price.
   *
   * @param price null for the energy itself
   */
  static Numbers waste(Bundle b, String price) {
    Waste w = Waste.of(b);
    BigDecimal value = BigDecimal.ZERO;
    BigDecimal low = BigDecimal.ZERO;
    BigDecimal high = BigDecimal.ZERO;
    for (int year : w.rooms().years()) {
      BigDecimal each = price == null ? BigDecimal.ONE : b.ingredient(price + year);
      if (each == null) {
        return Numbers.NOTHING;
      }
      boolean last = year == w.rooms().years().last();
      long hidden = last ? w.off().sum("e_est") + w.off().outside() : 0;
      long empty = w.net("e_empty", year);
      long most = empty + w.net("e_unknown", year) + (last ? w.most() : 0);
      value = value.add(Digits.million(empty).multiply(each));
      low = low.add(Digits.million(Math.max(0, empty - hidden)).multiply(each));
      high = high.add(Digits.million(most).multiply(each));
    }
    Numbers share = wasteShare(b);
    boolean nothing = w.coverage() == null || w.coverage().signum() == 0;
    return new Numbers(
        nothing ? null : value,
        price == null ? share.numerator() : value,
        price == null ? share.denominator() : null,
        w.coverage(),
        low,
        w.rooms().unlimited() ? null : high,
        true);
  }

  /**
   * Overlap of generation and load at connections.
   *
   * @param whole {@code gen} or {@code load}
   */
  static Numbers pv(Bundle b, String whole) {
    long x = b.sum(whole + "_x"); // what gaps hold inside
    for (JsonNode leaf : b.leaves()) {
      x += outside(leaf, "gen") + (whole.equals("load") ? outside(leaf, "imported") : 0);
    }
    return Numbers.share(
        b.sum("overlap"),
        b.sum(whole),
        x,
        b.sum("open_ms") > 0,
        Digits.ratio(b.sum("known_ms"), b.sum("span")),
        true);
  }

  /** What closed gaps across the edges of a leaf hold outside of the range. */
  static long outside(JsonNode leaf, String name) {
    boolean cut = leaf.get("last").has(name + "_cut");
    return Bundle.fact(leaf.get("first"), name + "_before")
        + (cut
            ? Bundle.fact(leaf.get("last"), name + "_cut")
            : Bundle.fact(leaf.get("after"), name + "_after"));
  }
}
