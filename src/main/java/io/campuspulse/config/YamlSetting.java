package io.campuspulse.config;

import io.campuspulse.codec.mapping.Setting;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Shows a YAML document to the mapping compiler.
 *
 * @param node the part
 * @param told what was reported already: a route with several topics is compiled for each
 */
record YamlSetting(Node node, Set<String> told) implements Setting {
  /** The whole document. */
  YamlSetting(Node node) {
    this(node, new HashSet<>());
  }

  private YamlSetting below(Node part) {
    return new YamlSetting(part, told);
  }

  @Override
  public Form form() {
    return node instanceof Section ? Form.BLOCK : node instanceof Listing ? Form.LIST : Form.TEXT;
  }

  @Override
  public String text() {
    return node instanceof Scalar scalar ? scalar.raw() : "";
  }

  @Override
  public List<Setting> items() {
    return node instanceof Listing listing
        ? listing.items().stream().<Setting>map(this::below).toList()
        : List.of();
  }

  @Override
  public Map<String, Setting> entries() {
    Map<String, Setting> entries = new LinkedHashMap<>();
    if (node instanceof Section section) {
      section.entries().forEach((key, value) -> entries.put(key, below(value)));
    }
    return entries;
  }

  @Override
  public Optional<Setting> get(String key) {
    return node instanceof Section section ? section.node(key).map(this::below) : Optional.empty();
  }

  @Override
  public void problem(String rule) {
    if (told.add(node.line() + node.path() + rule)) {
      node.problem(rule);
    }
  }
}
