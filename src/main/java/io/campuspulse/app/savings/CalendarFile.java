package io.campuspulse.app.savings;

import io.campuspulse.metrics.savings.DayType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Day types from a CSV file with the header {@code date,type} or {@code from,to,type} (half-open).
 * Types: teaching, exam and makeup (teaching days), weekend, holiday. A later row wins; Monday to
 * Friday teach and the rest is weekend where no row says otherwise.
 */
public final class CalendarFile {
  private static final int LONGEST_DAYS = 4000;

  private CalendarFile() {}

  /**
   * Reads a file.
   *
   * @throws BadFile when it breaks the format
   */
  public static Function<LocalDate, DayType> read(Path file) throws IOException {
    List<CsvLines.Line> lines = CsvLines.read(file);
    String header = String.join(",", lines.get(0).cells()).toLowerCase(Locale.ROOT);
    if (!header.equals("date,type") && !header.equals("from,to,type")) {
      throw new BadFile(
          file, lines.get(0).number(), "the header must be date,type or from,to,type");
    }
    int width = lines.get(0).cells().size();
    Map<LocalDate, DayType> types = new HashMap<>();
    for (CsvLines.Line line : lines.subList(1, lines.size())) {
      if (line.cells().size() != width) {
        throw new BadFile(
            file, line.number(), "a row must have " + width + " cells, as in the header");
      }
      LocalDate from = date(file, line, 0);
      LocalDate to = width == 2 ? from.plusDays(1) : date(file, line, 1);
      if (!from.isBefore(to) || to.isAfter(from.plusDays(LONGEST_DAYS))) {
        throw new BadFile(
            file, line.number(), "to must lie after from, by at most " + LONGEST_DAYS + " days");
      }
      DayType type = type(file, line, width - 1);
      from.datesUntil(to).forEach(d -> types.put(d, type));
    }
    return date -> types.getOrDefault(date, DayType.ofWeekday(date));
  }

  private static LocalDate date(Path file, CsvLines.Line line, int cell) {
    try {
      return LocalDate.parse(line.cells().get(cell));
    } catch (DateTimeException e) {
      throw new BadFile(
          file,
          line.number(),
          "a date must be written as 2026-03-02, not '" + line.cells().get(cell) + "'");
    }
  }

  private static DayType type(Path file, CsvLines.Line line, int cell) {
    String word = line.cells().get(cell).toLowerCase(Locale.ROOT);
    return switch (word) {
      case "teaching", "exam", "makeup" -> DayType.TEACHING;
      case "weekend" -> DayType.WEEKEND;
      case "holiday" -> DayType.HOLIDAY;
      default ->
          throw new BadFile(
              file,
              line.number(),
              "a type must be teaching, exam, makeup, weekend or holiday, not '" + word + "'");
    };
  }
}
