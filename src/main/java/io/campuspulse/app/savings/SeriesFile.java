package io.campuspulse.app.savings;

import io.campuspulse.metrics.savings.SeriesSample;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One series from a CSV file with the header {@code time,value_UNIT}. Rows may be in any order;
 * empty values and {@code nan} are missing; a row that repeats another counts once, one that
 * contradicts another is refused.
 *
 * @param unit the header's unit
 * @param samples by time, without missing ones
 * @param missing rows without a value
 * @param repeated rows that repeat another
 * @param firstForeign the first time whose offset is not the zone's, or null
 */
public record SeriesFile(
    String unit, List<SeriesSample> samples, int missing, int repeated, String firstForeign) {
  private static final Set<String> NOTHING = Set.of("", "nan", "null", "na", "n/a", "none");
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXXXX][XXXX][X]")
          .toFormatter(Locale.ROOT);

  /**
   * What the value column may hold.
   *
   * @param unit as in {@code value_kWh}
   * @param low least plausible value
   * @param high greatest plausible value
   */
  public record Column(String unit, double low, double high) {}

  /**
   * Reads a file.
   *
   * @param zone zone of times without offset, and of dates
   * @param columns the value columns that the header may name
   * @throws BadFile when it breaks the format
   */
  public static SeriesFile read(Path file, ZoneId zone, List<Column> columns) throws IOException {
    List<CsvLines.Line> lines = CsvLines.read(file);
    Reader reader = new Reader(file, zone, column(file, lines.get(0), columns));
    lines.subList(1, lines.size()).forEach(reader::row);
    return reader.result();
  }

  private static Column column(Path file, CsvLines.Line header, List<Column> columns) {
    if (header.cells().size() == 2 && header.cells().get(0).equalsIgnoreCase("time")) {
      for (Column column : columns) {
        if (header.cells().get(1).equalsIgnoreCase("value_" + column.unit())) {
          return column;
        }
      }
    }
    throw new BadFile(
        file,
        header.number(),
        "the header must be time,value_"
            + columns.stream().map(Column::unit).collect(Collectors.joining(" or time,value_"))
            + ", not "
            + String.join(",", header.cells()));
  }

  /** Collects the rows of one file. */
  private static final class Reader {
    private final Path file;
    private final ZoneId zone;
    private final Column column;
    private final TreeMap<Long, SeriesSample> byTime = new TreeMap<>();
    private int missing;
    private int repeated;
    private String foreign;

    Reader(Path file, ZoneId zone, Column column) {
      this.file = file;
      this.zone = zone;
      this.column = column;
    }

    void row(CsvLines.Line line) {
      if (line.cells().size() != 2) {
        throw new BadFile(
            file,
            line.number(),
            "a row must have 2 cells, time and value; this one has " + line.cells().size());
      }
      String text = line.cells().get(1);
      boolean nothing = NOTHING.contains(text.toLowerCase(Locale.ROOT));
      double value = nothing ? Double.NaN : value(text, line.number());
      SeriesSample sample = sample(line.cells().get(0), value, line.number());
      if (nothing) {
        missing++;
        return;
      }
      SeriesSample before = byTime.putIfAbsent(sample.millis(), sample);
      if (before != null && before.value() == value) {
        repeated++;
      } else if (before != null) {
        throw new BadFile(
            file,
            line.number(),
            "a time must have one value; "
                + line.cells().get(0)
                + " has "
                + before.value()
                + " and "
                + value);
      }
    }

    private double value(String text, long number) {
      double value;
      try {
        value = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        value = Double.NaN;
      }
      if (!(value >= column.low() && value <= column.high())) {
        throw new BadFile(
            file,
            number,
            "a value must be empty, or a decimal number from %s to %s %s, not '%s'"
                .formatted(plain(column.low()), plain(column.high()), column.unit(), text));
      }
      return value;
    }

    private static String plain(double x) {
      return BigDecimal.valueOf(x).stripTrailingZeros().toPlainString();
    }

    private SeriesSample sample(String text, double value, long number) {
      try {
        if (text.length() == 10) {
          LocalDate date = LocalDate.parse(text);
          return new SeriesSample(date.atStartOfDay(zone).toInstant().toEpochMilli(), value, date);
        }
        TemporalAccessor parsed =
            TIME.parseBest(text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime time
            ? written(time, value, text)
            : local((LocalDateTime) parsed, value, number);
      } catch (DateTimeException e) {
        throw new BadFile(
            file,
            number,
            "a time must be a date or an ISO 8601 time such as 2026-03-02T08:00:00+08:00, not '"
                + text
                + "'");
      }
    }

    private SeriesSample written(OffsetDateTime time, double value, String text) {
      boolean utc = time.getOffset().equals(ZoneOffset.UTC);
      Instant instant = time.toInstant();
      if (foreign == null && !utc && !zone.getRules().getOffset(instant).equals(time.getOffset())) {
        foreign = text;
      }
      boolean midnight = time.toLocalTime().equals(LocalTime.MIDNIGHT);
      return new SeriesSample(instant.toEpochMilli(), value, midnight ? time.toLocalDate() : null);
    }

    private SeriesSample local(LocalDateTime time, double value, long number) {
      List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
      if (offsets.isEmpty()) {
        throw new BadFile(
            file, number, time + " does not exist in " + zone + "; write times with their offset");
      }
      long millis = time.toInstant(offsets.get(0)).toEpochMilli();
      if (offsets.size() > 1 && byTime.containsKey(millis)) {
        // The hour that a clock change repeats: its second row is the later one.
        millis = time.toInstant(offsets.get(1)).toEpochMilli();
      }
      boolean midnight = time.toLocalTime().equals(LocalTime.MIDNIGHT);
      return new SeriesSample(millis, value, midnight ? time.toLocalDate() : null);
    }

    SeriesFile result() {
      return new SeriesFile(
          column.unit(), new ArrayList<>(byTime.values()), missing, repeated, foreign);
    }
  }
}
