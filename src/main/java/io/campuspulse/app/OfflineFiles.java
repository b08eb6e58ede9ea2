package io.campuspulse.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quality;
import io.campuspulse.model.RawMessage;
import io.campuspulse.normalize.Sample;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Reads the two file formats of offline computation; a bad line stops with its number and rule. */
public final class OfflineFiles {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int PROGRESS_LINES = 4096;

  private OfflineFiles() {}

  /** A line that breaks the format. */
  public static final class BadLine extends RuntimeException {
    BadLine(Path file, long line, String rule) {
      super(file + ", line " + line + ": " + rule);
    }
  }

  /** Feeds NDJSON messages. */
  public static void messages(Path file, OfflineRun run, LongConsumer progress) throws IOException {
    eachLine(file, progress, (text, number) -> run.accept(message(file, text, number)));
  }

  /** Feeds CSV readings. */
  public static void readings(Path file, OfflineRun run, LongConsumer progress) throws IOException {
    CsvReadings csv = new CsvReadings(file, run);
    eachLine(file, progress, csv::line);
  }

  /** Takes one line. */
  private interface Line {
    void take(String text, long number) throws IOException;
  }

  private static void eachLine(Path file, LongConsumer progress, Line line) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      long number = 0;
      long bytes = 0;
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        number++;
        bytes += text.length() + 1;
        if (!text.isBlank()) {
          line.take(number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text, number);
        }
        if (number % PROGRESS_LINES == 0) {
          progress.accept(bytes);
        }
      }
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new BadLine(file, 0, "the file must be UTF-8");
    }
  }

  private static RawMessage message(Path file, String text, long number) throws IOException {
    String topic = null;
    byte[] payload = null;
    boolean retained = false;
    Long receivedAt = null;
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new BadLine(file, number, "a line must be a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "topic" -> topic = json.getText();
          case "payload" -> payload = json.getBinaryValue();
          case "retained" -> retained = json.getBooleanValue();
          case "receivedAt" ->
              receivedAt =
                  json.currentToken().isNumeric()
                      ? json.getLongValue()
                      : time(file, number, json.getText());
          default -> json.skipChildren();
        }
      }
    } catch (JsonProcessingException e) {
      throw new BadLine(file, number, e.getOriginalMessage());
    }
    if (topic == null || payload == null || receivedAt == null) {
      throw new BadLine(file, number, "topic, payload (base64) and receivedAt are needed");
    }
    return new RawMessage(topic, payload, retained, receivedAt);
  }

  private static long time(Path file, long number, String text) {
    try {
      return isDigits(text)
          ? Long.parseLong(text)
          : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException | NumberFormatException e) {
      throw new BadLine(
          file, number, "time '" + text + "' must be RFC 3339 with offset, or epoch milliseconds");
    }
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Lines of {@code point,time,value[,quality]}. */
  private static final class CsvReadings {
    private final Path file;
    private final OfflineRun run;
    private int columns;
    private String[] cells;

    CsvReadings(Path file, OfflineRun run) {
      this.file = file;
      this.run = run;
    }

    void line(String text, long number) {
      if (columns == 0) {
        header(text);
        return;
      }
      if (!cut(text)) {
        throw new BadLine(file, number, "there must be " + columns + " cells, as in the header");
      }
      Point point =
          run.campus()
              .point(cells[0])
              .orElseThrow(
                  () -> new BadLine(file, number, "the registry has no point '" + cells[0] + "'"));
      long time = time(file, number, cells[1]);
      Quality quality = columns == 4 ? quality(cells[3], number) : Quality.GOOD;
      Sample sample = sample(cells[2], time, quality);
      Optional<String> refused = run.accept(point, sample, time);
      if (refused.isPresent()) {
        throw new BadLine(file, number, refused.get());
      }
    }

    /** Cuts a line into {@link #cells}; false when their number is wrong. */
    private boolean cut(String text) {
      int start = 0;
      for (int i = 0; i < columns; i++) {
        int comma = text.indexOf(',', start);
        boolean last = i == columns - 1;
        if (last != comma < 0) {
          return false;
        }
        cells[i] = text.substring(start, last ? text.length() : comma).strip();
        start = comma + 1;
      }
      return true;
    }

    private void header(String text) {
      String header = text.replace(" ", "").toLowerCase(Locale.ROOT);
      if (!header.equals("point,time,value") && !header.equals("point,time,value,quality")) {
        throw new BadLine(
            file, 1, "the header must be point,time,value or point,time,value,quality");
      }
      columns = header.endsWith("quality") ? 4 : 3;
      cells = new String[columns];
    }

    private Quality quality(String word, long number) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "", "good" -> Quality.GOOD;
        case "suspect" -> Quality.SUSPECT;
        case "bad" -> Quality.BAD;
        default ->
            throw new BadLine(file, number, "quality '" + word + "' must be good, suspect or bad");
      };
    }

    private static Sample sample(String value, long time, Quality quality) {
      if (value.isEmpty()) {
        return new Sample(null, null, null, time, Quality.BAD, -1);
      }
      try {
        return new Sample(new java.math.BigDecimal(value), null, null, time, quality, -1);
      } catch (NumberFormatException e) {
        return new Sample(null, value, null, time, quality, -1);
      }
    }
  }
}
