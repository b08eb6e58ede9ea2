package io.campuspulse.simulator.encode;

import java.util.HashMap;
import java.util.Map;

/** The encoder of each convention, by the convention's id in the registry. Not thread-safe. */
public final class Encoders {
  private final Map<String, Encoder> encoders = new HashMap<>();

  public Encoders() {
    encoders.put("campus", new CampusEncoder());
  }

  /**
   * The encoder of a convention.
   *
   * @throws IllegalArgumentException when no simulated device speaks it
   */
  public Encoder of(String convention) {
    Encoder encoder = encoders.get(convention);
    if (encoder == null) {
      throw new IllegalArgumentException("the simulator does not speak '" + convention + "'");
    }
    return encoder;
  }
}
