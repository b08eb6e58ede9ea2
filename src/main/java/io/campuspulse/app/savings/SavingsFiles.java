package io.campuspulse.app.savings;

import io.campuspulse.metrics.savings.Cadence;
import io.campuspulse.metrics.savings.Fuel;
import io.campuspulse.metrics.savings.SeriesSample;
import io.campuspulse.metrics.savings.TemperatureDays;
import io.campuspulse.metrics.savings.UsageDays;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/**
 * The two series of a savings study, paired by day.
 *
 * @param fuel what the meter measures
 * @param usage usage by day
 * @param weather temperature of days
 * @param meter the meter's file as it was read
 * @param thermometer the temperature's file as it was read
 */
public record SavingsFiles(
    Fuel fuel,
    SortedMap<LocalDate, UsageDays.Day> usage,
    TemperatureDays weather,
    SeriesFile meter,
    SeriesFile thermometer) {
  private static final String CELSIUS = "degC";
  private static final double MOST_USAGE = 1e12;
  private static final List<SeriesFile.Column> USAGES =
      Arrays.stream(Fuel.values())
          .map(f -> new SeriesFile.Column(f.unit(), -MOST_USAGE, MOST_USAGE))
          .toList();
  private static final List<SeriesFile.Column> TEMPERATURES =
      List.of(new SeriesFile.Column("degF", -130, 140), new SeriesFile.Column(CELSIUS, -90, 60));

  /**
   * Reads both files.
   *
   * @param zone zone of days
   * @param zeroIsReal whether an electricity meter's 0 is usage; for main meters it is a missing
   *     reading (CalTRACK 2.0)
   * @throws BadFile when one breaks its format
   */
  public static SavingsFiles read(Path meter, Path temperature, ZoneId zone, boolean zeroIsReal)
      throws IOException {
    SeriesFile usage = SeriesFile.read(meter, zone, USAGES);
    SeriesFile degrees = SeriesFile.read(temperature, zone, TEMPERATURES);
    Fuel fuel = Fuel.byUnit(usage.unit()).orElseThrow();
    boolean zeroIsMissing = fuel.isElectricity() && !zeroIsReal;
    List<SeriesSample> used =
        zeroIsMissing
            ? usage.samples().stream().filter(s -> s.value() != 0).toList()
            : usage.samples();
    return new SavingsFiles(
        fuel,
        in(meter, () -> UsageDays.of(used, zone)),
        in(temperature, () -> new TemperatureDays(fahrenheit(degrees), zone)),
        usage,
        degrees);
  }

  /**
   * Whether the zone decides which readings make a day: false for a daily meter that is written at
   * midnights of its own offset.
   */
  public boolean zoneMatters() {
    boolean daily = Cadence.of(meter.samples()).isDaily();
    return !daily || meter.samples().stream().anyMatch(s -> s.day() == null);
  }

  private interface Step<T> {
    T run();
  }

  private static <T> T in(Path file, Step<T> step) {
    try {
      return step.run();
    } catch (IllegalArgumentException e) {
      throw new BadFile(file, e.getMessage());
    }
  }

  private static List<SeriesSample> fahrenheit(SeriesFile degrees) {
    return degrees.unit().equals(CELSIUS)
        ? degrees.samples().stream()
            .map(s -> new SeriesSample(s.millis(), s.value() * 9 / 5 + 32, s.day()))
            .toList()
        : degrees.samples();
  }
}
