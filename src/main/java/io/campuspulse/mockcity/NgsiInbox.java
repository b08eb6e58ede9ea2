package io.campuspulse.mockcity;

import com.sun.net.httpserver.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Takes NGSI-LD entities, each for itself. */
final class NgsiInbox implements Inbox {
  private static final int MOST = 500;
  private static final String PREFIX = "urn:ngsi-ld:";
  private static final String KPI = "KeyPerformanceIndicator";
  private static final Set<String> TYPES = Set.of("Building", "Device", "DeviceMeasurement", KPI);

  private final Ledger ledger;
  private final Map<String, String> types = new ConcurrentHashMap<>();

  NgsiInbox(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Number of known entities of each type. */
  Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    types.values().forEach(t -> counts.merge(t, 1L, Long::sum));
    return counts;
  }

  @Override
  public String path() {
    return "/ngsi-ld/v1/entityOperations/upsert";
  }

  @Override
  public Answer take(Headers headers, byte[] body, boolean partial) {
    String type = String.valueOf(headers.getFirst("Content-Type"));
    if (!type.startsWith("application/json") && !type.startsWith("application/ld+json")) {
      return Answer.refused(415, "Content-Type must be application/json or application/ld+json");
    }
    try {
      List<?> entities = Tree.list(Tree.parse(body), "the body");
      if (entities.isEmpty() || entities.size() > MOST) {
        return Answer.refused(400, "a batch has 1 to " + MOST + " entities");
      }
      return each(entities, partial);
    } catch (Tree.Malformed e) {
      return Answer.refused(400, e.getMessage());
    }
  }

  private Answer each(List<?> entities, boolean partial) {
    List<String> created = new ArrayList<>();
    List<String> good = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    int index = 0;
    for (Object node : entities) {
      String id = "";
      try {
        Map<?, ?> entity = Tree.object(node, "an entity");
        id = Tree.text(entity, "id");
        if (partial && index % 10 == 9) {
          throw new Tree.Malformed("refused by the switchboard");
        }
        if (upsert(id, entity)) {
          created.add(Answer.quoted(id));
        }
        good.add(Answer.quoted(id));
      } catch (Tree.Malformed | Ledger.Refused e) {
        bad.add(
            "{\"entityId\":%s,\"error\":{\"title\":%s}}"
                .formatted(Answer.quoted(id), Answer.quoted(String.valueOf(e.getMessage()))));
      }
      index++;
    }
    if (!bad.isEmpty()) {
      return new Answer(
          207,
          "{\"success\":[%s],\"errors\":[%s]}"
              .formatted(String.join(",", good), String.join(",", bad)));
    }
    return created.isEmpty()
        ? new Answer(204, "")
        : new Answer(201, "[" + String.join(",", created) + "]");
  }

  private boolean upsert(String id, Map<?, ?> entity) throws Tree.Malformed, Ledger.Refused {
    String type = Tree.text(entity, "type");
    if (!TYPES.contains(type) || !id.startsWith(PREFIX + type + ":")) {
      throw new Tree.Malformed("type and id do not fit: " + type);
    }
    for (Map.Entry<?, ?> attribute : entity.entrySet()) {
      String name = String.valueOf(attribute.getKey());
      if (!name.equals("id") && !name.equals("type") && !name.equals("@context")) {
        check(name, Tree.object(attribute.getValue(), name));
      }
    }
    if (type.equals(KPI)) {
      ledger.upsert(figure(id, entity));
    }
    return types.put(id, type) == null;
  }

  private static void check(String name, Map<?, ?> attribute) throws Tree.Malformed {
    String type = Tree.text(attribute, "type");
    boolean property = type.equals("Property") && attribute.get("value") != null;
    boolean relationship = type.equals("Relationship") && attribute.get("object") != null;
    if (!property && !relationship) {
      throw new Tree.Malformed(name + " is neither Property nor Relationship");
    }
    boolean measured = name.equals("kpiValue") || name.equals("numValue");
    if (measured && !attribute.containsKey("unitCode") && !attribute.containsKey("unitText")) {
      throw new Tree.Malformed(name + " has no unit");
    }
  }

  private static Item figure(String id, Map<?, ?> entity) throws Tree.Malformed {
    Map<?, ?> period =
        Tree.object(
            Tree.object(entity.get("calculationPeriod"), "calculationPeriod").get("value"),
            "calculationPeriod");
    Object value = entity.get("kpiValue");
    return new Item(
            id.substring((PREFIX + KPI + ":").length()),
            Tree.whole(Tree.object(entity.get("revision"), "revision"), "value"),
            Tree.text(Tree.object(entity.get("status"), "status"), "value"),
            value == null ? "" : Tree.numberOrEmpty(Tree.object(value, "kpiValue"), "value"),
            Tree.text(period, "from"),
            Tree.text(period, "to"))
        .checked();
  }
}
