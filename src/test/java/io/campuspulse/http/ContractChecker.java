package io.campuspulse.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Holds responses against {@code openapi.yaml}: status, media type, required headers and body. */
final class ContractChecker {
  private static final String LOCATION = "https://campus.test/openapi.json";
  private final JsonNode document;
  private final SchemaRegistry schemas;

  ContractChecker() {
    try (InputStream in = ContractChecker.class.getResourceAsStream("/openapi.yaml")) {
      Object yaml = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
      document = new ObjectMapper().valueToTree(yaml);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    schemas =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(LOCATION, document.toString())));
  }

  JsonNode document() {
    return document;
  }

  /** All operations, "GET /path" to operationId. */
  Map<String, String> operations() {
    Map<String, String> operations = new TreeMap<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            operations.put(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                method.getValue().get("operationId").asText())));
    return operations;
  }

  /**
   * Asserts that a response is one that the document names.
   *
   * @param method of the request; one that the path does not have gets the problem of those it has
   * @param path of the request, without query
   */
  void check(
      String method, String path, int status, Map<String, List<String>> headers, String body) {
    String template = template(path);
    if (template == null) {
      assertThat(status).as("status at the unknown path " + path).isBetween(400, 499);
      checkBody("/components/responses/Problem", status, headers, body);
      return;
    }
    JsonNode methods = document.get("paths").get(template);
    String asked = method.toLowerCase(Locale.ROOT);
    String operation = methods.has(asked) ? asked : methods.fieldNames().next();
    String responses =
        "/paths/" + template.replace("~", "~0").replace("/", "~1") + "/" + operation + "/responses";
    String pointer = responses + "/" + status;
    if (document.at(pointer).isMissingNode()) {
      pointer = responses + "/default";
    }
    JsonNode node = document.at(pointer);
    if (node.has("$ref")) {
      pointer = node.get("$ref").asText().substring(1);
    }
    checkBody(pointer, status, headers, body);
  }

  private void checkBody(
      String pointer, int status, Map<String, List<String>> headers, String body) {
    JsonNode response = document.at(pointer);
    response
        .path("headers")
        .properties()
        .forEach(
            header -> {
              String ref = header.getValue().path("$ref").asText("");
              JsonNode declared = ref.isEmpty() ? header.getValue() : document.at(ref.substring(1));
              if (declared.path("required").asBoolean(false)) {
                assertThat(header(headers, header.getKey()))
                    .as("header " + header.getKey() + " of " + pointer)
                    .matches(declared.at("/schema/pattern").asText(".*"));
              }
            });
    if (!response.has("content")) {
      assertThat(body).as("body of a " + status).isEmpty();
      return;
    }
    String media = header(headers, "content-type").split(";", 2)[0];
    assertThat(response.get("content").has(media))
        .as("media type " + media + " of " + pointer + " with status " + status)
        .isTrue();
    if (media.endsWith("json")) {
      Schema schema =
          schemas.getSchema(
              SchemaLocation.of(
                  LOCATION + "#" + pointer + "/content/" + media.replace("/", "~1") + "/schema"));
      assertThat(schema.validate(body, InputFormat.JSON))
          .as("violations of " + pointer + " in " + body)
          .isEmpty();
    }
  }

  private static String header(Map<String, List<String>> headers, String name) {
    return headers.entrySet().stream()
        .filter(e -> e.getKey().equalsIgnoreCase(name))
        .map(e -> e.getValue().get(0))
        .findFirst()
        .orElse("");
  }

  private String template(String path) {
    List<String> found = new ArrayList<>();
    document
        .get("paths")
        .fieldNames()
        .forEachRemaining(
            t -> {
              if (path.matches(t.replaceAll("\\{\\w+}", "[^/]+").replace(".", "\\."))) {
                found.add(t);
              }
            });
    return found.isEmpty() ? null : found.get(0);
  }
}
