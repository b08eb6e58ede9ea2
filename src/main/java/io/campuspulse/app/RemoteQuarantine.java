package io.campuspulse.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.campuspulse.journal.Quarantine;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The quarantine of a running service, through its API. */
public final class RemoteQuarantine {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final JsonFactory JSON = new JsonFactory();

  private final URI service;
  private final String key;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  /**
   * A service's quarantine.
   *
   * @param service its address, such as {@code http://127.0.0.1:8080}
   * @param key a key of role operator
   */
  public RemoteQuarantine(URI service, String key) {
    this.service = service;
    this.key = key;
  }

  /**
   * Number of messages that a filter names.
   *
   * @throws IOException when the service cannot be reached or refuses, in a sentence
   */
  public long count(Quarantine.Filter filter) throws IOException {
    String query =
        fields(filter).entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "?limit=1&", ""))
            .replace("+", "%20");
    return number(send(request("/api/v1/quarantine" + query).GET().build(), 200), "total");
  }

  /**
   * Has messages put back into the journal.
   *
   * @return how many
   * @throws IOException when the service cannot be reached or refuses, in a sentence
   */
  public long replay(Quarantine.Filter filter) throws IOException {
    HttpRequest request =
        request("/api/v1/quarantine:replay")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body(fields(filter))))
            .build();
    return number(send(request, 202), "replayed");
  }

  private HttpRequest.Builder request(String path) {
    String base = service.toString().replaceAll("/+$", "");
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(PATIENCE)
        .header("X-API-Key", key)
        .header("Accept-Language", "en");
  }

  private String send(HttpRequest request, int expected) throws IOException {
    try {
      HttpResponse<String> response =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() != expected) {
        throw new IOException(
            service + " answers " + response.statusCode() + ": " + response.body().strip());
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static Map<String, String> fields(Quarantine.Filter filter) {
    Map<String, String> fields = new TreeMap<>();
    put(fields, "reason", filter.reason());
    put(fields, "topicPrefix", filter.topicPrefix());
    if (filter.source() != null) {
      put(fields, "convention", filter.source().convention());
      put(fields, "device", filter.source().device());
    }
    put(fields, "from", time(filter.fromMillis()));
    put(fields, "to", time(filter.toMillis()));
    return fields;
  }

  private static void put(Map<String, String> fields, String name, String value) {
    if (value != null) {
      fields.put(name, value);
    }
  }

  private static String time(Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis).toString();
  }

  private static String body(Map<String, String> fields) throws IOException {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      for (Map.Entry<String, String> field : fields.entrySet()) {
        json.writeStringField(field.getKey(), field.getValue());
      }
      json.writeEndObject();
    }
    return out.toString();
  }

  /** A number at the top of a JSON object. */
  private static long number(String text, String name) throws IOException {
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        if (field.equals(name)) {
          return json.getLongValue();
        }
        json.skipChildren();
      }
    }
    throw new IOException("the answer has no '" + name + "'; is this a Campus Pulse service?");
  }
}
