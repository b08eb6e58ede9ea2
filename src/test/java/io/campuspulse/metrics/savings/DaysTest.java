package io.campuspulse.metrics.savings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campuspulse.model.Interval;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DaysTest {
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final long HOUR = 3_600_000;

  private static List<SeriesSample> hours(Instant from, int count, IntPredicate present) {
    List<SeriesSample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (present.test(i)) {
        samples.add(new SeriesSample(from.toEpochMilli() + i * HOUR, i, null));
      }
    }
    return samples;
  }

  private static OptionalDouble mean(List<SeriesSample> samples, LocalDate date) {
    Interval time = UsageDays.time(date, ZoneOffset.UTC);
    return new TemperatureDays(samples, ZoneOffset.UTC).mean(date, time);
  }

  @Test
  void aDayOfTheClockChangeHasTwentyThreeHours() {
    Instant start = Instant.parse("2016-03-12T06:00:00Z");

    var days = UsageDays.of(hours(start, 24 + 23 + 24, i -> true), CHICAGO);

    assertThat(days).hasSize(3);
    assertThat(days.get(LocalDate.parse("2016-03-13")).time().length()).isEqualTo(23 * HOUR);
    assertThat(days.get(LocalDate.parse("2016-03-13")).usage())
        .isEqualTo(IntStream.range(24, 47).sum());
  }

  @Test
  void aDayWithHalfOfItsReadingsIsFilledWithTheirMean() {
    Instant start = Instant.parse("2026-03-02T00:00:00Z");

    var days = UsageDays.of(hours(start, 24, i -> i < 12), ZoneOffset.UTC);

    assertThat(days.get(LocalDate.parse("2026-03-02")).usage()).isEqualTo(66 * 2);
  }

  @Test
  void aDayWithMoreThanHalfMissingIsMissing() {
    Instant start = Instant.parse("2026-03-02T00:00:00Z");

    assertThat(UsageDays.of(hours(start, 24, i -> i < 11), ZoneOffset.UTC)).isEmpty();
  }

  @Test
  void aDailyMeterReadAtUtcTimesFindsItsLocalDays() {
    List<SeriesSample> samples =
        List.of(
            new SeriesSample(Instant.parse("2026-03-01T16:00:00Z").toEpochMilli(), 5, null),
            new SeriesSample(Instant.parse("2026-03-02T16:00:00Z").toEpochMilli(), 6, null));

    assertThat(UsageDays.of(samples, ZoneId.of("Asia/Shanghai")).keySet())
        .containsExactly(LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-03"));
  }

  @Test
  void aStepThatFitsNoDayIsRefusedWithTheRule() {
    List<SeriesSample> samples =
        List.of(new SeriesSample(0, 5, null), new SeriesSample(18 * HOUR, 6, null));

    assertThatThrownBy(() -> UsageDays.of(samples, ZoneOffset.UTC))
        .hasMessage("values must be daily, or at most 12 h apart; most here are 1080 min apart");
  }

  @Test
  void temperatureGapsOfSixHoursAreInterpolated() {
    Instant start = Instant.parse("2026-03-02T00:00:00Z");
    // hours 10 to 15 are missing; with a line between their neighbours the mean is that of all
    List<SeriesSample> samples = hours(start, 24, i -> i < 10 || i > 15);

    assertThat(mean(samples, LocalDate.parse("2026-03-02"))).hasValue(11.5);
  }

  @Test
  void temperatureGapsOfSevenHoursAreNot() {
    Instant start = Instant.parse("2026-03-02T00:00:00Z");
    List<SeriesSample> samples = hours(start, 24, i -> i < 10 || i > 16);

    // 0..9 and 17..23: (45 + 140) / 17
    assertThat(mean(samples, LocalDate.parse("2026-03-02"))).hasValue(185.0 / 17);
  }

  @Test
  void aDayWithMostTemperaturesMissingHasNone() {
    Instant start = Instant.parse("2026-03-02T00:00:00Z");
    List<SeriesSample> samples = hours(start, 48, i -> i < 11 || i >= 24);

    assertThat(mean(samples, LocalDate.parse("2026-03-02"))).isEmpty();
  }
}
