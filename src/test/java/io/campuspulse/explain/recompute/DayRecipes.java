package io.campuspulse.explain.recompute;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Metrics that look back at single days: thermal comfort and avoided energy. */
final class DayRecipes {
  private static final MathContext EXACT = MathContext.DECIMAL128;
  private static final String[] WEIGHTS = {"1", "0.8", "0.6", "0.5", "0.4", "0.3", "0.2"};
  private static final BigDecimal HAIR = new BigDecimal("1e-9");

  private DayRecipes() {}

  /** Mean outdoor temperatures, degC, of days of which at least half is known. */
  private static Map<LocalDate, BigDecimal> outdoor(Bundle b, String school) {
    Map<String, String> schools = new HashMap<>();
    b.leaves().forEach(l -> schools.put(l.get("leaf").asText(), l.get("school").asText()));
    Map<LocalDate, BigDecimal> means = new TreeMap<>();
    for (JsonNode day : b.list("days")) {
      String leaf = day.get("leaf").asText();
      if (leaf.startsWith("gauge:") && schools.get(leaf).equals(school)) {
        long known = Bundle.fact(day.get("facts"), "known");
        long length = Bundle.millis(day.get("to")) - Bundle.millis(day.get("from"));
        if (2 * known >= length) {
          BigDecimal sum = Digits.of(Bundle.fact(day.get("facts"), "sum"));
          means.put(Bundle.date(day.get("from")), sum.divide(Digits.of(1000L * known), EXACT));
        }
      }
    }
    return means;
  }

