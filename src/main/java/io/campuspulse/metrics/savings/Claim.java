package io.campuspulse.metrics.savings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * When savings may be claimed (METRICS §7): all rules hold, otherwise every reason is told. The
 * length of the baseline, its missing days and the limit of CV(RMSE) are CalTRACK 2.0's; the limit
 * of the uncertainty and the days of a type are the product's.
 */
final class Claim {
  static final int BASELINE_DAYS = 365;
  static final int MOST_MISSING = 37;
  static final double MOST_CVRMSE = 1.0;
  static final double MOST_FSU = 0.5;
  static final int LEAST_OF_TYPE = 10;

  private final List<Reason> reasons = new ArrayList<>();

  private Claim() {}

  static List<Reason> reasons(
      SavingsStudy study,
      Optional<ModelSearch.Fit> fit,
      SavingsResult.Totals totals,
      ErrorBand band,
      SavingsResult.Days days) {
    Claim claim = new Claim();
    claim.judgePeriods(study, days);
    claim.judgeChanges(study, days);
    if (study.calendar() != null) {
      claim.judgeTypes(days);
    }
    if (fit.isEmpty()) {
      claim.add(
          "no_model",
          "no model qualifies: there must be more days than coefficients, and every coefficient"
              + " must be above 0");
    } else {
      claim.judgeFit(fit.get().statistics());
      claim.judgeSavings(totals, band);
    }
    return claim.reasons;
  }

  private void add(String code, String sentence, Object... args) {
    reasons.add(new Reason(code, String.format(Locale.ROOT, sentence, args)));
  }

  private void judgePeriods(SavingsStudy study, SavingsResult.Days days) {
    int asked = study.baseline().days();
    if (asked != BASELINE_DAYS) {
      add(
          "baseline_not_365_days",
          "the baseline must be the %d days straight before the works; %s has %d",
          BASELINE_DAYS,
          study.baseline(),
          asked);
    }
    int missing = Math.max(asked, BASELINE_DAYS) - days.baseline();
    if (missing > MOST_MISSING) {
      add(
          "baseline_days_missing",
          "at most %d days of the baseline may lack usage or temperature; %d of %d do",
          MOST_MISSING,
          missing,
          Math.max(asked, BASELINE_DAYS));
    }
    if (days.reporting() == 0) {
      add("no_reporting_days", "no day of %s has both usage and temperature", study.reporting());
    }
  }

  private void judgeChanges(SavingsStudy study, SavingsResult.Days days) {
    for (String change : study.changes()) {
      add(
          "changed_in_period",
          "there must be no metering, PV or floor-area change in either period: %s",
          change);
    }
    if (days.negative() > 0) {
      add(
          "negative_usage",
          "usage below 0 looks like net metering or a faulty meter; %d day(s) have it",
          days.negative());
    }
  }

  private void judgeTypes(SavingsResult.Days days) {
    for (DayType type : DayType.values()) {
      int baseline = days.baselineTypes().getOrDefault(type, 0);
      boolean present = baseline > 0 || days.reportingTypes().containsKey(type);
      if (present && baseline < LEAST_OF_TYPE) {
        add(
            "too_few_days_of_type",
            "each type of day needs %d baseline days; %s has %d",
            LEAST_OF_TYPE,
            type.word(),
            baseline);
      }
    }
  }

  private void judgeFit(FitStatistics fit) {
    if (!(fit.cvrmse() <= MOST_CVRMSE) || fit.meanUsage() <= 0) {
      add(
          "cvrmse_above_limit",
          "CV(RMSE) must be at most %.0f %%; it is %s",
          MOST_CVRMSE * 100,
          Double.isFinite(fit.cvrmse())
              ? String.format(Locale.ROOT, "%.1f %%", fit.cvrmse() * 100)
              : "undefined");
    }
  }

  private void judgeSavings(SavingsResult.Totals totals, ErrorBand band) {
    if (totals.days() == 0) {
      return;
    }
    if (!totals.isPositive()) {
      add("avoided_not_positive", "nothing was avoided: %.3f", totals.avoided());
      return;
    }
    double fsu = band.reference() / totals.avoided();
    if (!(fsu <= MOST_FSU)) {
      add(
          "fsu_above_limit",
          "the uncertainty (90 %% band / avoided) must be at most %.0f %%; it is %s",
          MOST_FSU * 100,
          Double.isFinite(fsu) ? String.format(Locale.ROOT, "%.1f %%", fsu * 100) : "undefined");
    }
  }
}
