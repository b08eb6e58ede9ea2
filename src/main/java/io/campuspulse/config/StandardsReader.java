package io.campuspulse.config;

import io.campuspulse.model.SpaceType;
import io.campuspulse.registry.GridFactors;
import io.campuspulse.registry.Standards;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code standards.yaml} of the registry folder; without it the defaults hold. */
final class StandardsReader {
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

  private StandardsReader() {}

  static Standards read(Path folder, Problems problems) {
    Path file = folder.resolve("standards.yaml");
    return Files.exists(file)
        ? StrictYaml.read(file, problems).map(StandardsReader::read).orElse(Standards.DEFAULT)
        : Standards.DEFAULT;
  }

  private static Standards read(Section root) {
    Map<Standards.Key, Standards.Limit> limits = new EnumMap<>(Standards.Key.class);
    Section given = root.sectionOrEmpty("limits");
    for (Standards.Key key : Standards.Key.values()) {
      given.optionalSection(key.word()).ifPresent(entry -> limits.put(key, limit(entry)));
    }
    Section conditioned = root.sectionOrEmpty("air_conditioned");
    Standards standards = new Standards(limits, airConditioned(conditioned));
    root.finish();
    return standards;
  }

  private static Standards.Limit limit(Section entry) {
    return new Standards.Limit(
        entry.decimal("value", BigDecimal.ZERO, MOST),
        entry.text("source"),
        entry.enumOf("status", GridFactors.Status.class));
  }

  private static Standards.AirConditioned airConditioned(Section section) {
    Set<SpaceType> types = EnumSet.noneOf(SpaceType.class);
    for (Scalar word : section.list("types")) {
      SpaceType.byId(word.raw())
          .ifPresentOrElse(
              types::add,
              () ->
                  word.problem(
                      "must be one of "
                          + EnumSet.allOf(SpaceType.class).stream()
                              .map(SpaceType::id)
                              .collect(Collectors.joining(", "))));
    }
    Set<String> spaces = new HashSet<>();
    section.list("spaces").forEach(word -> spaces.add(word.raw()));
    return new Standards.AirConditioned(types, spaces);
  }
}
