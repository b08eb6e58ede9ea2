package io.campuspulse.registry;

import io.campuspulse.model.Name;
import io.campuspulse.model.Scope;
import java.time.LocalDate;
import java.util.List;

/**
 * Works that are meant to save energy.
 *
 * @param scope what they were done on: a school, a building or a space
 * @param name display name
 * @param baselineFrom first day of the baseline
 * @param baselineTo the day on which the works began: the baseline ends before it
 * @param reportingFrom the first day after the works
 * @param calendar whether the school calendar's types of days are told apart
 * @param changes metering, PV or floor-area changes in either period, in words
 */
public record Works(
    Scope scope,
    Name name,
    LocalDate baselineFrom,
    LocalDate baselineTo,
    LocalDate reportingFrom,
    boolean calendar,
    List<String> changes) {
  public Works {
    changes = List.copyOf(changes);
    if (!baselineFrom.isBefore(baselineTo) || reportingFrom.isBefore(baselineTo)) {
      throw new IllegalArgumentException("the baseline must end before the reporting begins");
    }
  }
}
