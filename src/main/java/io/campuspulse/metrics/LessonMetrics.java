package io.campuspulse.metrics;

import io.campuspulse.metrics.MetricInfo.Provenance;
import io.campuspulse.metrics.MetricInfo.SourceStatus;
import io.campuspulse.metrics.SpaceMetric.SpaceSums;
import io.campuspulse.model.Name;
import java.math.BigDecimal;
import java.util.List;

/** Metrics over the records of the lesson ledger. */
final class LessonMetrics {
  private LessonMetrics() {}

  static Metric noShow() {
    MetricInfo info =
        new MetricInfo(
            "no_show_rate",
            new Name("约而未用率", "No-show rate"),
            "%",
            "ghost / (taught + ghost) lesson time; numerator and denominator in h",
            new Provenance(
                "Education Space Consultancy, Are there rooms timetabled but not used?",
                SourceStatus.VERIFIED),
            SpaceMetrics.RULE,
            List.of());
    return SpaceMetric.ofLessons(info, LessonMetrics::noShowOf);
  }

  private static Parts noShowOf(SpaceSums f) {
    long ghost = f.raw(LessonRule.LESSON + "ghost");
    long known = f.raw(LessonRule.LESSON + "taught") + ghost;
    long unknown = f.raw(LessonRule.LESSON + "unknown");
    return new Parts(
        Parts.percent(ghost, known),
        Parts.hours(ghost),
        Parts.hours(known),
        Parts.ratio(known, known + unknown),
        Parts.percent(ghost, known + unknown),
        Parts.percent(ghost + unknown, known + unknown),
        reason(known));
  }

  static Metric practicalDelivery() {
    MetricInfo info =
        new MetricInfo(
            "practical_delivery_rate",
            new Name("实训开出率", "Practicals delivered"),
            "%",
            "practical lessons taught / practical lessons of the timetable; numerator and"
                + " denominator in lessons",
            new Provenance(
                "vocational education inspections (unverified)", SourceStatus.CONFIGURABLE),
            SpaceMetrics.RULE,
            List.of());
    return SpaceMetric.ofLessons(info, LessonMetrics::practicalOf);
  }

  private static Parts practicalOf(SpaceSums f) {
    long required = f.raw(LessonRule.LESSON + "practicals");
    long taught = f.raw(LessonRule.LESSON + "practicals_taught");
    long unknown = f.raw(LessonRule.LESSON + "practicals_unknown");
    long known = required - unknown;
    return new Parts(
        Parts.percent(taught, known),
        BigDecimal.valueOf(taught),
        BigDecimal.valueOf(known),
        Parts.ratio(known, required),
        Parts.percent(taught, required),
        Parts.percent(taught + unknown, required),
        reason(known));
  }

  private static Parts.Notes reason(long denominator) {
    return denominator == 0 ? Parts.Notes.reason("zero_denominator") : Parts.Notes.NONE;
  }
}
