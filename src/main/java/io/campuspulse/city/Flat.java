package io.campuspulse.city;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The top level of a JSON object; what is nested is passed over, lists of texts are kept. */
final class Flat {
  private final Map<String, String> values;
  private final Map<String, List<String>> lists;

  private Flat(Map<String, String> values, Map<String, List<String>> lists) {
    this.values = values;
    this.lists = lists;
  }

  /** Reads a document; one that is no JSON object has nothing in it. */
  static Flat parse(String text) {
    Map<String, String> values = new HashMap<>();
    Map<String, List<String>> lists = new HashMap<>();
    try (JsonParser json = JsonText.factory().createParser(text)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          JsonToken value = json.nextToken();
          if (value == JsonToken.START_ARRAY) {
            lists.put(name, texts(json));
          } else if (value == JsonToken.START_OBJECT) {
            json.skipChildren();
          } else if (value != JsonToken.VALUE_NULL) {
            values.put(name, json.getText());
          }
        }
      }
    } catch (IOException e) {
      return new Flat(Map.of(), Map.of());
    }
    return new Flat(values, lists);
  }

  private static List<String> texts(JsonParser json) throws IOException {
    List<String> texts = new ArrayList<>();
    for (JsonToken t = json.nextToken(); t != JsonToken.END_ARRAY; t = json.nextToken()) {
      if (t == null) {
        throw new IOException("a list does not end");
      }
      if (t.isScalarValue()) {
        texts.add(json.getText());
      } else {
        json.skipChildren();
      }
    }
    return texts;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  Optional<Long> number(String name) {
    return text(name).filter(t -> t.matches("[0-9]{1,18}")).map(Long::valueOf);
  }

  List<String> list(String name) {
    return lists.getOrDefault(name, List.of());
  }
}