  /** Running mean of the seven days before, or null. */
  private static BigDecimal runningMean(Map<LocalDate, BigDecimal> outdoor, LocalDate day) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal weight = BigDecimal.ZERO;
    int known = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      BigDecimal mean = outdoor.get(day.minusDays(i + 1L));
      if (mean != null) {
        BigDecimal w = new BigDecimal(WEIGHTS[i]);
        sum = sum.add(w.multiply(mean));
        weight = weight.add(w);
        known++;
      }
    }
    boolean enough = known >= 5 && outdoor.containsKey(day.minusDays(1));
    return enough ? sum.divide(weight, EXACT) : null;
  }

  static Numbers thermal(Bundle b) {
    Map<String, String> schools = new HashMap<>();
    b.leaves().forEach(l -> schools.put(l.get("leaf").asText(), l.get("school").asText()));
    long[] there = new long[4];
    long[] perhaps = new long[4];
    for (JsonNode day : b.list("days")) {
      String leaf = day.get("leaf").asText();
      if (!leaf.startsWith("rules:")) {
        continue;
      }
      LocalDate date = Bundle.date(day.get("from"));
      BigDecimal trm = runningMean(outdoor(b, schools.get(leaf)), date);
      for (Map.Entry<String, JsonNode> fact : day.get("facts").properties()) {
        int verdict = verdict(b, fact.getKey().replace("x_", ""), trm);
        if (verdict >= 0) {
          boolean known = !fact.getKey().contains("x_");
          (known ? there : perhaps)[verdict] += fact.getValue().asLong();
        }
      }
    }
    return OtherRecipes.rule(there, perhaps);
  }

  /** 0 comfortable, 1 not, 2 unknown, 3 outside of the model; -1 for another fact. */
  private static int verdict(Bundle b, String fact, BigDecimal trm) {
    return switch (fact) {
      case "pmv.ok" -> 0;
      case "pmv.bad" -> 1;
      case "pmv.nodata", "temp.nodata" -> 2;
      default -> fact.startsWith("temp[") ? adaptive(b, fact, trm) : -1;
    };
  }

  private static int adaptive(Bundle b, String fact, BigDecimal trm) {
    if (trm == null) {
      return 2;
    }
    BigDecimal highest = b.ingredient("limit.running_mean_highest");
    if (trm.compareTo(BigDecimal.TEN) < 0 || trm.compareTo(highest) > 0) {
      return 3;
    }
    BigDecimal degC = new BigDecimal(fact.substring(5, fact.length() - 1)).movePointLeft(1);
    BigDecimal away =
        degC.subtract(trm.multiply(new BigDecimal("0.33"))).subtract(new BigDecimal("18.8"));
    boolean warm = away.compareTo(new BigDecimal("3").add(HAIR)) > 0;
    boolean cold = away.compareTo(new BigDecimal("-4").subtract(HAIR)) < 0;
    return warm || cold ? 1 : 0;
  }

  private static LocalDate date(BigDecimal yyyymmdd) {
    int n = yyyymmdd.intValueExact();
    return LocalDate.of(n / 10_000, n / 100 % 100, n % 100);
  }

  /**
   * The given model over the days after the works. That it is the least squares one of its terms is
   * checked; the search for its balance points and its band are taken as they are.
   */
  static Numbers avoided(Bundle b) {
    if (b.ingredient("reporting.from") == null) {
      return Numbers.NOTHING;
    }
    LocalDate from = date(b.ingredient("reporting.from"));
    LocalDate to = date(b.ingredient("reporting.to"));
    leastSquares(b);
    BigDecimal sum = BigDecimal.ZERO;
    long days = 0;
    if (b.ingredient("model.base.teaching") != null) {
      for (Load load : loads(b, from, to)) {
        sum = sum.add(predicted(b, load.degC())).subtract(load.kwh());
        days++;
      }
    }
    BigDecimal avoided = days == 0 ? null : six(sum);
    BigDecimal band = b.ingredient("band90");
    boolean bounded = days > 0 && band != null;
    boolean small = bounded && sum.signum() > 0 && band.add(band).compareTo(sum) <= 0;
    return new Numbers(
        small && reasons(b) == 0 ? avoided : null,
        avoided,
        null,
        Digits.ratio(days, to.toEpochDay() - from.toEpochDay()),
        bounded ? six(sum.subtract(band)) : null,
        bounded ? six(sum.add(band)) : null,
        false);
  }

  /** A day with load and weather. */
  private record Load(BigDecimal kwh, BigDecimal degC) {}

  /** Days of which at most half of any meter is missing, filled with the mean of the rest. */
  private static List<Load> loads(Bundle b, LocalDate from, LocalDate to) {
    Map<String, BigDecimal> signs = b.ingredients("weight.");
    Map<LocalDate, BigDecimal> kwh = new TreeMap<>();
    Map<LocalDate, Integer> meters = new HashMap<>();
    for (JsonNode day : b.list("days")) {
      LocalDate date = Bundle.date(day.get("from"));
      BigDecimal sign = signs.get(day.get("leaf").asText());
      if (sign != null && !date.isBefore(from) && date.isBefore(to)) {
        JsonNode f = day.get("facts");
        long length = Bundle.millis(day.get("to")) - Bundle.millis(day.get("from"));
        long measured = Bundle.fact(f, "span") - Bundle.fact(f, "open_gap");
        long missing = length - measured + Bundle.fact(f, "gap");
        if (2 * missing <= length && measured > 0) {
          BigDecimal filled =
              Digits.million(Bundle.fact(f, "e"))
                  .multiply(Digits.of(length))
                  .divide(Digits.of(measured), EXACT);
          kwh.merge(date, filled.multiply(sign), BigDecimal::add);
          meters.merge(date, 1, Integer::sum);
        }
      }
    }
    Map<LocalDate, BigDecimal> outdoor = outdoor(b, b.leaves().get(0).get("school").asText());
    List<Load> loads = new ArrayList<>();
    kwh.forEach(
        (date, load) -> {
          BigDecimal degC = outdoor.get(date);
          if (meters.get(date) == signs.size() && load.signum() != 0 && degC != null) {
            loads.add(new Load(load, degC));
          }
        });
    return loads;
  }

  /** The model fits the baseline's days best: its residuals are orthogonal to all of its terms. */
  private static void leastSquares(Bundle b) {
    if (b.ingredient("model.base.teaching") == null) {
      return;
    }
    BigDecimal heat = b.ingredient("model.heating.balance");
    BigDecimal cool = b.ingredient("model.cooling.balance");
    BigDecimal[] sums = {BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO};
    LocalDate from = date(b.ingredient("baseline.from"));
    for (Load load : loads(b, from, date(b.ingredient("baseline.to")))) {
      BigDecimal degF = fahrenheit(load.degC());
      BigDecimal rest = load.kwh().subtract(predicted(b, load.degC()));
      sums[0] = sums[0].add(rest);
      if (heat != null) {
        sums[1] = sums[1].add(rest.multiply(heat.subtract(degF).max(BigDecimal.ZERO)));
      }
      if (cool != null) {
        sums[2] = sums[2].add(rest.multiply(degF.subtract(cool).max(BigDecimal.ZERO)));
      }
    }
    for (BigDecimal sum : sums) {
      if (sum.abs().compareTo(new BigDecimal("1e-6")) > 0) {
        throw new AssertionError("the model is not the least squares one: " + sum);
      }
    }
  }

  private static BigDecimal fahrenheit(BigDecimal degC) {
    return degC.multiply(new BigDecimal("1.8"), EXACT).add(new BigDecimal("32"));
  }

  /** Number of reasons why it may not be claimed. */
  private static int reasons(Bundle b) {
    return b.json().get("figure").get("flags").size();
  }

  private static BigDecimal six(BigDecimal x) {
    return x.setScale(6, RoundingMode.HALF_EVEN);
  }

  private static BigDecimal predicted(Bundle b, BigDecimal degC) {
    BigDecimal degF = fahrenheit(degC);
    BigDecimal kwh = b.ingredient("model.base.teaching");
    BigDecimal heat = b.ingredient("model.heating.balance");
    BigDecimal cool = b.ingredient("model.cooling.balance");
    if (heat != null) {
      BigDecimal degrees = heat.subtract(degF).max(BigDecimal.ZERO);
      kwh = kwh.add(degrees.multiply(b.ingredient("model.heating.per_degree")));
    }
    if (cool != null) {
      BigDecimal degrees = degF.subtract(cool).max(BigDecimal.ZERO);
      kwh = kwh.add(degrees.multiply(b.ingredient("model.cooling.per_degree")));
    }
    return kwh;
  }
}
