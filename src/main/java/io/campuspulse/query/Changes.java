package io.campuspulse.query;

import io.campuspulse.model.Scope;
import java.util.List;

/**
 * Figures that were restated after they had been final.
 *
 * @param changes by metric, scope, group and time; each with the figure of today
 * @param next what to ask with next time
 * @param more whether restatements after {@code next} were left for the next call
 */
public record Changes(List<Change> changes, long next, boolean more) {
  public Changes {
    changes = List.copyOf(changes);
  }

  /**
   * One restated figure.
   *
   * @param metric catalogue id
   * @param basis or null
   * @param scope what was asked about
   * @param group id of the group in it, or null for the whole scope
   * @param unit of value and bounds
   * @param figure as it is now
   */
  public record Change(
      String metric, String basis, Scope scope, String group, String unit, Figure figure) {}
}
