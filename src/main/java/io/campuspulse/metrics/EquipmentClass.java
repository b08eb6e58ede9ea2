package io.campuspulse.metrics;

import io.campuspulse.model.Equipment;
import io.campuspulse.model.PowerSignature;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a kind of equipment stands for where nothing is registered (P): power levels as shares of
 * the rated power, and the hours that a school year should bring (教高司条函[2000]010号, by analogy: 800
 * for machinery, 1,400 for everything else).
 *
 * @param words words by which a kind is known
 * @param idleLow share of the rated power, and so on as in {@link PowerSignature}
 * @param ratedHours hours in a school year
 */
record EquipmentClass(
    List<String> words,
    double idleLow,
    double idleHigh,
    double workLow,
    double workHigh,
    int ratedHours) {
  private static final int GENERAL_HOURS = 1_400;
  private static final int MACHINERY_HOURS = 800;

  private static final List<EquipmentClass> CLASSES =
      List.of(
          new EquipmentClass(
              List.of("cnc", "mill", "lathe", "drill", "grind", "weld", "robot", "press"),
              0.01,
              0.03,
              0.25,
              0.35,
              MACHINERY_HOURS),
          new EquipmentClass(
              List.of("server", "rack", "ups", "fridge"), 0.02, 0.05, 0.2, 0.25, GENERAL_HOURS));

  private static final EquipmentClass OTHER =
      new EquipmentClass(List.of(), 0.02, 0.05, 0.3, 0.4, GENERAL_HOURS);

  static EquipmentClass of(Equipment item) {
    return CLASSES.stream()
        .filter(c -> c.words.stream().anyMatch(item.kind()::contains))
        .findFirst()
        .orElse(OTHER);
  }

  /** Registered levels, or those of the class; none without a rated power. */
  static Optional<PowerSignature> levels(Equipment item) {
    EquipmentClass c = of(item);
    return item.traits()
        .signature()
        .or(
            () ->
                item.ratedPowerW()
                    .map(
                        w ->
                            new PowerSignature(
                                share(w, c.idleLow),
                                share(w, c.idleHigh),
                                share(w, c.workLow),
                                share(w, c.workHigh))));
  }

  private static long share(BigDecimal watts, double share) {
    return watts.multiply(BigDecimal.valueOf(share)).movePointRight(3).longValue();
  }

  /** Registered hours, or those of the class. */
  static int ratedHoursOf(Equipment item) {
    return item.traits().ratedHours().orElse(of(item).ratedHours);
  }
}
