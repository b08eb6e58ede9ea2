package io.campuspulse.config;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A YAML mapping. Every accessor marks its key as known; {@link #finish} then reports the others.
 *
 * <p>An accessor without a fallback demands its key. Where a value is missing or wrong, it reports
 * that and returns a placeholder (empty text, the least number, the first constant), so that the
 * reading goes on and one run lists all problems; use results only when {@link Problems#isEmpty}.
 */
public final class Section extends Node {
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final Map<String, Node> entries;
  private final Set<String> known = new TreeSet<>();

  Section(Source source, int line, String path, Map<String, Node> entries) {
    super(source, line, path);
    this.entries = new LinkedHashMap<>(entries);
  }

  // ---- anything

  /** Whether the key is there, in the file or the environment. */
  public boolean has(String name) {
    known.add(name);
    return entries.containsKey(name) || source.overrides().find(below(name)).isPresent();
  }

  /** The value of a key, whatever it is. */
  public Optional<Node> node(String name) {
    known.add(name);
    Optional<String> override = source.overrides().find(below(name));
    if (override.isPresent()) {
      Source environment =
          new Source("environment", source.folder(), source.problems(), source.overrides());
      return Optional.of(new Scalar(environment, 0, Overrides.nameOf(below(name)), override.get()));
    }
    return Optional.ofNullable(entries.get(name));
  }

  /** All entries of a section whose keys are free, in file order; all count as known. */
  public Map<String, Node> entries() {
    known.addAll(entries.keySet());
    return new LinkedHashMap<>(entries);
  }

  private String below(String name) {
    return path().isEmpty() ? name : path() + "." + name;
  }

  private Optional<Scalar> scalar(String name) {
    Optional<Node> node = node(name);
    if (node.isPresent() && !(node.get() instanceof Scalar)) {
      node.get().problem("must be a single value, not " + node.get().what());
      return Optional.empty();
    }
    return node.map(Scalar.class::cast);
  }

  /** The scalar of a key, which must be there. */
  private Optional<Scalar> required(String name) {
    if (node(name).isEmpty()) {
      missing(name);
    }
    return scalar(name);
  }

  private void missing(String name) {
    problem("", "'" + name + "' is missing");
  }

  /** Reports that the value of a key breaks a rule. */
  public void problemAt(String name, String rule) {
    node(name).ifPresentOrElse(n -> n.problem(rule), () -> problem("", name + " " + rule));
  }

  // ---- single values

  public String text(String name) {
    return required(name).flatMap(Scalar::text).orElse("");
  }

  public String text(String name, String fallback) {
    return optionalText(name).orElse(fallback);
  }

  public Optional<String> optionalText(String name) {
    return scalar(name).flatMap(Scalar::text);
  }

  /** A text that a pattern matches as a whole; the rule is the sentence for those that do not. */
  public String matching(String name, Pattern pattern, String rule) {
    return required(name).flatMap(s -> s.matching(pattern, rule)).orElse("");
  }

  public long integer(String name, long min, long max) {
    return required(name).flatMap(s -> s.integer(min, max)).orElse(min);
  }

  public long integer(String name, long min, long max, long fallback) {
    return optionalInteger(name, min, max).orElse(fallback);
  }

  public Optional<Long> optionalInteger(String name, long min, long max) {
    return scalar(name).flatMap(s -> s.integer(min, max));
  }

  public BigDecimal decimal(String name, BigDecimal min, BigDecimal max) {
    return required(name).flatMap(s -> s.decimal(min, max)).orElse(min);
  }

  public Optional<BigDecimal> optionalDecimal(String name, BigDecimal min, BigDecimal max) {
    return scalar(name).flatMap(s -> s.decimal(min, max));
  }

  /** A duration with its unit, 0 or longer. */
  public Duration duration(String name) {
    return duration(name, Duration.ZERO, LONGEST);
  }

  public Duration duration(String name, Duration min, Duration max) {
    return required(name).flatMap(s -> s.duration(min, max)).orElse(min);
  }

  public Duration duration(String name, Duration min, Duration max, Duration fallback) {
    return optionalDuration(name, min, max).orElse(fallback);
  }

  public Optional<Duration> optionalDuration(String name, Duration min, Duration max) {
    return scalar(name).flatMap(s -> s.duration(min, max));
  }

  /** A size in bytes with its unit, such as {@code 512MiB}. */
  public long bytes(String name, long min, long max, long fallback) {
    return scalar(name).flatMap(s -> s.bytes(min, max)).orElse(fallback);
  }

  /** A share such as {@code 80%}, returned as 80. */
  public int percent(String name, int min, int max, int fallback) {
    return scalar(name).flatMap(s -> s.percent(min, max)).orElse(fallback);
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String name, boolean fallback) {
    return scalar(name).flatMap(Scalar::flag).orElse(fallback);
  }

  /** The constant whose name in lower case was written. */
  public <E extends Enum<E>> E enumOf(String name, Class<E> type) {
    return required(name).flatMap(s -> s.enumOf(type)).orElse(type.getEnumConstants()[0]);
  }

  public <E extends Enum<E>> E enumOf(String name, Class<E> type, E fallback) {
    return scalar(name).flatMap(s -> s.enumOf(type)).orElse(fallback);
  }

  /** A calendar date such as {@code 2025-09-01}. */
  public LocalDate date(String name) {
    return required(name).flatMap(Scalar::date).orElse(LocalDate.EPOCH);
  }

  /** A time zone such as {@code Asia/Shanghai}. */
  public ZoneId zone(String name, ZoneId fallback) {
    return scalar(name).flatMap(Scalar::zone).orElse(fallback);
  }

  /** A path; a relative one starts at the folder of the file that names it. */
  public Optional<Path> optionalFile(String name) {
    return optionalText(name)
        .flatMap(
            text -> {
              try {
                return Optional.of(source.folder().resolve(text).normalize());
              } catch (InvalidPathException e) {
                problemAt(name, "is not a path");
                return Optional.empty();
              }
            });
  }

  /** A path like {@link #optionalFile} that must be given. */
  public Path file(String name) {
    if (node(name).isEmpty()) {
      missing(name);
    }
    return optionalFile(name).orElse(source.folder());
  }

  /** A path like {@link #optionalFile}, or a fallback that starts at the same folder. */
  public Path file(String name, String fallback) {
    return optionalFile(name).orElseGet(() -> source.folder().resolve(fallback).normalize());
  }

  // ---- sections and lists

  /** A section that must be there; when it is not, an empty one stands in. */
  public Section section(String name) {
    return optionalSection(name)
        .orElseGet(
            () -> {
              if (!entries.containsKey(name)) {
                missing(name);
              }
              return new Section(source, line(), below(name), Map.of());
            });
  }

  /** A section whose keys all have fallbacks: without it, an empty one. */
  public Section sectionOrEmpty(String name) {
    return optionalSection(name)
        .orElseGet(() -> new Section(source, line(), below(name), Map.of()));
  }

  /** A section, when the file or the environment has anything of it. */
  public Optional<Section> optionalSection(String name) {
    known.add(name);
    Node node = entries.get(name);
    if (node instanceof Section section) {
      return Optional.of(section);
    }
    if (node != null) {
      node.problem("must be a block of keys, not " + node.what());
      return Optional.empty();
    }
    return source.overrides().anyBelow(below(name))
        ? Optional.of(new Section(source, line(), below(name), Map.of()))
        : Optional.empty();
  }

  /** The sections of a list; none when the key is absent. */
  public List<Section> sections(String name) {
    return listing(name).map(Listing::sections).orElse(List.of());
  }

  /** The single values of a list; none when the key is absent. */
  public List<Scalar> list(String name) {
    Optional<Node> node = node(name);
    if (node.isPresent() && node.get().line() == 0 && node.get() instanceof Scalar words) {
      List<Scalar> parts = new ArrayList<>();
      for (String part : Pattern.compile(",").split(words.raw(), -1)) {
        parts.add(new Scalar(words.source, 0, words.path(), part.strip()));
      }
      return parts;
    }
    return listing(name).map(Listing::scalars).orElse(List.of());
  }

  /** The texts of a list, or the fallback when the key is absent. */
  public List<String> texts(String name, List<String> fallback) {
    return has(name)
        ? list(name).stream().flatMap(s -> s.text().stream()).toList()
        : List.copyOf(fallback);
  }

  private Optional<Listing> listing(String name) {
    Optional<Node> node = node(name);
    if (node.isPresent() && !(node.get() instanceof Listing)) {
      node.get().problem("must be a list, not " + node.get().what());
      return Optional.empty();
    }
    return node.map(Listing.class::cast);
  }

  // ---- the end

  /**
   * Reports every key that nobody asked for, here and in all sections below. Call it once on the
   * root when everything has been read.
   */
  public void finish() {
    finishTree();
    if (path().isEmpty()) {
      source.overrides().finish(source.problems());
    }
  }

  @Override
  void finishTree() {
    if (known.isEmpty()) {
      return; // nobody read it: it is refused as a whole already
    }
    entries.forEach(
        (name, node) -> {
          if (known.contains(name)) {
            node.finishTree();
          } else {
            source
                .problems()
                .add(
                    new Problem(
                        file(),
                        node.line(),
                        node.path(),
                        "",
                        "unknown key" + Spelling.hint(name, known)));
          }
        });
  }

  @Override
  String shown() {
    return "";
  }

  @Override
  String what() {
    return "a block of keys";
  }
}
