package io.campuspulse.store.influx;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.campuspulse.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Streams the JSON of an InfluxQL answer.
 *
 * <p>The client's own reader holds an answer in memory, splits tags at every comma, and passes over
 * an {@code error} inside an answer of status 200 as if there were no rows. This one does not.
 */
final class QueryReader {
  private static final JsonFactory JSON = new JsonFactory();

  /** Where rows go. */
  interface Rows {
    /**
     * Takes one row.
     *
     * @param tag the value of the tag that the query groups by, empty without one
     * @param cells the columns as text, null where the answer holds none
     */
    void row(String tag, String[] cells);
  }

  private final Rows rows;
  private String tag = "";
  private boolean unfinished;

  private QueryReader(Rows rows) {
    this.rows = rows;
  }

  /**
   * Reads an answer to its end; it may come in several documents.
   *
   * @throws StoreException when the answer says that the query failed, or ends too early
   */
  static void read(InputStream answer, Rows rows) throws IOException {
    QueryReader reader = new QueryReader(rows);
    try (JsonParser json = JSON.createParser(answer)) {
      while (json.nextToken() != null) {
        reader.document(json);
      }
    }
    if (reader.unfinished) {
      throw new StoreException("InfluxDB broke its answer off");
    }
  }

  private void document(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "results" -> {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            result(json);
          }
        }
        case "error" -> throw failed(json.getText());
        default -> json.skipChildren();
      }
    }
  }

  private void result(JsonParser json) throws IOException {
    unfinished = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "series" -> {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            series(json);
          }
        }
        case "error" -> throw failed(json.getText());
        case "partial" -> unfinished = json.getBooleanValue();
        default -> json.skipChildren();
      }
    }
  }

  private void series(JsonParser json) throws IOException {
    tag = "";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "tags" -> {
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            tag = json.nextTextValue();
          }
        }
        case "values" -> {
          while (json.nextToken() == JsonToken.START_ARRAY) {
            rows.row(tag, cells(json));
          }
        }
        default -> json.skipChildren();
      }
    }
  }

  private static String[] cells(JsonParser json) throws IOException {
    List<String> cells = new ArrayList<>(6);
    for (JsonToken t = json.nextToken(); t != JsonToken.END_ARRAY; t = json.nextToken()) {
      cells.add(t == JsonToken.VALUE_NULL ? null : json.getText());
    }
    return cells.toArray(String[]::new);
  }

  private static StoreException failed(String error) {
    return new StoreException("InfluxDB could not answer: " + error);
  }
}
