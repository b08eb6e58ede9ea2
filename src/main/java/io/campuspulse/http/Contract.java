package io.campuspulse.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The operations that {@code openapi.yaml} names. The routers are built from it, so that document
 * and service cannot name different operations.
 */
final class Contract {
  private static final int DOCUMENT_TTL = 300;
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /**
   * An operation of the document.
   *
   * @param id its operationId
   * @param method in capitals
   * @param path template, such as {@code /api/v1/metrics/{metric}}
   * @param queryParameters names of the query parameters that it takes
   * @param tag {@code api} or {@code operations}
   * @param role what the caller must be at least; empty when it answers without a key
   * @param takesBody whether it reads a request body
   */
  record Operation(
      String id,
      String method,
      String path,
      Set<String> queryParameters,
      String tag,
      Optional<Role> role,
      boolean takesBody) {

    /** Whether it answers without a key. */
    boolean open() {
      return role.isEmpty();
    }
  }

  private final byte[] document;
  private final List<Operation> operations;

  private Contract(byte[] document, List<Operation> operations) {
    this.document = document;
    this.operations = List.copyOf(operations);
  }

  /**
   * Reads the document from the class path.
   *
   * @throws IllegalStateException when it is missing or not as this class expects
   */
  static Contract load() {
    try (InputStream in = Contract.class.getResourceAsStream("/openapi.yaml")) {
      if (in == null) {
        throw new IllegalStateException("openapi.yaml is missing from the class path");
      }
      byte[] document = in.readAllBytes();
      return new Contract(document, parse(new String(document, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new IllegalStateException("openapi.yaml cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<Operation> parse(String yaml) {
    Map<?, ?> root = map(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    List<Operation> found = new ArrayList<>();
    for (Map.Entry<?, ?> path : map(root.get("paths")).entrySet()) {
      for (Map.Entry<?, ?> method : map(path.getValue()).entrySet()) {
        if (METHODS.contains(text(method.getKey()))) {
          found.add(operation(root, text(path.getKey()), text(method.getKey()), method.getValue()));
        }
      }
    }
    return found;
  }

  private static Operation operation(Map<?, ?> root, String path, String method, Object node) {
    Map<?, ?> operation = map(node);
    Set<String> query = new LinkedHashSet<>();
    if (operation.get("parameters") instanceof List<?> parameters) {
      for (Object parameter : parameters) {
        Map<?, ?> resolved = resolve(root, map(parameter));
        if ("query".equals(resolved.get("in"))) {
          query.add(text(resolved.get("name")));
        }
      }
    }
    boolean open =
        operation.get("security") instanceof List<?> security && security.contains(Map.of());
    String role = operation.get("x-role") instanceof String word ? word : "viewer";
    String tag = text(list(operation.get("tags")).get(0));
    return new Operation(
        text(operation.get("operationId")),
        method.toUpperCase(Locale.ROOT),
        path,
        Set.copyOf(query),
        tag,
        open ? Optional.empty() : Optional.of(Role.valueOf(role.toUpperCase(Locale.ROOT))),
        operation.containsKey("requestBody"));
  }

  private static Map<?, ?> resolve(Map<?, ?> root, Map<?, ?> node) {
    if (!(node.get("$ref") instanceof String ref)) {
      return node;
    }
    Map<?, ?> at = root;
    for (String step : ref.substring("#/".length()).split("/", -1)) {
      at = map(at.get(step));
    }
    return at;
  }

  private static Map<?, ?> map(Object node) {
    if (node instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalStateException("openapi.yaml has '" + node + "' where an object is expected");
  }

  private static List<?> list(Object node) {
    if (node instanceof List<?> list && !list.isEmpty()) {
      return list;
    }
    throw new IllegalStateException("openapi.yaml has '" + node + "' where a list is expected");
  }

  private static String text(Object node) {
    if (node instanceof String text) {
      return text;
    }
    throw new IllegalStateException("openapi.yaml has '" + node + "' where text is expected");
  }

  /** The document itself. */
  Reply reply() {
    return new Reply(
        200,
        "application/yaml; charset=utf-8",
        () -> document,
        Rendered.digest(document),
        Reply.privately(DOCUMENT_TTL),
        OptionalLong.empty());
  }

  /** The operations with a tag, in the document's order. */
  List<Operation> operations(String tag) {
    return operations.stream().filter(o -> o.tag().equals(tag)).toList();
  }
}
