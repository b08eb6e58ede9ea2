package io.campuspulse.metrics.comfort;

/** Categories of indoor air by CO2 above outdoors (EN 16798-1); the limits are configurable. */
public enum AirCategory {
  I,
  II,
  III,
  IV;

  /**
   * The category of a room.
   *
   * @param indoorPpm CO2 in the room
   * @param outdoorPpm CO2 outdoors
   * @param limitsPpm most above outdoors for I, II and III
   */
  public static AirCategory of(double indoorPpm, double outdoorPpm, double... limitsPpm) {
    double above = indoorPpm - outdoorPpm;
    for (int i = 0; i < limitsPpm.length; i++) {
      if (above <= limitsPpm[i]) {
        return values()[i];
      }
    }
    return IV;
  }
}
