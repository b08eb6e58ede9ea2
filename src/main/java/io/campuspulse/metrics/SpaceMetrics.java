package io.campuspulse.metrics;

import io.campuspulse.metrics.MetricInfo.Provenance;
import io.campuspulse.metrics.MetricInfo.SourceStatus;
import io.campuspulse.model.Name;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Use of spaces, after the UK Space Management Group's definitions (SMG 2006/38). */
final class SpaceMetrics {
  private static final Provenance SMG =
      new Provenance(
          "UK Space Management Group 2006/38, Space utilisation: practice, performance and guidelines",
          SourceStatus.VERIFIED);
  static final String RULE = "withheld below 50 % coverage (a day or less) or 90 % (longer)";
  static final List<String> BASES = List.of(SpaceFold.OPEN, SpaceFold.TEACHING);

  private SpaceMetrics() {}

  static Metric frequency() {
    MetricInfo info =
        new MetricInfo(
            "space_frequency",
            new Name("使用频率", "Room frequency"),
            "%",
            "used / (used + sparse + empty); numerator and denominator in h",
            SMG,
            RULE,
            BASES);
    return new SpaceMetric(info, SpaceMetrics::frequencyOf);
  }

  private static Parts frequencyOf(SpaceMetric.SpaceSums f) {
    long used = f.get("used");
    long known = used + f.get("sparse") + f.get("empty");
    long avail = f.get("avail");
    return new Parts(
        Parts.percent(used, known),
        Parts.hours(used),
        Parts.hours(known),
        Parts.ratio(known, avail),
        Parts.percent(used, avail),
        Parts.percent(used + f.get("unknown"), avail),
        nullReason(known));
  }

  static Metric seatOccupancy() {
    MetricInfo info =
        new MetricInfo(
            "seat_occupancy",
            new Name("座位占用率", "Seat occupancy"),
            "%",
            "head / seat_counted, while in use; numerator in person-h, denominator in seat-h",
            SMG,
            RULE,
            BASES);
    return new SpaceMetric(info, SpaceMetrics::seatOccupancyOf);
  }

  private static Parts seatOccupancyOf(SpaceMetric.SpaceSums f) {
    long head = f.get("head");
    long seats = f.get("seat_counted");
    long seatsOpen = f.get("seat_used") - seats + f.get("seat_unknown");
    BigDecimal value = Parts.percent(head, seats);
    BigDecimal low = Parts.percent(head + f.get("min_x"), seats + seatsOpen);
    BigDecimal high = Parts.percent(head + f.get("max_x"), seats + seatsOpen);
    if (value != null) {
      low = low.min(value);
      high = high.max(value);
    }
    long open = f.get("used") - f.get("counted") + f.get("unknown");
    return new Parts(
        value,
        Parts.hours(head),
        Parts.hours(seats),
        Parts.ratio(f.get("counted"), f.get("counted") + open),
        low,
        high,
        notes(value, seats));
  }

  static Metric utilization() {
    MetricInfo info =
        new MetricInfo(
            "space_utilization",
            new Name("空间利用率", "Space utilization"),
            "%",
            "head / (seat_counted + seat_sparse + seat_empty); numerator in person-h, denominator"
                + " in seat-h",
            SMG,
            RULE,
            BASES);
    return new SpaceMetric(info, SpaceMetrics::utilizationOf);
  }

  private static Parts utilizationOf(SpaceMetric.SpaceSums f) {
    long head = f.get("head");
    long seats = f.get("seat_counted") + f.get("seat_sparse") + f.get("seat_empty");
    long seatsAvail = f.get("seat_avail");
    long countKnown = f.get("counted") + f.get("sparse") + f.get("empty");
    BigDecimal value = Parts.percent(head, seats);
    return new Parts(
        value,
        Parts.hours(head),
        Parts.hours(seats),
        Parts.ratio(countKnown, f.get("avail")),
        Parts.percent(f.get("head_low"), seatsAvail),
        Parts.percent(f.get("head_high"), seatsAvail),
        notes(value, seats));
  }

  /** Known share of the basis. */
  static BigDecimal coverage(SpaceMetric.SpaceSums f) {
    return Parts.ratio(f.get("used") + f.get("sparse") + f.get("empty"), f.get("avail"));
  }

  private static Parts.Notes nullReason(long denominator) {
    return denominator == 0 ? Parts.Notes.reason("zero_denominator") : Parts.Notes.NONE;
  }

  private static Parts.Notes notes(BigDecimal value, long denominator) {
    List<String> flags = new ArrayList<>();
    if (value != null && value.compareTo(BigDecimal.valueOf(100)) > 0) {
      flags.add("over_capacity");
    }
    return new Parts.Notes(denominator == 0 ? "zero_denominator" : null, flags);
  }
}
