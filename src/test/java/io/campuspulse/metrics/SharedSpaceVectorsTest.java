package io.campuspulse.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Scope;
import io.campuspulse.testing.Plans;
import io.campuspulse.testing.SmallCampus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The published space figures of the shared vectors, when these are there (skipped otherwise): the
 * product's formulas over their facts.
 */
class SharedSpaceVectorsTest {
  private static final Path FILE = Path.of("../shared/data/vectors/published-vectors.json");
  private static final long HOUR = 3_600_000;
  private JsonNode vectors;

  @BeforeEach
  void read() throws IOException {
    Path file =
        Files.exists(FILE)
            ? FILE
            : Path.of("../../shared/data/vectors", FILE.getFileName().toString());
    Assumptions.assumeThat(file).as("the shared vectors are not here").exists();
    vectors = new ObjectMapper().readTree(file.toFile()).get("space_utilisation");
  }

  private static Parts form(String metric, FactSums sums) {
    Interval any = new Interval(0, 1);
    var campus =
        new SmallCampus()
            .space("r1", 40, SmallCampus.always())
            .plans(
                new Plans()
                    .book("b", "r1", "2026-03-02T08:00", "2026-03-02T09:00", 1)
                    .bookingsOnly())
            .build();
    return MetricCatalog.find(metric)
        .orElseThrow()
        .form(
            sums,
            new Metric.FigureContext(
                campus,
                List.of(Scope.space("r1")),
                any,
                any,
                SmallCampus.ZONE,
                EmissionFactors.NONE,
                "open"));
  }

  /** One hour in which some of the rooms are in use by some people. */
  private static FactSums survey(JsonNode row) {
    long rooms = row.get(1).asLong();
    long used = row.get(2).asLong();
    long heads = row.get(4).asLong();
    long capacity = row.get(5).asLong();
    FactSums sums = new FactSums();
    sums.add("open.avail", rooms * HOUR);
    sums.add("open.used", used * HOUR);
    sums.add("open.counted", used * HOUR);
    sums.add("open.empty", (rooms - used) * HOUR);
    sums.add("open.head", heads * HOUR);
    long seatsUsed = Math.round(row.get(6).asDouble() * used * HOUR);
    sums.add("open.seat_used", seatsUsed);
    sums.add("open.seat_counted", seatsUsed);
    sums.add("open.seat_empty", capacity * HOUR - seatsUsed);
    sums.add("open.seat_avail", capacity * HOUR);
    return sums;
  }

  @Test
  void everyRowOfTheSurveyedCollegeHasItsPublishedRates() {
    JsonNode table = vectors.get("stellae_college_table");
    FactSums all = new FactSums();
    for (JsonNode row : table.get("rows")) {
      FactSums sums = survey(row);
      String area = row.get(0).asText();
      double frequency = area.equals("D") ? 50.0 : row.get(3).asDouble(); // known erratum
      double utilization = area.equals("ALL") ? 20.95 : row.get(8).asDouble(); // likewise
      assertThat(form("space_frequency", sums).value().doubleValue())
          .as(area)
          .isEqualTo(frequency, within(0.1));
      assertThat(form("seat_occupancy", sums).value().doubleValue())
          .as(area)
          .isEqualTo(row.get(7).asDouble(), within(0.1));
      assertThat(form("space_utilization", sums).value().doubleValue())
          .as(area)
          .isEqualTo(utilization, within(0.1));
      if (!area.equals("ALL")) {
        all.add(sums.toFacts());
      }
    }
    // The whole college is pooled: 70/166 and 915/4368, never a mean of rows.
    assertThat(form("space_frequency", all).value().doubleValue()).isEqualTo(42.2, within(0.05));
    assertThat(form("space_utilization", all).value().doubleValue()).isEqualTo(20.9, within(0.05));
  }

  @Test
  void scheduledTimeOfTheUniversityIsHalfOfItsClassTime() {
    JsonNode v = vectors.get("umn_time_utilisation");
    long hours = v.get("class_days").asLong() * v.get("hours_per_day").asLong();
    FactSums sums = new FactSums();
    sums.add("open.avail", hours * HOUR);
    sums.add("open.empty", hours * HOUR);
    sums.add("open.planned_empty", v.get("scheduled_hours").asLong() * HOUR);

    assertThat(form("planned_vs_actual", sums).notes().also().get("planned_percent").doubleValue())
        .isEqualTo(v.get("expected_pct").asDouble());
  }

  @Test
  void sixtyPercentFrequencyAndEightyPercentOccupancyAreFortyEightPercentUtilization() {
    JsonNode v = vectors.get("newcastle_lab_target");
    long avail = v.get("available_h").asLong();
    long used = v.get("used_h").asLong();
    long seats = 25;
    FactSums sums = new FactSums();
    sums.add("open.avail", avail * HOUR);
    sums.add("open.used", used * HOUR);
    sums.add("open.counted", used * HOUR);
    sums.add("open.empty", (avail - used) * HOUR);
    sums.add("open.head", used * HOUR * seats * v.get("occupancy_pct").asLong() / 100);
    sums.add("open.seat_counted", used * HOUR * seats);
    sums.add("open.seat_empty", (avail - used) * HOUR * seats);
    sums.add("open.seat_avail", avail * HOUR * seats);

    assertThat(form("space_frequency", sums).value().doubleValue())
        .isEqualTo(v.get("frequency_pct").asDouble());
    assertThat(form("space_utilization", sums).value().doubleValue())
        .isEqualTo(v.get("expected_utilisation_pct").asDouble());
  }

  @Test
  void twentyPercentOfTwoThousandTimetabledHoursAreTenRoomsOfFortyHours() {
    JsonNode v = vectors.get("no_show");
    long unused = v.get("timetabled_h").asLong() * v.get("unused_pct").asLong() / 100;
    FactSums sums = new FactSums();
    sums.add("lesson.ghost", unused * HOUR);
    sums.add("lesson.taught", (v.get("timetabled_h").asLong() - unused) * HOUR);

    Parts parts = form("no_show_rate", sums);

    assertThat(parts.value().doubleValue()).isEqualTo(v.get("unused_pct").asDouble());
    assertThat(parts.numerator().doubleValue()).isEqualTo(v.get("expected_unused_h").asDouble());
    assertThat(parts.numerator().doubleValue() / v.get("week_h").asDouble())
        .isEqualTo(v.get("expected_equivalent_rooms").asDouble());
  }
}
