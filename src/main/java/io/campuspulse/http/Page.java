package io.campuspulse.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A page of a list ordered by id. The cursor names the last id seen, so that a page stays right
 * when the registry changes between two calls.
 *
 * @param items of this page
 * @param total number of items on all pages
 * @param next cursor of the next page, or null
 */
record Page<T>(List<T> items, int total, String next) {
  private static final int PRESET_LIMIT = 500;
  private static final int MAX_LIMIT = 1_000;

  /** Writes one item. */
  interface ItemWriter<T> {
    void write(JsonGenerator json, T item) throws IOException;
  }

  /**
   * Cuts the page that {@code limit} and {@code cursor} ask for.
   *
   * @throws ProblemException when they break their rules
   */
  static <T> Page<T> of(Stream<T> all, Function<T, String> id, Parameters parameters) {
    int limit = parameters.integer("limit", PRESET_LIMIT, 1, MAX_LIMIT);
    String after = parameters.text("cursor").map(Page::decode).orElse("");
    List<T> sorted = all.sorted(Comparator.comparing(id)).toList();
    List<T> rest = sorted.stream().filter(t -> id.apply(t).compareTo(after) > 0).toList();
    List<T> items = rest.subList(0, Math.min(limit, rest.size()));
    String next = rest.size() > limit ? encode(id.apply(items.get(items.size() - 1))) : null;
    return new Page<>(items, sorted.size(), next);
  }

  /** A cursor of a text. */
  static String encode(String id) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(id.getBytes(StandardCharsets.UTF_8));
  }

  /** The text of a cursor. */
  static String decode(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw badCursor(cursor);
    }
  }

  static ProblemException badCursor(String cursor) {
    return Problem.parameter(
            "cursor", cursor, "必须是上一页给出的 next", "must be the next of the page before")
        .exception();
  }

  /** The page as a document. */
  Json.Body body(ItemWriter<T> writer) {
    return json -> {
      json.writeStartObject();
      json.writeArrayFieldStart("items");
      for (T item : items) {
        writer.write(json, item);
      }
      json.writeEndArray();
      json.writeNumberField("total", total);
      json.writeStringField("next", next);
      json.writeEndObject();
    };
  }
}
