package io.campuspulse.config;

import io.campuspulse.codec.Limits;
import io.campuspulse.codec.mapping.Mapping;
import io.campuspulse.codec.mapping.MappingCompiler;
import io.campuspulse.codec.mapping.Overlap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Loads the mappings of folders: every {@code *.yaml} file directly in one, in the order of file
 * names, is one mapping. A folder named earlier wins over a later one: its mapping replaces one of
 * the same name, and its patterns are asked first among equals.
 */
public final class MappingLoader {
  private final MappingCompiler compiler;
  private final Problems problems;

  /**
   * A loader.
   *
   * @param limits bounds on messages of mappings that set none
   * @param problems where everything wrong is reported; use the result only when there is nothing
   */
  public MappingLoader(Limits limits, Problems problems) {
    this.compiler = new MappingCompiler(limits);
    this.problems = problems;
  }

  /** Loads all mappings of folders, those that win first. */
  public List<Mapping> load(List<Path> folders) {
    Map<String, Mapping> byName = new LinkedHashMap<>();
    for (Path folder : folders) {
      Map<String, Mapping> here = new LinkedHashMap<>();
      Map<String, Path> files = new LinkedHashMap<>();
      for (Path file : files(folder)) {
        loadFile(file)
            .ifPresent(
                mapping -> {
                  Path other = files.putIfAbsent(mapping.name(), file);
                  if (other != null) {
                    report(file, "mapping", mapping.name(), "is also the name in " + other);
                  }
                  here.putIfAbsent(mapping.name(), mapping);
                });
      }
      for (Overlap overlap : Overlap.among(List.copyOf(here.values()))) {
        report(files.get(overlap.second()), "topic", overlap.pattern(), overlap.rule());
      }
      here.forEach(byName::putIfAbsent);
    }
    return List.copyOf(byName.values());
  }

  /** Loads one mapping; empty when its file cannot be read. */
  public Optional<Mapping> loadFile(Path file) {
    return StrictYaml.read(file, problems).map(this::compile);
  }

  /** Compiles a mapping from text; the name stands for the file in sentences. */
  public Optional<Mapping> parse(String name, String text) {
    return StrictYaml.parse(name, text, problems).map(this::compile);
  }

  private Mapping compile(Section section) {
    Mapping mapping = compiler.compile(new YamlSetting(section));
    section.finish();
    return mapping;
  }

  private List<Path> files(Path folder) {
    try (Stream<Path> list = Files.list(folder)) {
      List<Path> files = new ArrayList<>();
      list.filter(f -> f.getFileName().toString().endsWith(".yaml")).sorted().forEach(files::add);
      return files;
    } catch (IOException e) {
      report(folder, "", "", "is not a folder that can be read");
      return List.of();
    }
  }

  private void report(Path file, String path, String value, String rule) {
    problems.add(new Problem(file.toString(), 0, path, value, rule));
  }
}
