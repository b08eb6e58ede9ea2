package io.campuspulse.simulator.world;

import java.time.LocalDate;
import java.util.function.DoubleUnaryOperator;

/** A day's weather by the minute, computed once. */
final class WeatherDay {
  private static final int STEP = 10;

  /** Days since the epoch of the date whose weather this is: the key of the day's draws. */
  final long day;

  final float[] temperature;
  final float[] humidity;
  final float[] irradiance;
  final float[] co2;

  /** Saturation vapour pressure at the outdoor temperature, hPa. */
  final float[] saturation;

  WeatherDay(Weather weather, LocalDate day, int minutes) {
    this.day = day.toEpochDay();
    temperature = new float[minutes];
    humidity = new float[minutes];
    irradiance = new float[minutes];
    co2 = new float[minutes];
    saturation = new float[minutes];
    fill(temperature, m -> weather.temperature(day, m));
    fill(humidity, m -> weather.humidity(day, m));
    fill(irradiance, m -> weather.irradiance(day, m));
    fill(co2, m -> weather.co2(day, m));
    fill(saturation, m -> saturation(weather.temperature(day, m)));
  }

  /** Every tenth minute from its function, linear between. */
  private static void fill(float[] into, DoubleUnaryOperator of) {
    double left = of.applyAsDouble(0);
    for (int m = 0; m < into.length; m += STEP) {
      double right = of.applyAsDouble(m + STEP);
      for (int i = 0; i < STEP && m + i < into.length; i++) {
        into[m + i] = (float) (left + (right - left) * i / STEP);
      }
      left = right;
    }
  }

  int minutes() {
    return temperature.length;
  }

  /** Saturation vapour pressure after Magnus, hPa. */
  static double saturation(double celsius) {
    return 6.112 * Math.exp(17.62 * celsius / (243.12 + celsius));
  }
}
