package io.campuspulse.metrics;

import io.campuspulse.metrics.MetricInfo.Provenance;
import io.campuspulse.metrics.MetricInfo.SourceStatus;
import io.campuspulse.metrics.SpaceMetric.SpaceSums;
import io.campuspulse.model.Name;
import io.campuspulse.registry.Purpose;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Use of spaces beside what was booked. */
final class PlanMetrics {
  private static final Provenance SMG =
      new Provenance(
          "UK Space Management Group 2006/38, Space utilisation: practice, performance and guidelines",
          SourceStatus.VERIFIED);

  private PlanMetrics() {}

  static Metric plannedVsActual() {
    MetricInfo info =
        new MetricInfo(
            "planned_vs_actual",
            new Name("计划与实际", "Planned versus actual"),
            "points",
            "(used - planned while known) / (used + sparse + empty), in points of 100; bookings as"
                + " a union; numerator and denominator in h; also both sides in % and h",
            SMG,
            SpaceMetrics.RULE,
            SpaceMetrics.BASES);
    return SpaceMetric.ofBookings(info, PlanMetrics::plannedVsActualOf);
  }

  private static Parts plannedVsActualOf(SpaceSums f) {
    long used = f.get("used") - f.get("weak_used");
    long known = used + f.get("sparse") + f.get("empty") - weakHeads(f);
    long avail = f.get("avail");
    long unknown = avail - known;
    long plannedUnknown = f.get("planned_unknown");
    long plannedKnown = f.get("planned_used") + f.get("planned_sparse") + f.get("planned_empty");
    long planned = plannedKnown + plannedUnknown;
    Map<String, BigDecimal> also = new LinkedHashMap<>();
    also.put("planned_h", Parts.hours(plannedKnown));
    also.put("used_h", Parts.hours(used));
    put(also, "planned_percent", Parts.percent(plannedKnown, known));
    put(also, "actual_percent", Parts.percent(used, known));
    return new Parts(
        Parts.percent(used - plannedKnown, known),
        Parts.hours(used - plannedKnown),
        Parts.hours(known),
        Parts.ratio(known, avail),
        Parts.percent(used - planned, avail),
        Parts.percent(used + unknown - planned, avail),
        new Parts.Notes(reason(known), List.of(), also));
  }

  static Metric plannedVsActualPersons() {
    MetricInfo info =
        new MetricInfo(
            "planned_vs_actual_persons",
            new Name("计划与实际（人时）", "Planned versus actual, person-time"),
            "points",
            "(head - enrolled while heads are known) / (seat_counted + seat_sparse + seat_empty),"
                + " in points of 100; overlapping enrolments add; numerator in person-h,"
                + " denominator in seat-h; also both sides in % and person-h",
            SMG,
            SpaceMetrics.RULE,
            SpaceMetrics.BASES);
    return SpaceMetric.ofBookings(info, PlanMetrics::personsOf);
  }

  private static Parts personsOf(SpaceSums f) {
    long head = f.get("head");
    long planned = f.get("planned_head");
    long plannedKnown = f.get("planned_head_known");
    long seats =
        f.get("seat_counted") + f.get("seat_sparse") + f.get("seat_empty") - f.get("seat_weak");
    long seatsAvail = f.get("seat_avail");
    long known = f.get("counted") + f.get("sparse") + f.get("empty") - weakHeads(f);
    Map<String, BigDecimal> also = new LinkedHashMap<>();
    also.put("planned_person_h", Parts.hours(plannedKnown));
    also.put("actual_person_h", Parts.hours(head));
    put(also, "planned_percent", Parts.percent(plannedKnown, seats));
    put(also, "actual_percent", Parts.percent(head, seats));
    List<String> flags = f.get("planned_headless") > 0 ? List.of("enrolment_missing") : List.of();
    return new Parts(
        Parts.percent(head - plannedKnown, seats),
        Parts.hours(head - plannedKnown),
        Parts.hours(seats),
        Parts.ratio(known, f.get("avail")),
        Parts.percent(f.get("head_low") - f.get("weak_used") - planned, seatsAvail),
        Parts.percent(f.get("head_high") + f.get("seat_weak") - planned, seatsAvail),
        new Parts.Notes(reason(seats), flags, also));
  }

  /** Time that light or a timetable calls sparse or empty: its heads are not known. */
  private static long weakHeads(SpaceSums f) {
    return f.get("weak_sparse") + f.get("weak_empty");
  }

