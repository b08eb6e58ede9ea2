package io.campuspulse.codec.mapping;

import java.util.Map;

/**
 * What to remember of a message. Immutable; safe for all threads.
 *
 * @param each the places to look at
 * @param key under which it is remembered
 * @param set attributes and where their texts come from
 */
record LearnRule(NodePath each, Template key, Map<String, Template> set) {
  void read(Run run, Cursor here) {
    each.each(
        run,
        here,
        at -> {
          String name = key.text(run, at);
          if (name != null) {
            set.forEach((attribute, text) -> run.learn(name, attribute, text.text(run, at)));
          }
        });
  }
}
