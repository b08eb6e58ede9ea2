package io.campuspulse.config;

import io.campuspulse.model.Dated;
import io.campuspulse.model.Name;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What entries of all kinds have in common: ids, names, dated values. */
final class RegistryEntries {
  static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  static final String ID_RULE = "must be 1 to 64 letters, digits, _ or -";

  private RegistryEntries() {}

  static String id(Section entry) {
    return entry.matching("id", ID, ID_RULE);
  }

  /** A name as {@code {zh: …, en: …}}, or as one text for both languages. */
  static Name name(Section entry) {
    Optional<Node> node = entry.node("name");
    if (node.isPresent() && node.get() instanceof Section both) {
      return new Name(both.text("zh"), both.text("en"));
    }
    String text = entry.text("name");
    return new Name(text, text);
  }

  /** A value that is either single or a list of {@code {from: date, value: …}}. */
  static <T> Dated<T> dated(Section entry, String key, Function<Scalar, Optional<T>> reader) {
    Optional<Node> node = entry.node(key);
    if (node.isEmpty()) {
      return Dated.never();
    }
    if (node.get() instanceof Listing listing) {
      return datedList(listing, reader);
    }
    if (node.get() instanceof Scalar scalar) {
      return reader.apply(scalar).map(Dated::always).orElse(Dated.never());
    }
    node.get().problem("must be a value, or a list of {from: 2025-09-01, value: …}");
    return Dated.never();
  }

  private static <T> Dated<T> datedList(Listing list, Function<Scalar, Optional<T>> reader) {
    TreeMap<LocalDate, T> values = new TreeMap<>();
    if (list.items().isEmpty()) {
      list.problem("must hold at least one {from: 2025-09-01, value: …}");
    }
    for (Section step : list.sections()) {
      LocalDate from = step.date("from");
      Optional<Node> value = step.node("value");
      if (value.isEmpty()) {
        step.problem("", "'value' is missing");
      } else if (value.get() instanceof Scalar scalar) {
        reader
            .apply(scalar)
            .ifPresent(
                v -> {
                  if (values.putIfAbsent(from, v) != null) {
                    step.problemAt("from", "is given twice");
                  }
                });
      } else {
        value.get().problem("must be a single value, not " + value.get().what());
      }
    }
    return Dated.of(values);
  }

  static Dated<Integer> datedCount(Section entry, String key, int max) {
    return dated(entry, key, s -> s.integer(0, max).map(Math::toIntExact));
  }

  static Dated<BigDecimal> datedArea(Section entry, String key) {
    return dated(entry, key, s -> s.decimal(BigDecimal.ONE, BigDecimal.valueOf(1_000_000)));
  }

  /** The sections of a key over several files of one school. */
  static List<Section> all(List<Section> files, String key) {
    return files.stream().flatMap(file -> file.sections(key).stream()).toList();
  }
}
