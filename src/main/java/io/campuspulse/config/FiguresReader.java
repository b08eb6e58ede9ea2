package io.campuspulse.config;

import io.campuspulse.model.Dated;
import io.campuspulse.model.Scope;
import io.campuspulse.model.SpaceType;
import io.campuspulse.registry.SchoolFigures;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code conditions}, {@code declared} and {@code controls} of a school. */
final class FiguresReader {
  private FiguresReader() {}

  static SchoolFigures read(List<Section> files, String school) {
    Map<SchoolFigures.Condition, Dated<BigDecimal>> conditions =
        new EnumMap<>(SchoolFigures.Condition.class);
    for (Section file : files) {
      file.optionalSection("conditions").ifPresent(s -> conditions(s, conditions));
    }
    List<SchoolFigures.Declared> declared = new ArrayList<>();
    RegistryEntries.all(files, "declared").forEach(entry -> declared.add(declared(entry)));
    List<SchoolFigures.Control> controls = new ArrayList<>();
    RegistryEntries.all(files, "controls")
        .forEach(
            entry ->
                controls.add(
                    new SchoolFigures.Control(
                        RegistryEntries.id(entry),
                        Subjects.read(entry).orElse(Scope.school(school)),
                        entry.optionalText("automatic").orElse(null))));
    return new SchoolFigures(conditions, declared, controls);
  }

  private static void conditions(
      Section section, Map<SchoolFigures.Condition, Dated<BigDecimal>> into) {
    for (SchoolFigures.Condition c : SchoolFigures.Condition.values()) {
      if (section.has(c.word())) {
        into.put(c, RegistryEntries.dated(section, c.word(), FiguresReader::figure));
      }
    }
  }

  private static Optional<BigDecimal> figure(Scalar text) {
    try {
      BigDecimal value = new BigDecimal(text.raw());
      if (value.signum() >= 0) {
        return Optional.of(value);
      }
    } catch (NumberFormatException e) {
      // told below
    }
    text.problem("must be a number from 0 on");
    return Optional.empty();
  }

  private static SchoolFigures.Declared declared(Section entry) {
    Set<SpaceType> types = EnumSet.noneOf(SpaceType.class);
    for (Scalar word : entry.list("types")) {
      types(word).ifPresent(types::add);
    }
    return new SchoolFigures.Declared(words(entry, "items"), types, words(entry, "spaces"));
  }

  static Optional<SpaceType> types(Scalar word) {
    Optional<SpaceType> type = SpaceType.byId(word.raw());
    if (type.isEmpty()) {
      word.problem("must be a type of space, such as classroom or training_room");
    }
    return type;
  }

  private static Set<String> words(Section entry, String key) {
    Set<String> words = new HashSet<>();
    entry.list(key).forEach(word -> words.add(word.raw()));
    return words;
  }
}
