package io.campuspulse.city;

import io.campuspulse.journal.Outbox;
import io.campuspulse.model.Device;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.School;
import io.campuspulse.registry.Campus;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * NGSI-LD: {@code POST {url}/ngsi-ld/v1/entityOperations/upsert}. A batch's body is a JSON array
 * with one entity a line. First come buildings and devices, after every change of the registry
 * again; then figures as {@code KeyPerformanceIndicator}, with the newest air readings of their
 * school as {@code DeviceMeasurement}. Of a 207 only what failed is sent again.
 */
final class NgsiProfile implements Profile {
  private static final String CONTEXT =
      "<https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.8.jsonld>;"
          + " rel=\"http://www.w3.org/ns/json-ld#context\"; type=\"application/ld+json\"";

  private static final Set<Quantity> MEASURED =
      EnumSet.of(Quantity.CO2, Quantity.TEMPERATURE, Quantity.HUMIDITY, Quantity.PM25);

  private static final String ID = "{\"id\":\"";

  private final LinkSettings.Push push;

  NgsiProfile(LinkSettings.Push push) {
    this.push = push;
  }

  @Override
  public void registry(Campus campus, List<School> schools, Draft draft, int max) {
    Set<String> ids = schools.stream().map(School::id).collect(Collectors.toSet());
    List<String> entities = new ArrayList<>();
    campus.buildings().stream()
        .filter(b -> ids.contains(b.school()))
        .forEach(b -> entities.add(NgsiEntities.building(campus, b)));
    for (Device device : campus.devices()) {
      boolean mine =
          campus.pointsOfDevice(device.id()).stream()
              .anyMatch(p -> campus.schoolOf(p.subject()).filter(ids::contains).isPresent());
      if (mine) {
        entities.add(NgsiEntities.device(campus, device));
      }
    }
    String version = campus.version() + "/" + entities.size() + ":";
    String told = draft.moves().registry();
    int from = told.startsWith(version) ? Integer.parseInt(told.substring(version.length())) : 0;
    int to = Math.min(entities.size(), from + max);
    if (from < to) {
      draft.addEntities(entities.subList(from, to));
      draft.told(version + to);
    }
  }

  @Override
  public List<String> measurements(Ground ground, School school, int max) {
    Campus campus = ground.campus().get();
    List<String> entities = new ArrayList<>();
    for (Point point : campus.points()) {
      boolean mine =
          MEASURED.contains(point.quantity())
              && campus.schoolOf(point.subject()).filter(school.id()::equals).isPresent();
      if (mine && entities.size() < max) {
        ground
            .live()
            .latest(point.id())
            .map(latest -> NgsiEntities.measurement(point, latest, campus.city().zone()))
            .ifPresent(entities::add);
      }
    }
    return entities;
  }

  @Override
  public String body(long number, Draft draft) {
    List<String> lines = new ArrayList<>(draft.entities());
    draft.records().forEach(r -> lines.add(NgsiEntities.kpi(r)));
    return array(lines);
  }

  private static String array(List<String> lines) {
    return "[\n" + String.join(",\n", lines) + "\n]";
  }

  /** The entities of a body by id, in its order. */
  private static Map<String, String> entities(String body) {
    Map<String, String> entities = new LinkedHashMap<>();
    for (String line : body.lines().filter(l -> l.startsWith(ID)).toList()) {
      String id = line.substring(ID.length(), line.indexOf('"', ID.length()));
      entities.put(id, line.endsWith(",") ? line.substring(0, line.length() - 1) : line);
    }
    return entities;
  }

  @Override
  public Request push(Outbox.Batch batch, Set<String> done, long nowMillis) {
    String body = batch.body();
    if (!done.isEmpty()) {
      Map<String, String> rest = entities(body);
      rest.keySet().removeAll(done);
      body = array(List.copyOf(rest.values()));
    }
    URI uri = URI.create(push.url() + "/ngsi-ld/v1/entityOperations/upsert");
    Map<String, String> headers = headers("POST", uri, nowMillis);
    headers.put("Content-Type", "application/json");
    headers.put("Link", CONTEXT);
    headers.put("Digest", Digests.header(body));
    headers.put("Idempotency-Key", batch.key());
    return new Request("POST", uri, headers, Optional.of(body));
  }

  private Map<String, String> headers(String method, URI uri, long nowMillis) {
    return push.credentials()
        .map(key -> IrsProfile.signed(key, method, uri, nowMillis))
        .orElseGet(LinkedHashMap::new);
  }

  @Override
  public Delivery judge(Outbox.Batch batch, Set<String> done, Response response) {
    if (response.status() == 201 || response.status() == 204) {
      return Delivery.RECEIVED;
    }
    if (response.status() == 207) {
      Set<String> all = new HashSet<>(done);
      all.addAll(Flat.parse(response.body()).list("success"));
      Set<String> wanted = entities(batch.body()).keySet();
      if (all.containsAll(wanted)) {
        return Delivery.RECEIVED;
      }
      all.retainAll(wanted);
      return Delivery.partial(
          "the city refuses "
              + (wanted.size() - all.size())
              + " of "
              + wanted.size()
              + " entities of batch "
              + batch.number(),
          response,
          all);
    }
    return Delivery.refused("the city does not take batch " + batch.number(), response);
  }

  @Override
  public Request reconciliation(String day, long nowMillis) {
    URI uri = URI.create(push.url() + "/reconciliation?day=" + day);
    return new Request("GET", uri, headers("GET", uri, nowMillis), Optional.empty());
  }
}
