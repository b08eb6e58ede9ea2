package io.campuspulse.config;

import io.campuspulse.model.Scope;
import io.campuspulse.registry.Works;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads {@code works}: what was done to save energy, and when. */
final class WorksReader {
  private WorksReader() {}

  /** How days are told apart. */
  private enum Method {
    CALTRACK_DAILY,
    CALENDAR
  }

  static Optional<Works> read(Section entry, String school) {
    Scope scope = Subjects.read(entry).orElse(Scope.school(school));
    Section baseline = entry.section("baseline");
    LocalDate from = baseline.date("from");
    LocalDate to = baseline.date("to");
    LocalDate reporting = entry.date("reporting_from");
    boolean calendar =
        entry.enumOf("method", Method.class, Method.CALTRACK_DAILY) == Method.CALENDAR;
    List<String> changes = entry.list("changes").stream().map(Scalar::raw).toList();
    if (!from.isBefore(to)) {
      baseline.problemAt("to", "the baseline must end after it begins");
      return Optional.empty();
    }
    if (reporting.isBefore(to)) {
      entry.problemAt("reporting_from", "must not lie before the end of the baseline");
      return Optional.empty();
    }
    return Optional.of(
        new Works(scope, RegistryEntries.name(entry), from, to, reporting, calendar, changes));
  }
}
