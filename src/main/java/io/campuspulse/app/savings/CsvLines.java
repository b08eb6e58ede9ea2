package io.campuspulse.app.savings;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lines of a CSV file with their numbers: byte-order mark, CR and blank lines do not matter. */
final class CsvLines {
  /** A line's number, from 1, and its cells without blanks and quotes around them. */
  record Line(long number, List<String> cells) {}

  private CsvLines() {}

  /** All lines that are not blank; the first one is the header. */
  static List<Line> read(Path file) throws IOException {
    List<Line> lines = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      long number = 0;
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        number++;
        String line = number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (!line.isBlank()) {
          lines.add(new Line(number, cells(line)));
        }
      }
    } catch (CharacterCodingException e) {
      throw new BadFile(file, "the file must be UTF-8");
    }
    if (lines.isEmpty()) {
      throw new BadFile(file, "the file must begin with a header; it is empty");
    }
    return lines;
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    int start = 0;
    while (true) {
      int comma = line.indexOf(',', start);
      String cell = line.substring(start, comma < 0 ? line.length() : comma).strip();
      boolean quoted = cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"");
      cells.add(quoted ? cell.substring(1, cell.length() - 1) : cell);
      if (comma < 0) {
        return cells;
      }
      start = comma + 1;
    }
  }
}
