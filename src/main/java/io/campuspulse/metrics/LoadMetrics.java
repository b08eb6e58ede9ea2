package io.campuspulse.metrics;

import io.campuspulse.metrics.MetricInfo.Provenance;
import io.campuspulse.metrics.MetricInfo.SourceStatus;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Name;
import io.campuspulse.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Shape of the load: base load, peak demand, load factor; from measured intervals only. */
final class LoadMetrics {
  private static final int LOWEST_HALF_HOURS = 8;
  private static final BigDecimal QUARTERS_PER_HOUR = BigDecimal.valueOf(4);
  private static final String RULE =
      "from the scope's summed intervals; what is interpolated across gaps does not count; withheld"
          + " below 50 % coverage (a day or less) or 90 % (longer)";

  private LoadMetrics() {}

  private static Metric metric(MetricInfo info, Formula formula) {
    return new MeterSeriesMetric(info, Quantity.ENERGY_REGISTER, formula::of);
  }

  /** The figure of a series. */
  private interface Formula {
    Parts of(List<SeriesInterval> series, Metric.FigureContext context);
  }

  static Metric peak() {
    MetricInfo info =
        new MetricInfo(
            "peak_demand",
            new Name("最大需量", "Peak demand"),
            "kW",
            "max over 15-minute intervals of the scope's energy / 0.25 h: coincident, not the sum of"
                + " peaks",
            new Provenance("15 min demand interval (unverified)", SourceStatus.CONFIGURABLE),
            RULE,
            List.of());
    return metric(info, (series, context) -> peakOf(series));
  }

  private static Parts peakOf(List<SeriesInterval> series) {
    long known = series.stream().filter(SeriesInterval::known).count();
    BigDecimal value = known == 0 ? null : kilowatt(peakMilliwattHours(series));
    return new Parts(
        value,
        value,
        null,
        Parts.ratio(known, series.size()),
        kilowatt(series.stream().mapToLong(SeriesInterval::amount).max().orElse(0)),
        bound(series.stream().mapToLong(SeriesInterval::high).max().orElse(0)),
        Parts.Notes.reason(value == null ? "no_data" : null));
  }

  private static long peakMilliwattHours(List<SeriesInterval> series) {
    return series.stream()
        .filter(SeriesInterval::known)
        .mapToLong(SeriesInterval::amount)
        .max()
        .orElse(0);
  }

  private static BigDecimal bound(long milliwattHours) {
    return milliwattHours == SeriesInterval.UNBOUNDED ? null : kilowatt(milliwattHours);
  }

  /** Mean power of an energy per quarter of an hour. */
  private static BigDecimal kilowatt(long milliwattHours) {
    return Parts.plain(Parts.kilowattHours(milliwattHours).multiply(QUARTERS_PER_HOUR));
  }

  static Metric factor() {
    MetricInfo info =
        new MetricInfo(
            "load_factor",
            new Name("负荷率", "Load factor"),
            "1",
            "mean power / peak demand over the measured intervals; in kW",
            new Provenance("15 min demand interval (unverified)", SourceStatus.CONFIGURABLE),
            RULE,
            List.of());
    return metric(info, (series, context) -> factorOf(series));
  }

  private static Parts factorOf(List<SeriesInterval> series) {
    List<SeriesInterval> known = series.stream().filter(SeriesInterval::known).toList();
    long total = known.stream().mapToLong(SeriesInterval::amount).sum();
    BigDecimal mean =
        known.isEmpty()
            ? null
            : Parts.ratio(
                Parts.kilowattHours(total).multiply(QUARTERS_PER_HOUR),
                BigDecimal.valueOf(known.size()));
    BigDecimal peak = known.isEmpty() ? null : kilowatt(peakMilliwattHours(series));
    BigDecimal value = mean == null ? null : Parts.ratio(mean, peak);
    String reason = value != null ? null : mean == null ? "no_data" : "zero_denominator";
    return new Parts(
        value,
        mean,
        peak,
        Parts.ratio(known.size(), series.size()),
        factorLow(series),
        factorHigh(series),
        Parts.Notes.reason(reason));
  }

