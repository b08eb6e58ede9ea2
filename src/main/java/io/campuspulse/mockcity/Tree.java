package io.campuspulse.mockcity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps, lists, texts and numbers; numbers stay as they were written. */
final class Tree {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Tree() {}

  /** A number as written. */
  record Num(String text) {}

  /** The document is not what it should be. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String sentence) {
      super(sentence);
    }
  }

  static Object parse(byte[] document) throws Malformed {
    try (JsonParser json = FACTORY.createParser(document)) {
      json.nextToken();
      Object value = value(json);
      if (json.nextToken() != null) {
        throw new Malformed("something follows the document");
      }
      return value;
    } catch (IOException e) {
      throw new Malformed("not JSON: " + e.getMessage().lines().findFirst().orElse(""));
    }
  }

  private static Object value(JsonParser json) throws IOException, Malformed {
    JsonToken token = json.currentToken();
    if (token == null) {
      throw new Malformed("the document is empty or ends early");
    }
    switch (token) {
      case START_OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          json.nextToken();
          map.put(name, value(json));
        }
        return map;
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(json));
        }
        return list;
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        return new Num(json.getText());
      }
      case VALUE_NULL -> {
        return null;
      }
      default -> {
        return json.getText();
      }
    }
  }

  static Map<?, ?> object(Object node, String what) throws Malformed {
    if (node instanceof Map<?, ?> map) {
      return map;
    }
    throw new Malformed(what + " is not an object");
  }

  static List<?> list(Object node, String what) throws Malformed {
    if (node instanceof List<?> list) {
      return list;
    }
    throw new Malformed(what + " is not a list");
  }

  static String text(Map<?, ?> map, String name) throws Malformed {
    if (map.get(name) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new Malformed("'" + name + "' is not a text");
  }

  static long whole(Map<?, ?> map, String name) throws Malformed {
    if (map.get(name) instanceof Num number && number.text().matches("[0-9]{1,18}")) {
      return Long.parseLong(number.text());
    }
    throw new Malformed("'" + name + "' is not a whole number");
  }

  /** A number as written, or empty for null. */
  static String numberOrEmpty(Map<?, ?> map, String name) throws Malformed {
    Object value = map.get(name);
    if (value == null) {
      return "";
    }
    if (value instanceof Num number) {
      return number.text();
    }
    throw new Malformed("'" + name + "' is neither number nor null");
  }
}
