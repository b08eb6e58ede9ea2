package io.campuspulse.config;

import io.campuspulse.model.Sensing;
import io.campuspulse.model.Unit;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads how the use of a space is told from its sensors, from a space or a school's defaults. */
final class SensingReader {
  private static final BigDecimal LARGEST_M3 = BigDecimal.valueOf(1_000_000);

  private SensingReader() {}

  /** What a school's defaults say. */
  static Sensing readDefaults(Section defaults, Sensing base) {
    return new Sensing(
        base.volumeM3(),
        base.airflowM3h(),
        heads(defaults, base),
        defaults.flag("light_decides", base.light()),
        defaults.flag("timetable_decides", base.timetable()));
  }

  /** What a space says, over its school's defaults. */
  static Sensing read(Section space, Sensing base) {
    Optional<BigDecimal> volume =
        space.optionalDecimal("volume_m3", BigDecimal.ONE, LARGEST_M3).or(base::volumeM3);
    Optional<BigDecimal> airflow =
        space
            .node("airflow")
            .flatMap(node -> Measures.read(node, Unit.CUBIC_METRE_PER_HOUR, 3))
            .or(base::airflowM3h);
    return new Sensing(
        volume,
        airflow,
        heads(space, base),
        space.flag("light_decides", base.light()),
        space.flag("timetable_decides", base.timetable()));
  }

  private static int heads(Section section, Sensing base) {
    return (int) section.integer("used_min_heads", 1, 1000, base.usedMinHeads());
  }
}
