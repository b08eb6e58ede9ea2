package io.campuspulse.codec.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of the document that a mapping is compiled from. Whoever reads documents implements it and
 * knows where the part stands; every problem goes back to it. One thread.
 */
public interface Setting {
  /** What a part is. */
  enum Form {
    TEXT,
    LIST,
    BLOCK
  }

  Form form();

  /** The text of a {@link Form#TEXT}, else empty. */
  String text();

  /** The parts of a {@link Form#LIST}, else none. */
  List<Setting> items();

  /** The parts of a {@link Form#BLOCK} whose keys are free, in order, else none. */
  Map<String, Setting> entries();

  /** The part under a key of a {@link Form#BLOCK}; the key is then known. */
  Optional<Setting> get(String key);

  /** Reports that the part breaks a rule. */
  void problem(String rule);
}
