package io.campuspulse.simulator.world;

import java.time.LocalDate;

/**
 * A generator of Wenzhou-like weather (28.0° N, 120.7° E, humid subtropical), a closed function of
 * the seed and the time.
 *
 * <p>Temperature = yearly cosine (mean 18.8 °C, amplitude 10.3 K, coldest on 26 January) + daily
 * cosine (warmest at 14:30, amplitude 1.5 K under cloud to 4.5 K under clear sky) + an anomaly of
 * up to about ±5 K that wanders from day to day. Irradiance on the horizontal follows the sun's
 * elevation and cloud cover after Kasten and Czeplak (1980).
 */
public final class Weather {
  private static final double LATITUDE = Math.toRadians(28.0);
  private static final long ENTITY = Dice.key("weather");

  private final Dice dice;

  public Weather(Dice dice) {
    this.dice = dice;
  }

  /** Value noise: random at whole numbers, smooth between, mean 0, within ±1. */
  private double wander(double x, long salt) {
    long i = (long) Math.floor(x);
    double f = x - i;
    double s = f * f * (3 - 2 * f);
    double a = 2 * dice.unit(ENTITY, i, salt) - 1;
    double b = 2 * dice.unit(ENTITY, i + 1, salt) - 1;
    return a + (b - a) * s;
  }

  private static double days(LocalDate day, double minute) {
    return day.toEpochDay() + minute / 1440;
  }

  /** Cloud cover, 0 clear to 1 overcast. */
  public double cloud(LocalDate day, double minute) {
    double x = days(day, minute);
    double c = 0.6 + 0.5 * wander(x / 2.3, 1) + 0.2 * wander(x * 6, 2);
    return Math.min(1, Math.max(0, c));
  }

  /** Outdoor temperature, °C. */
  public double temperature(LocalDate day, double minute) {
    double x = days(day, minute);
    double yearly =
        -10.3 * Math.cos(2 * Math.PI * (day.getDayOfYear() + minute / 1440 - 26) / 365.25);
    double clear = 1 - cloud(day, 720);
    double daily = (1.5 + 3 * clear) * Math.cos(2 * Math.PI * (minute - 870) / 1440);
    return 18.8 + yearly + daily + 3.5 * wander(x / 4, 3) + 1.5 * wander(x, 4);
  }

  /** Outdoor relative humidity, %. */
  public double humidity(LocalDate day, double minute) {
    double x = days(day, minute);
    double daily = -9 * Math.cos(2 * Math.PI * (minute - 870) / 1440);
    double h = 68 + 16 * cloud(day, minute) + daily + 8 * wander(x / 2, 5);
    return Math.min(99, Math.max(25, h));
  }

  /** Sine of the sun's elevation, negative at night; minute in local solar time, about UTC+8. */
  public static double sun(LocalDate day, double minute) {
    double declination =
        Math.toRadians(-23.44) * Math.cos(2 * Math.PI * (day.getDayOfYear() + 10) / 365.25);
    double hour = 2 * Math.PI * (minute - 720) / 1440;
    return Math.sin(LATITUDE) * Math.sin(declination)
        + Math.cos(LATITUDE) * Math.cos(declination) * Math.cos(hour);
  }

  /** Irradiance on the horizontal, W/m². */
  public double irradiance(LocalDate day, double minute) {
    double sine = sun(day, minute);
    if (sine <= 0.03) {
      return 0;
    }
    double clear = 910 * sine - 27;
    double cloud = cloud(day, minute);
    return Math.max(0, clear * (1 - 0.75 * Math.pow(cloud, 3.4)));
  }

  /** Outdoor CO2, ppm. */
  public double co2(LocalDate day, double minute) {
    return 424 + 6 * wander(days(day, minute) * 2, 6);
  }

  /** Outdoor air pressure, hPa. */
  public double pressure(LocalDate day, double minute) {
    double x = days(day, minute);
    return 1014
        + 8 * Math.cos(2 * Math.PI * (day.getDayOfYear() - 10) / 365.25)
        + 6 * wander(x / 3, 7);
  }

  /** Fine particles outdoors, µg/m³. */
  public double pm25(LocalDate day, double minute) {
    double x = days(day, minute);
    return Math.max(3, 24 + 14 * wander(x / 3, 8) + 6 * wander(x * 3, 9));
  }
}
