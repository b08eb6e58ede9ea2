package io.campuspulse.codec.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Changes JSON trees: deletes, doubles, renames, wraps, swaps and replaces nodes. */
final class JsonMutator {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Values that decoders have stumbled over. */
  private static final JsonNode[] VALUES = {
    NODES.nullNode(),
    NODES.booleanNode(true),
    NODES.booleanNode(false),
    NODES.numberNode(0),
    NODES.numberNode(-1),
    NODES.numberNode(999),
    NODES.numberNode(65535),
    NODES.numberNode(Long.MAX_VALUE),
    NODES.numberNode(Long.MIN_VALUE),
    NODES.numberNode(new BigInteger("18446744073709551616")),
    NODES.numberNode(new BigDecimal("1e999")),
    NODES.numberNode(new BigDecimal("1e-999")),
    NODES.numberNode(new BigDecimal("-327.68")),
    NODES.numberNode(new BigDecimal("1747636200.123456789123456789")),
    NODES.numberNode(1_747_636_200_000L),
    NODES.numberNode(268_435_456),
    NODES.textNode(""),
    NODES.textNode(" "),
    NODES.textNode("nan"),
    NODES.textNode("NULL"),
    NODES.textNode("UNAVAILABLE"),
    NODES.textNode("45%"),
    NODES.textNode("-"),
    NODES.textNode("+"),
    NODES.textNode("1.5e400"),
    NODES.textNode("7".repeat(1001)),
    NODES.textNode("00042"),
    NODES.textNode("read failed"),
    NODES.textNode("online"),
    NODES.textNode("2025-05-19T14:30:00+08:00"),
    NODES.textNode("2025-05-19T14:30:00"),
    NODES.textNode("+999999999-12-31T23:59:59Z"),
    NODES.textNode("20250519T063000Z"),
    NODES.textNode("\uD83C\uDF21\u0000\uFFFF"),
    NODES.textNode("x".repeat(2000)),
    NODES.arrayNode(),
    NODES.objectNode(),
  };

  private static final String[] KEYS = {
    "",
    "value",
    "time",
    "ts",
    "t",
    "n",
    "v",
    "bn",
    "bt",
    "unit",
    "Value",
    "Type",
    "Body",
    "UaType",
    "Status",
    "StatusCode",
    "Payload",
    "Messages",
    "MessageType",
    "NodeId",
    "params",
    "object",
    "timestamp",
    "temperature",
    "battery",
    "is_valid",
    "last_seen",
    "Time",
    "Epoch",
    "ZbReceived",
    "StatusSNS",
    "data",
    "dps",
    "services",
    "properties",
    "a.b[0]",
    "x_"
  };

  private final SplittableRandom random;

  JsonMutator(SplittableRandom random) {
    this.random = random;
  }

  /** Changes a copy of a tree once to four times; other gives subtrees to graft. */
  JsonNode mutate(JsonNode tree, JsonNode other) {
    JsonNode result = tree.deepCopy();
    for (int times = 1 + random.nextInt(4); times > 0; times--) {
      result = once(result, other);
    }
    return result;
  }

  private JsonNode once(JsonNode tree, JsonNode other) {
    List<JsonNode> parents = new ArrayList<>();
    collect(tree, parents);
    if (parents.isEmpty() || random.nextInt(20) == 0) {
      return random.nextBoolean() ? wrap(tree) : value(other);
    }
    JsonNode parent = parents.get(random.nextInt(parents.size()));
    if (parent instanceof ObjectNode object) {
      object(object, other);
    } else {
      array((ArrayNode) parent, other);
    }
    return tree;
  }

  private static void collect(JsonNode node, List<JsonNode> parents) {
    if (node.isContainerNode()) {
      parents.add(node);
      node.forEach(child -> collect(child, parents));
    }
  }

  private void object(ObjectNode object, JsonNode other) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    String key =
        keys.isEmpty() || random.nextInt(6) == 0 ? key() : keys.get(random.nextInt(keys.size()));
    switch (random.nextInt(6)) {
      case 0 -> object.remove(key);
      case 1 -> {
        JsonNode child = object.remove(key);
        object.set(key(), child == null ? NODES.nullNode() : child);
      }
      case 2 ->
          object.set(
              key, wrap(object.path(key).isMissingNode() ? NODES.nullNode() : object.get(key)));
      case 3 -> object.set(key(), value(other));
      default -> object.set(key, value(other));
    }
  }

  private void array(ArrayNode array, JsonNode other) {
    int size = array.size();
    int index = size == 0 ? 0 : random.nextInt(size);
    switch (random.nextInt(5)) {
      case 0 -> array.remove(index);
      case 1 -> array.add(size == 0 ? NODES.nullNode() : array.get(index).deepCopy());
      case 2 -> array.insert(index, value(other));
      case 3 -> {
        if (size > 0) {
          array.set(index, wrap(array.get(index)));
        }
      }
      default -> {
        if (size > 0) {
          array.set(index, value(other));
        }
      }
    }
  }

  private String key() {
    return KEYS[random.nextInt(KEYS.length)];
  }

  private JsonNode value(JsonNode other) {
    if (other != null && random.nextInt(4) == 0) {
      List<JsonNode> parents = new ArrayList<>();
      collect(other, parents);
      if (!parents.isEmpty()) {
        return parents.get(random.nextInt(parents.size())).deepCopy();
      }
    }
    return VALUES[random.nextInt(VALUES.length)].deepCopy();
  }

  private JsonNode wrap(JsonNode node) {
    JsonNode wrapped = node;
    int depth = random.nextInt(8) == 0 ? random.nextInt(40) : 1;
    for (int i = 0; i < depth; i++) {
      wrapped =
          random.nextBoolean()
              ? NODES.arrayNode().add(wrapped)
              : NODES.objectNode().set(key(), wrapped);
    }
    return wrapped;
  }
}
