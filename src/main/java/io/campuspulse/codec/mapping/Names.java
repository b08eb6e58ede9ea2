package io.campuspulse.codec.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The names that a route binds, each with its slot: captures of the topic, then loop variables. */
final class Names {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]{0,31}");

  private final List<String> names;
  private final boolean lenient;

  Names(List<String> captures) {
    this(captures, false);
  }

  /**
   * Names of a route.
   *
   * @param lenient whether unknown names pass, since the topic that binds them could not be read
   */
  Names(List<String> captures, boolean lenient) {
    this.names = new ArrayList<>(captures);
    this.lenient = lenient;
  }

  /** Refuses what cannot be a name. */
  static void check(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new MappingSyntaxException(
          "'" + name + "' is not a name (a letter, then letters, digits, - or _)");
    }
    if (Template.RESERVED.contains(name)) {
      throw new MappingSyntaxException("'" + name + "' is a word of the language, not a name");
    }
  }

  /** The slot of a loop variable, new or known. */
  int bind(String name) {
    check(name);
    int slot = names.indexOf(name);
    if (slot < 0) {
      slot = names.size();
      names.add(name);
    }
    return slot;
  }

  /** The slot of a name that must be known. */
  int slot(String name) {
    int slot = lenient ? bind(name) : names.indexOf(name);
    if (slot < 0) {
      throw new MappingSyntaxException(
          "nothing is called '"
              + name
              + "' here"
              + (names.isEmpty() ? "" : "; known: " + String.join(", ", names)));
    }
    return slot;
  }

  int size() {
    return names.size();
  }
}
