package io.campuspulse.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML as configuration needs it: one document of mappings, lists and plain values; keys are
 * unique; no anchors, aliases, merge keys or tags; bounded size and depth. Values stay text until
 * an accessor of {@link Section} asks for a type.
 */
public final class StrictYaml {
  /** Largest file, bytes. */
  public static final int MAX_BYTES = 8 << 20;

  /** Deepest nesting of mappings and lists. */
  public static final int MAX_DEPTH = 32;

  private StrictYaml() {}

  /**
   * Reads a file. Empty when it cannot be read or parsed, which is then among the problems.
   *
   * @param file the file; it is named in sentences as it is given here
   * @param problems where problems go, now and when accessors are called
   */
  public static Optional<Section> read(Path file, Problems problems) {
    return read(file, Overrides.none(), problems);
  }

  /** Reads the main file, whose values the environment may override. */
  public static Optional<Section> read(Path file, Overrides overrides, Problems problems) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    Source source =
        new Source(file.toString(), parent == null ? Path.of("") : parent, problems, overrides);
    return TextFile.read(file, MAX_BYTES, problems).flatMap(text -> parse(source, text));
  }

  /**
   * Reads a text.
   *
   * @param name what to call it in sentences
   */
  public static Optional<Section> parse(String name, String text, Problems problems) {
    return parse(new Source(name, Path.of(""), problems, Overrides.none()), text);
  }

  /** Reads a text whose values an environment may override. */
  static Optional<Section> parse(Source source, CharSequence text) {
    String content = text.toString();
    if (content.startsWith("\uFEFF")) {
      content = content.substring(1);
    }
    LoadSettings settings =
        LoadSettings.builder().setUseMarks(true).setCodePointLimit(MAX_BYTES).build();
    try {
      TreeReader reader =
          new TreeReader(source, new Parse(settings).parseString(content).iterator());
      Optional<Node> root = reader.document();
      if (root.isEmpty()) {
        return Optional.of(new Section(source, 1, "", Map.of()));
      }
      if (root.get() instanceof Section section) {
        return Optional.of(section);
      }
      return failed(source, 1, "must be a block of keys, not " + root.get().what());
    } catch (Refused e) {
      source.problems().add(e.problem);
      return Optional.empty();
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(m -> m.getLine() + 1).orElse(0);
      return failed(source, line, "is not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
      return failed(source, 0, "is not YAML: " + first);
    }
  }

  private static Optional<Section> failed(Source source, int line, String rule) {
    source.problems().add(new Problem(source.file(), line, "", "", rule));
    return Optional.empty();
  }

  /** The document as a whole is refused. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    Refused(Problem problem) {
      super(problem.sentence(), null, false, false);
      this.problem = problem;
    }
  }
}