  static Metric unbookedUse() {
    MetricInfo info =
        new MetricInfo(
            "unbooked_use_rate",
            new Name("未约使用率", "Unbooked use"),
            "%",
            "(used - used within bookings ± 10 min) / used; numerator and denominator in h",
            new Provenance("James Cook University space audit", SourceStatus.VERIFIED),
            SpaceMetrics.RULE,
            SpaceMetrics.BASES);
    return SpaceMetric.ofBookings(info, PlanMetrics::unbookedOf);
  }

  private static Parts unbookedOf(SpaceSums f) {
    long used = f.get("used");
    long unbooked = used - f.get("graced");
    long unknownBooked = f.get("graced_unknown");
    long unknownUnbooked = f.get("unknown") - unknownBooked;
    return new Parts(
        Parts.percent(unbooked, used),
        Parts.hours(unbooked),
        Parts.hours(used),
        SpaceMetrics.coverage(f),
        Parts.percent(unbooked, used + unknownBooked),
        Parts.percent(unbooked + unknownUnbooked, used + unknownUnbooked),
        Parts.Notes.reason(reason(used)));
  }

  static Metric purposeMix() {
    MetricInfo info =
        new MetricInfo(
            "purpose_mix",
            new Name("用途结构", "Purpose mix"),
            "%",
            "used[purpose] / used, one line per purpose with by=purpose, without it the share that"
                + " has a purpose; numerator and denominator in h",
            new Provenance("product scope", SourceStatus.PRODUCT),
            SpaceMetrics.RULE,
            SpaceMetrics.BASES);
    return SpaceMetric.ofPurposes(
        info, PlanMetrics::specifiedOf, label -> f -> purposeOf(f, label));
  }

  private static long labelled(SpaceSums f, String fact) {
    long sum = 0;
    for (Purpose p : Purpose.values()) {
      sum += f.get(fact + "[" + p.id() + "]");
    }
    return sum;
  }

  private static Parts specifiedOf(SpaceSums f) {
    return share(f, labelled(f, "used"), labelled(f, "unknown"), 0);
  }

  private static Parts purposeOf(SpaceSums f, String label) {
    long unspecified = f.get("used") - labelled(f, "used");
    if (label.equals(Purpose.UNSPECIFIED)) {
      return share(f, unspecified, f.get("unknown") - labelled(f, "unknown"), 0);
    }
    String bracket = "[" + label + "]";
    return share(f, f.get("used" + bracket), f.get("unknown" + bracket), unspecified);
  }

  /**
   * A share of use.
   *
   * @param own use of the share
   * @param ownUnknown unknown time that would belong to it if it were use
   * @param perhaps use outside of the share that may in truth belong to it
   */
  private static Parts share(SpaceSums f, long own, long ownUnknown, long perhaps) {
    long used = f.get("used");
    long otherUnknown = f.get("unknown") - ownUnknown;
    return new Parts(
        Parts.percent(own, used),
        Parts.hours(own),
        Parts.hours(used),
        SpaceMetrics.coverage(f),
        Parts.percent(own, used + otherUnknown),
        Parts.percent(own + ownUnknown + perhaps, used + ownUnknown),
        Parts.Notes.reason(reason(used)));
  }

  static Metric openSharing() {
    MetricInfo info =
        new MetricInfo(
            "open_sharing_hours",
            new Name("开放共享时长", "Open sharing"),
            "h",
            "used time under bookings of people from outside; unknown booked time adds to high",
            new Provenance("product scope", SourceStatus.PRODUCT),
            SpaceMetrics.RULE,
            List.of());
    return SpaceMetric.ofBookings(info, PlanMetrics::openSharingOf);
  }

  private static Parts openSharingOf(SpaceSums f) {
    long used = f.raw("external.used");
    long unknown = f.raw("external.unknown");
    long known = used + f.raw("external.sparse") + f.raw("external.empty");
    BigDecimal value = Parts.hours(used);
    return new Parts(
        value,
        value,
        null,
        Parts.ratio(known, known + unknown),
        value,
        Parts.hours(used + unknown),
        Parts.Notes.NONE);
  }

  private static void put(Map<String, BigDecimal> also, String name, BigDecimal value) {
    if (value != null) {
      also.put(name, value);
    }
  }

  private static String reason(long denominator) {
    return denominator == 0 ? "zero_denominator" : null;
  }
}
