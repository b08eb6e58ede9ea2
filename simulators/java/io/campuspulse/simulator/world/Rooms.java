package io.campuspulse.simulator.world;

import io.campuspulse.model.SpaceType;

/**
 * Air and heat of a school's rooms, stepped minute by minute. CO2 follows the mass balance V·dC/dt
 * = g·N − Q·(C − Co), solved exactly within each minute; the temperature relaxes towards the
 * outdoor one plus gains, or towards the set point while the air conditioner runs.
 *
 * <p>A day does not begin where a long run happens to be, but where a run that began at the
 * midnight before would be: so a world may start on any day and find the same air. Not thread-safe.
 */
final class Rooms {
  /** m³ of CO2 that a person gives off in an hour. */
  private static final double GENERATION = 0.0187;

  private static final double HEIGHT = 3.3;
  private final double[] volume;
  private final double[] closedChange;
  private final double[] perPerson;
  private final double[] co2;
  private final double[] temperature;

  /** Vapour pressure, hPa. */
  private final double[] vapour;

  Rooms(Site site, Dice dice) {
    int n = site.rooms.size();
    volume = new double[n];
    closedChange = new double[n];
    perPerson = new double[n];
    co2 = new double[n];
    temperature = new double[n];
    vapour = new double[n];
    for (Site.Room room : site.rooms) {
      int i = room.index();
      double height = room.space().type() == SpaceType.SPORTS_VENUE ? 9 : HEIGHT;
      volume[i] = Loads.area(room.space()) * height;
      closedChange[i] = 0.25 + 0.3 * dice.unit(room.key(), 0, 701);
      perPerson[i] = 13 + 16 * dice.unit(room.key(), 0, 702);
    }
  }

  /** The air at a midnight of which nothing else is known. */
  void assume(WeatherDay weather) {
    for (int i = 0; i < co2.length; i++) {
      co2[i] = weather.co2[0] + 30;
      temperature[i] = indoorMean(weather, 0);
      vapour[i] = outdoorVapour(weather, 0);
    }
  }

  /** Takes over another one's air. */
  void copy(Rooms other) {
    System.arraycopy(other.co2, 0, co2, 0, co2.length);
    System.arraycopy(other.temperature, 0, temperature, 0, temperature.length);
    System.arraycopy(other.vapour, 0, vapour, 0, vapour.length);
  }

  private static double outdoorVapour(WeatherDay weather, int minute) {
    return weather.humidity[minute] / 100 * weather.saturation[minute];
  }

  private static double indoorMean(WeatherDay weather, int minute) {
    return 0.85 * weather.temperature[minute] + 4.2;
  }

  /** Lets a minute pass; afterwards the state is that of the minute's end. */
  void step(DayPlan plan, int minute) {
    WeatherDay weather = plan.weather;
    double outside = weather.co2[minute];
    for (int i = 0; i < co2.length; i++) {
      int people = plan.people[i][minute];
      double flow = closedChange[i] * volume[i] + perPerson[i] * people;
      double target = outside + 1e6 * GENERATION * people / flow;
      double mixed = target + (co2[i] - target) * Math.exp(-flow / volume[i] / 60);
      co2[i] = Math.max(outside, mixed); // a lag behind rising outdoor air is not worth modelling
      boolean on = plan.hvac[i][minute];
      boolean warm = weather.temperature[minute] > 20;
      double gain = 90.0 * people / (volume[i] * 0.9);
      double aim = on ? (warm ? 25.5 : 19.5) : indoorMean(weather, minute) + gain;
      double tau = on ? 25 : 480;
      temperature[i] += (aim - temperature[i]) / tau;
      double moist = outdoorVapour(weather, minute) + 1.6 * people / Math.max(10, volume[i] / 6);
      vapour[i] += (moist * (on && warm ? 0.75 : 1) - vapour[i]) / 25;
    }
  }

  double co2(int room) {
    return co2[room];
  }

  double temperature(int room) {
    return temperature[room];
  }

  /** Relative humidity, %. */
  double humidity(int room) {
    double percent = 100 * vapour[room] / WeatherDay.saturation(temperature[room]);
    return Math.min(97, Math.max(12, percent));
  }
}