  private static BigDecimal factorLow(List<SeriesInterval> series) {
    long highest = series.stream().mapToLong(SeriesInterval::high).max().orElse(0);
    if (highest == SeriesInterval.UNBOUNDED) {
      return BigDecimal.ZERO;
    }
    long least = series.stream().mapToLong(SeriesInterval::amount).sum();
    return quotient(least, highest, series.size());
  }

  private static BigDecimal factorHigh(List<SeriesInterval> series) {
    boolean open = series.stream().anyMatch(i -> i.high() == SeriesInterval.UNBOUNDED);
    long peak = series.stream().mapToLong(SeriesInterval::amount).max().orElse(0);
    if (open || peak == 0) {
      return BigDecimal.ONE;
    }
    long most = series.stream().mapToLong(SeriesInterval::high).sum();
    return quotient(most, peak, series.size()).min(BigDecimal.ONE);
  }

  private static BigDecimal quotient(long total, long peak, int count) {
    return peak == 0
        ? BigDecimal.ZERO
        : Parts.ratio(
            BigDecimal.valueOf(total),
            BigDecimal.valueOf(peak).multiply(BigDecimal.valueOf(count)));
  }

  static Metric base() {
    MetricInfo info =
        new MetricInfo(
            "base_load",
            new Name("基础负荷", "Base load"),
            "kW",
            "mean of a day's 8 lowest half-hours; over several days the mean of their base loads",
            new Provenance("Energy Sparks, baseload", SourceStatus.VERIFIED),
            "complete local days only; " + RULE,
            List.of());
    return metric(info, LoadMetrics::baseOf);
  }

  private static Parts baseOf(List<SeriesInterval> series, Metric.FigureContext context) {
    List<BigDecimal> complete = new ArrayList<>();
    BigDecimal low = BigDecimal.ZERO;
    BigDecimal high = BigDecimal.ZERO;
    List<LocalDays.Day> whole =
        LocalDays.of(series, context.zone()).stream().filter(LocalDays.Day::whole).toList();
    for (LocalDays.Day day : whole) {
      List<SeriesInterval> halves = LocalDays.slots(day.intervals(), 2);
      BigDecimal least = lowest(halves.stream().map(SeriesInterval::amount).sorted().toList());
      BigDecimal most = lowest(halves.stream().map(SeriesInterval::high).sorted().toList());
      low = low.add(least);
      high = high == null || most == null ? null : high.add(most);
      if (halves.stream().allMatch(SeriesInterval::known)) {
        complete.add(least);
      }
    }
    BigDecimal days = BigDecimal.valueOf(Math.max(1, whole.size()));
    BigDecimal sum = complete.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal value = Parts.ratio(sum, BigDecimal.valueOf(complete.size()));
    boolean none = whole.isEmpty();
    return new Parts(
        value,
        value,
        null,
        none ? null : Parts.ratio(complete.size(), whole.size()),
        none ? null : Parts.ratio(low, days),
        none || high == null ? null : Parts.ratio(high, days),
        Parts.Notes.reason(value == null ? "incomplete_day" : null));
  }

  /** Mean power, kW, of the lowest half-hours, mWh ascending; null when one of them is open. */
  private static BigDecimal lowest(List<Long> halfHours) {
    List<Long> lowest = halfHours.subList(0, Math.min(LOWEST_HALF_HOURS, halfHours.size()));
    if (lowest.contains(SeriesInterval.UNBOUNDED)) {
      return null;
    }
    long total = lowest.stream().mapToLong(Long::longValue).sum();
    return Parts.ratio(
        Parts.kilowattHours(total).multiply(BigDecimal.valueOf(3_600_000)),
        BigDecimal.valueOf(lowest.size() * 2L * Interval.BASE_MILLIS));
  }
}
