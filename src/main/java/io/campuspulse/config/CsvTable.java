package io.campuspulse.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A CSV file (RFC 4180, UTF-8) with a header line that must name its columns exactly. Blank lines
 * and lines that begin with {@code #} are skipped.
 */
final class CsvTable {
  private static final int MAX_BYTES = 256 << 20;

  private final String file;
  private final List<String> columns;
  private final Problems problems;
  private final List<Row> rows = new ArrayList<>();

  private CsvTable(String file, List<String> columns, Problems problems) {
    this.file = file;
    this.columns = columns;
    this.problems = problems;
  }

  /** Reads a file; empty when its text or its header is wrong, which is then among the problems. */
  static Optional<CsvTable> read(Path path, List<String> columns, Problems problems) {
    CsvTable table = new CsvTable(path.toString(), columns, problems);
    return TextFile.read(path, MAX_BYTES, problems).flatMap(table::parse);
  }

  /** The rows below the header that have as many fields as it. */
  List<Row> rows() {
    return rows;
  }

  private Optional<CsvTable> parse(String text) {
    Cutter cutter = new Cutter(text);
    boolean header = false;
    for (Line line = cutter.next(); line != null; line = cutter.next()) {
      if (line.problem() != null) {
        problems.add(new Problem(file, line.number(), "", "", line.problem()));
        return Optional.empty();
      }
      List<String> fields = line.fields();
      boolean blank = fields.size() == 1 && fields.get(0).isBlank();
      if (blank || fields.get(0).startsWith("#")) {
        continue;
      }
      if (!header) {
        if (!fields.equals(columns)) {
          wrongHeader(line);
          return Optional.empty();
        }
        header = true;
      } else if (fields.size() != columns.size()) {
        String rule = "must have %d fields, not %d".formatted(columns.size(), fields.size());
        problems.add(new Problem(file, line.number(), "", fields.get(0), rule));
      } else {
        rows.add(new Row(line.number(), fields));
      }
    }
    if (!header) {
      wrongHeader(new Line(1, List.of(), null));
      return Optional.empty();
    }
    return Optional.of(this);
  }

  private void wrongHeader(Line line) {
    problems.add(
        new Problem(
            file,
            line.number(),
            "",
            String.join(",", line.fields()),
            "the header must be " + String.join(",", columns)));
  }

  /** One row. */
  final class Row {
    private final int line;
    private final List<String> fields;

    private Row(int line, List<String> fields) {
      this.line = line;
      this.fields = fields;
    }

    int line() {
      return line;
    }

    /** The field of a column without blanks around it. */
    String get(String column) {
      return fields.get(columns.indexOf(column)).strip();
    }

    /** Reports that the field of a column breaks a rule. */
    void problem(String column, String rule) {
      problems.add(new Problem(file, line, column, get(column), rule));
    }
  }

  /** A line's fields, or what is wrong with it. */
  private record Line(int number, List<String> fields, String problem) {}

  /** Cuts a text into lines of fields. */
  private static final class Cutter {
    private final String text;
    private int at;
    private int line = 1;

    Cutter(String text) {
      this.text = text;
    }

    /** The next line, or null at the end. */
    Line next() {
      if (at >= text.length()) {
        return null;
      }
      int number = line;
      List<String> fields = new ArrayList<>();
      while (true) {
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        String field = quoted ? quoted() : plain();
        if (field == null) {
          return new Line(number, fields, "a quoted field is not closed by a quote and a comma");
        }
        fields.add(field);
        if (at < text.length() && text.charAt(at) == ',') {
          at++;
          continue;
        }
        endOfLine();
        return new Line(number, fields, null);
      }
    }

    private String plain() {
      int start = at;
      while (at < text.length() && !isEnd(text.charAt(at))) {
        at++;
      }
      return text.substring(start, at);
    }

    private static boolean isEnd(char c) {
      return c == ',' || c == '\n' || c == '\r';
    }

    /** The content between quotes, or null when they do not match. */
    private String quoted() {
      StringBuilder field = new StringBuilder();
      at++;
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c == '"') {
          if (at < text.length() && text.charAt(at) == '"') {
            field.append('"');
            at++;
            continue;
          }
          return at == text.length() || isEnd(text.charAt(at)) ? field.toString() : null;
        }
        line += c == '\n' ? 1 : 0;
        field.append(c);
      }
      return null;
    }

    private void endOfLine() {
      if (at < text.length() && text.charAt(at) == '\r') {
        at++;
      }
      if (at < text.length() && text.charAt(at) == '\n') {
        at++;
      }
      line++;
    }
  }
}
