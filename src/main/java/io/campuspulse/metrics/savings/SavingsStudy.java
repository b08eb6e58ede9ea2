package io.campuspulse.metrics.savings;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * A comparison of the usage after works with what the days before predict (METRICS §7). A pure
 * function: the same days give the same digits.
 *
 * @param fuel what is metered
 * @param baseline the days before the works
 * @param reporting the days after them
 * @param calendar kind of a day, or null for the method without day types
 * @param changes metering, PV or floor-area changes in either period, in words
 */
public record SavingsStudy(
    Fuel fuel,
    DayRange baseline,
    DayRange reporting,
    Function<LocalDate, DayType> calendar,
    List<String> changes) {
  public SavingsStudy {
    changes = List.copyOf(changes);
    if (reporting.from().isBefore(baseline.to())) {
      throw new IllegalArgumentException(
          "the reporting period must not begin before the baseline ends: "
              + baseline
              + ", "
              + reporting);
    }
  }

  /** Compares the periods. */
  public SavingsResult run(SortedMap<LocalDate, UsageDays.Day> usage, TemperatureDays weather) {
    return compare(
        days(baseline, usage, weather),
        days(reporting, usage, weather),
        days -> ModelSearch.best(days, fuel.isElectricity()));
  }

  /**
   * Compares days that have been paired already.
   *
   * @param before days of the baseline, in order of dates
   * @param after days of the reporting period, in order of dates
   * @param search finds the best model of baseline days
   */
  public SavingsResult compare(
      List<ModelDay> before,
      List<ModelDay> after,
      Function<List<ModelDay>, Optional<ModelSearch.Fit>> search) {
    Optional<ModelSearch.Fit> fit = search.apply(before);
    SavingsResult.Totals totals = totals(fit, after);
    ErrorBand band =
        fit.map(f -> ErrorBand.of(f.statistics(), totals.days(), totals.counterfactual()))
            .orElse(new ErrorBand(Double.NaN, Double.NaN));
    SavingsResult.Days used =
        new SavingsResult.Days(
            before.size(), after.size(), types(before), types(after), negative(before, after));
    return new SavingsResult(
        this, fit, totals, band, used, Claim.reasons(this, fit, totals, band, used));
  }

  private List<ModelDay> days(
      DayRange range, SortedMap<LocalDate, UsageDays.Day> usage, TemperatureDays weather) {
    List<ModelDay> days = new ArrayList<>();
    usage
        .subMap(range.from(), range.to())
        .forEach(
            (date, day) -> {
              OptionalDouble degF = weather.mean(date, day.time());
              if (degF.isPresent()) {
                days.add(new ModelDay(date, day.usage(), degF.getAsDouble(), type(date)));
              }
            });
    return days;
  }

  /** The kind of a day; {@link DayType#TEACHING} for all where none counts. */
  public DayType type(LocalDate date) {
    return calendar == null ? DayType.TEACHING : calendar.apply(date);
  }

  private static SavingsResult.Totals totals(
      Optional<ModelSearch.Fit> fit, List<ModelDay> reporting) {
    CompensatedSum expected = new CompensatedSum();
    CompensatedSum observed = new CompensatedSum();
    CompensatedSum avoided = new CompensatedSum();
    int days = 0;
    for (ModelDay day : reporting) {
      if (fit.isPresent() && fit.get().model().knows(day.type())) {
        double predicted = fit.get().model().predict(day.degF(), day.type());
        expected.add(predicted);
        observed.add(day.usage());
        avoided.add(predicted - day.usage());
        days++;
      }
    }
    return days == 0
        ? new SavingsResult.Totals(0, Double.NaN, Double.NaN, Double.NaN)
        : new SavingsResult.Totals(days, expected.value(), observed.value(), avoided.value());
  }

  private static Map<DayType, Integer> types(List<ModelDay> days) {
    Map<DayType, Integer> counts = new EnumMap<>(DayType.class);
    days.forEach(d -> counts.merge(d.type(), 1, Integer::sum));
    return counts;
  }

  private static int negative(List<ModelDay> before, List<ModelDay> after) {
    long count =
        before.stream().filter(d -> d.usage() < 0).count()
            + after.stream().filter(d -> d.usage() < 0).count();
    return Math.toIntExact(count);
  }
}
