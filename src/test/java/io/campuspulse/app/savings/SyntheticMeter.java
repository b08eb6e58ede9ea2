package io.campuspulse.app.savings;

import java.time.LocalDate;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;

/**
 * A daily meter of known truth over two years from 2023-01-01: usage follows a function of the
 * day's temperature, with a little noise that adds up to nothing.
 */
final class SyntheticMeter {
  static final LocalDate FIRST = LocalDate.parse("2023-01-01");
  static final String[] PERIODS = {
    "--baseline", "2023-01-01/2024-01-01", "--reporting", "2024-01-01/2024-12-31"
  };
  private static final int BASELINE_DAYS = 365;
  private static final int DAYS = 730;

  private SyntheticMeter() {}

  /** Mean temperature of a day in °F: from 20 in winter to 95 in summer, weather on top. */
  static double degF(int day) {
    return 57.5 - 32 * Math.cos(2 * Math.PI * day / 365) + 5 * Math.sin(day * 1.7);
  }

  static String weather() {
    StringBuilder text = new StringBuilder("time,value_degF\n");
    for (int day = 0; day < DAYS; day++) {
      text.append(String.format(Locale.ROOT, "%s,%.6f\n", FIRST.plusDays(day), degF(day)));
    }
    return text.toString();
  }

  /**
   * A meter.
   *
   * @param unit as in {@code value_kWh}
   * @param load usage at a temperature
   * @param share how much of it remains after the first year
   * @param read which days have a reading
   */
  static String meter(String unit, ToDoubleFunction<Double> load, double share, IntPredicate read) {
    StringBuilder text = new StringBuilder("time,value_" + unit + "\n");
    for (int day = 0; day < DAYS; day++) {
      if (read.test(day)) {
        double usage = load.applyAsDouble(degF(day)) * (day < BASELINE_DAYS ? 1 : share);
        double noise = 1 + 0.02 * Math.sin(day * 2.3);
        text.append(String.format(Locale.ROOT, "%s,%.6f\n", FIRST.plusDays(day), usage * noise));
      }
    }
    return text.toString();
  }

  static double heatingAndCooling(double degF) {
    return 100 + 3 * Math.max(0, 55 - degF) + 5 * Math.max(0, degF - 70);
  }
}
