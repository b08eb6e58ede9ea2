package io.campuspulse.codec.mapping;

import java.util.List;

/**
 * How readings are called.
 *
 * @param metric the metric, to which the rest of the native path is added when the value lies
 *     deeper than what was selected
 * @param renames other names for metrics
 * @param device candidates for the device, in order; empty when the route names it
 */
record Naming(Template metric, GlobTable<String> renames, List<Template> device) {
  /**
   * The metric of a value, or null when something is missing.
   *
   * @param selected what was selected
   * @param top where in it the value was looked for
   * @param value the value, at or below the top
   */
  String metric(Run run, Cursor selected, Cursor top, Cursor value) {
    String name = metric.text(run, metric.usesPath() ? value : selected);
    if (name == null) {
      return null;
    }
    if (value != top && !metric.usesPath()) {
      String rest = value.pathFrom(top);
      name = name.isEmpty() || rest.startsWith("[") ? name + rest : name + "." + rest;
    }
    String other = renames.isEmpty() ? null : renames.get(name);
    return other == null ? name : other;
  }

  /** The first candidate that is there and not empty, or null. */
  static String first(List<Template> candidates, Run run, Cursor here) {
    for (Template candidate : candidates) {
      String text = candidate.text(run, here);
      if (text != null && !text.isEmpty()) {
        return text;
      }
    }
    return null;
  }
}
