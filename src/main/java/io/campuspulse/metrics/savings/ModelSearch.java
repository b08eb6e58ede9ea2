package io.campuspulse.metrics.savings;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The search for the best baseline model (CalTRACK 2.0 §3, METRICS §7): balance points 30 to 90 °F
 * in steps of 1, heating not above cooling; at least 10 days with degree days and 20 degree days in
 * total; every coefficient above 0; the highest adjusted R² wins, the simpler and lower of equals.
 */
public final class ModelSearch {
  private static final int LOWEST = 30;
  private static final int HIGHEST = 90;
  private static final int LEAST_DAYS = 10;
  private static final double LEAST_TOTAL = 20;

  /** Adjusted R² nearer than this are equal: the rest is rounding. */
  private static final double EQUAL = 1e-11;

  private final List<ModelDay> days;
  private final List<DayType> types;
  private final double[] usage;
  private Fit best;

  private ModelSearch(List<ModelDay> days) {
    this.days = days;
    EnumSet<DayType> found = EnumSet.noneOf(DayType.class);
    days.forEach(d -> found.add(d.type()));
    this.types = List.copyOf(found);
    this.usage = days.stream().mapToDouble(ModelDay::usage).toArray();
  }

  /** A model and how it fits. */
  public record Fit(BaselineModel model, FitStatistics statistics) {}

  /**
   * The best model.
   *
   * @param days baseline days in order of dates
   * @param cooling whether cooling terms may be tried
   * @return empty when no model qualifies
   */
  public static Optional<Fit> best(List<ModelDay> days, boolean cooling) {
    if (days.isEmpty()) {
      return Optional.empty();
    }
    return new ModelSearch(days).search(cooling);
  }

  private Optional<Fit> search(boolean cooling) {
    consider(0, 0);
    List<Integer> heats = new ArrayList<>();
    List<Integer> cools = new ArrayList<>();
    for (int balance = LOWEST; balance <= HIGHEST; balance++) {
      if (suffices(balance, true)) {
        heats.add(balance);
      }
      if (cooling && suffices(balance, false)) {
        cools.add(balance);
      }
    }
    heats.forEach(h -> consider(h, 0));
    cools.forEach(c -> consider(0, c));
    for (int h : heats) {
      for (int c : cools) {
        if (h <= c) {
          consider(h, c);
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private boolean suffices(int balance, boolean heating) {
    int some = 0;
    double total = 0;
    for (ModelDay day : days) {
      double degrees =
          heating ? BaselineModel.hdd(day.degF(), balance) : BaselineModel.cdd(day.degF(), balance);
      some += degrees > 0 ? 1 : 0;
      total += degrees;
    }
    return some >= LEAST_DAYS && total >= LEAST_TOTAL;
  }

  /** Tries a pair of balance points; 0 stands for no such term. */
  private void consider(int heat, int cool) {
    Optional<double[]> solved = Regression.solve(usage, columns(heat, cool));
    if (solved.isEmpty()) {
      return;
    }
    double[] beta = solved.get();
    for (double b : beta) {
      if (!(b > 0)) {
        return;
      }
    }
    Map<DayType, Double> bases = new EnumMap<>(DayType.class);
    for (int i = 0; i < types.size(); i++) {
      bases.put(types.get(i), beta[i]);
    }
    int next = types.size();
    BaselineModel.Term heating = heat == 0 ? null : new BaselineModel.Term(heat, beta[next++]);
    BaselineModel.Term cooling = cool == 0 ? null : new BaselineModel.Term(cool, beta[next]);
    BaselineModel model = new BaselineModel(bases, heating, cooling);
    FitStatistics fit = FitStatistics.of(model, days);
    if (best == null || fit.adjustedR2() > best.statistics().adjustedR2() + EQUAL) {
      best = new Fit(model, fit);
    }
  }

  private double[][] columns(int heat, int cool) {
    int width = types.size() + (heat == 0 ? 0 : 1) + (cool == 0 ? 0 : 1);
    double[][] x = new double[days.size()][width];
    for (int i = 0; i < x.length; i++) {
      ModelDay day = days.get(i);
      x[i][types.indexOf(day.type())] = 1;
      int next = types.size();
      if (heat != 0) {
        x[i][next++] = BaselineModel.hdd(day.degF(), heat);
      }
      if (cool != 0) {
        x[i][next] = BaselineModel.cdd(day.degF(), cool);
      }
    }
    return x;
  }
}
