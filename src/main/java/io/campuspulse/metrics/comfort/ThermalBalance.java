package io.campuspulse.metrics.comfort;

import java.util.Optional;

/**
 * Predicted mean vote and predicted percentage dissatisfied (ISO 7730:2005, after Fanger 1970): how
 * warm people feel, from the balance between the heat that they make and the heat that they lose.
 *
 * @param airDegC air temperature, °C
 * @param radiantDegC mean radiant temperature, °C
 * @param airSpeed relative air speed, m/s
 * @param humidity relative humidity, %
 * @param met metabolic rate, met (58.15 W/m²); no external work
 * @param clo clothing insulation, clo (0.155 m²K/W)
 */
public record ThermalBalance(
    double airDegC, double radiantDegC, double airSpeed, double humidity, double met, double clo) {
  private static final double KELVIN = 273;
  private static final double WATT_PER_MET = 58.15;
  private static final double INSULATION_PER_CLO = 0.155;
  private static final int MOST_STEPS = 150;
  private static final double CLOSE_ENOUGH = 0.00015;

  /**
   * The two indices.
   *
   * @param pmv −3 cold to +3 hot
   * @param ppd share of people dissatisfied, %
   */
  public record Vote(double pmv, double ppd) {}

  /** The vote within the limits of ISO 7730:2005; empty outside of them ({@code out_of_range}). */
  public Optional<Vote> iso() {
    boolean valid =
        within(airDegC, 10, 30)
            && within(radiantDegC, 10, 40)
            && within(airSpeed, 0, 1)
            && within(met, 0.8, 4)
            && within(clo, 0, 2)
            && within(vapourPressure(), 0, 2_700);
    return valid ? vote() : Optional.empty();
  }

  /** The vote within the limits of ASHRAE 55-2017; empty outside of them. */
  public Optional<Vote> ashrae() {
    boolean valid =
        within(airDegC, 10, 40)
            && within(radiantDegC, 10, 40)
            && within(airSpeed, 0, 2)
            && within(met, 1, 4)
            && within(clo, 0, 1.5);
    return valid ? vote() : Optional.empty();
  }

  private static boolean within(double x, double low, double high) {
    return x >= low && x <= high;
  }

  private double vapourPressure() {
    return humidity * 10 * Math.exp(16.6536 - 4030.183 / (airDegC + 235));
  }

  /** The arithmetic without limits; empty when the clothing's temperature cannot be found. */
  public Optional<Vote> vote() {
    double heat = met * WATT_PER_MET;
    Optional<Clothing> found = clothing(heat);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Clothing c = found.get();
    double vapour = vapourPressure();
    double diffusion = 3.05e-3 * (5733 - 6.99 * heat - vapour);
    double sweat = Math.max(0, 0.42 * (heat - WATT_PER_MET));
    double latentBreath = 1.7e-5 * heat * (5867 - vapour);
    double dryBreath = 0.0014 * heat * (34 - airDegC);
    double radiation =
        3.96 * c.area() * (fourth((c.degC() + KELVIN) / 100) - fourth(radiantKelvin() / 100));
    double convection = c.area() * c.convection() * (c.degC() - airDegC);
    double load = heat - diffusion - sweat - latentBreath - dryBreath - radiation - convection;
    double pmv = (0.303 * Math.exp(-0.036 * heat) + 0.028) * load;
    double ppd = 100 - 95 * Math.exp(-0.03353 * fourth(pmv) - 0.2179 * pmv * pmv);
    return Optional.of(new Vote(pmv, ppd));
  }

  private double radiantKelvin() {
    return radiantDegC + KELVIN;
  }

  private static double fourth(double x) {
    return x * x * x * x;
  }

  /**
   * The clothed body.
   *
   * @param area clothed surface over naked surface
   * @param degC temperature of the clothing's surface
   * @param convection heat transfer coefficient, W/(m²K)
   */
  private record Clothing(double area, double degC, double convection) {}

  /** Finds the surface temperature at which as much heat arrives as leaves, halving the step. */
  private Optional<Clothing> clothing(double heat) {
    double insulation = INSULATION_PER_CLO * clo;
    double area = insulation <= 0.078 ? 1 + 1.29 * insulation : 1.05 + 0.645 * insulation;
    double air = airDegC + KELVIN;
    double forced = 12.1 * Math.sqrt(airSpeed);
    double conduct = insulation * area;
    double radiate = conduct * 3.96;
    double base = 308.7 - 0.028 * heat + radiate * fourth(radiantKelvin() / 100);
    double next = (air + (35.5 - airDegC) / (3.5 * (6.45 * insulation + 0.1))) / 100;
    double tried = 2 * next;
    double convection = forced;
    for (int step = 0; Math.abs(next - tried) > CLOSE_ENOUGH; step++) {
      if (step == MOST_STEPS) {
        return Optional.empty();
      }
      tried = (tried + next) / 2;
      convection = Math.max(forced, 2.38 * Math.sqrt(Math.sqrt(Math.abs(100 * tried - air))));
      next =
          (base + conduct * air * convection - radiate * fourth(tried))
              / (100 + conduct * 100 * convection);
    }
    return Optional.of(new Clothing(area, 100 * next - KELVIN, convection));
  }
}
