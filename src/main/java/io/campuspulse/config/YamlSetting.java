package io.campuspulse.config;

import io.campuspulse.codec.mapping.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows a YAML document to the mapping compiler. */
record YamlSetting(Node node) implements Setting {
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
        ? listing.items().stream().<Setting>map(YamlSetting::new).toList()
        : List.of();
  }

  @Override
  public Map<String, Setting> entries() {
    Map<String, Setting> entries = new LinkedHashMap<>();
    if (node instanceof Section section) {
      section.entries().forEach((key, value) -> entries.put(key, new YamlSetting(value)));
    }
    return entries;
  }

  @Override
  public Optional<Setting> get(String key) {
    return node instanceof Section section
        ? section.node(key).map(YamlSetting::new)
        : Optional.empty();
  }

  @Override
  public void problem(String rule) {
    node.problem(rule);
  }
}
