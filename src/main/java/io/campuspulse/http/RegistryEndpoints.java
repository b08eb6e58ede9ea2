package io.campuspulse.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campuspulse.model.Building;
import io.campuspulse.model.Device;
import io.campuspulse.model.Equipment;
import io.campuspulse.model.Point;
import io.campuspulse.model.School;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.model.SpaceType;
import io.campuspulse.query.LiveView;
import io.campuspulse.registry.Campus;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers the registry lists, with live state. */
final class RegistryEndpoints {
  private static final List<String> STATES = List.of("used", "sparse", "empty", "unknown");
  private static final Set<String> OCCUPIED = Set.of("used", "sparse");

  private final Reads reads;
  private final Duration staleAfter;

  RegistryEndpoints(Reads reads, Duration staleAfter) {
    this.reads = reads;
    this.staleAfter = staleAfter;
  }

  Reply schools(Call call) {
    LiveState now = LiveState.of(reads);
    Page<School> page = Page.of(now.campus().schools().stream(), School::id, call.parameters());
    return reply(page.body((json, school) -> school(json, now, school)));
  }

  Reply spaces(Call call) {
    LiveState now = LiveState.of(reads);
    Parameters parameters = call.parameters();
    Optional<SpaceType> type =
        parameters.word(
            "type", SpaceType::byId, Arrays.stream(SpaceType.values()).map(SpaceType::id).toList());
    Optional<Set<String>> states =
        parameters.word(
            "state",
            RegistryEndpoints::states,
            List.of("occupied", "used", "sparse", "empty", "unknown"));
    Stream<Space> spaces =
        spacesWithin(now.campus(), parameters)
            .filter(s -> type.isEmpty() || s.type() == type.get())
            .filter(
                s ->
                    states.isEmpty() || states.get().contains(now.live().presence(s.id()).state()));
    Page<Space> page = Page.of(spaces, Space::id, parameters);
    return reply(page.body((json, space) -> space(json, now, space)));
  }

  private static Optional<Set<String>> states(String word) {
    if (word.equals("occupied")) {
      return Optional.of(OCCUPIED);
    }
    return STATES.contains(word) ? Optional.of(Set.of(word)) : Optional.empty();
  }

  Reply equipment(Call call) {
    LiveState now = LiveState.of(reads);
    Campus campus = now.campus();
    Parameters parameters = call.parameters();
    Optional<String> kind = parameters.text("kind");
    Stream<Equipment> equipment =
        spacesWithin(campus, parameters)
            .flatMap(s -> campus.equipmentOf(s.id()).stream())
            .filter(e -> kind.isEmpty() || e.kind().equals(kind.get()));
    Page<Equipment> page = Page.of(equipment, Equipment::id, parameters);
    return reply(page.body((json, item) -> equipment(json, now, item)));
  }

  Reply devices(Call call) {
    LiveState now = LiveState.of(reads);
    Campus campus = now.campus();
    Parameters parameters = call.parameters();
    Optional<Scope> school = known(campus, parameters, Scope.Level.SCHOOL);
    Optional<Scope> space = known(campus, parameters, Scope.Level.SPACE);
    Optional<String> convention = parameters.text("convention");
    Optional<Boolean> silent =
        parameters.word("silent", List.of("true", "false")).map(Boolean::valueOf);
    Stream<Device> devices =
        campus.devices().stream()
            .filter(d -> school.isEmpty() || schools(campus, d).contains(school.get().id()))
            .filter(d -> space.isEmpty() || within(campus, d, space.get()))
            .filter(d -> convention.isEmpty() || d.convention().equals(convention.get()))
            .filter(d -> silent.isEmpty() || now.silent(d) == silent.get());
    Page<Device> page = Page.of(devices, Device::id, parameters);
    return reply(page.body((json, device) -> device(json, now, device)));
  }

  private static Reply reply(Json.Body body) {
    return Reply.json(body, DiscoveryEndpoints.LIVE_TTL);
  }

  /** The spaces that the parameters {@code school}, {@code building} and {@code space} leave. */
  private static Stream<Space> spacesWithin(Campus campus, Parameters parameters) {
    Set<String> ids =
        campus.spaces().stream().map(Space::id).collect(Collectors.toCollection(TreeSet::new));
    for (Scope.Level level : List.of(Scope.Level.SCHOOL, Scope.Level.BUILDING, Scope.Level.SPACE)) {
      known(campus, parameters, level)
          .ifPresent(
              scope -> ids.retainAll(campus.spacesUnder(scope).stream().map(Space::id).toList()));
    }
    return ids.stream().flatMap(id -> campus.space(id).stream());
  }

  private static Optional<Scope> known(Campus campus, Parameters parameters, Scope.Level level) {
    Optional<String> id = parameters.text(level.word());
    if (id.isPresent() && (id.get().isEmpty() || !campus.exists(new Scope(level, id.get())))) {
      throw Problem.notFound(
              level.word(), id.get(), "登记簿中没有这个对象", "the registry has nothing of this name")
          .exception();
    }
    return id.map(i -> new Scope(level, i));
  }

  private static Set<String> schools(Campus campus, Device device) {
    return campus.pointsOfDevice(device.id()).stream()
        .flatMap(p -> campus.schoolOf(p.subject()).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether a device measures a space or something in it. */
  private static boolean within(Campus campus, Device device, Scope space) {
    return campus.pointsOfDevice(device.id()).stream()
        .map(Point::subject)
        .map(s -> s.level() == Scope.Level.EQUIPMENT ? spaceOf(campus, s) : s)
        .anyMatch(space::equals);
  }

  private static Scope spaceOf(Campus campus, Scope equipment) {
    return Scope.space(campus.equipment(equipment.id()).orElseThrow().space());
  }

  private void school(JsonGenerator json, LiveState now, School school) throws IOException {
    Campus campus = now.campus();
    List<Space> spaces = campus.spacesUnder(Scope.school(school.id()));
    Optional<Long> watermark = now.live().watermark(school.id());
    json.writeStartObject();
    json.writeStringField("id", school.id());
    json.writeStringField("division", school.division());
    Json.name(json, "name", school.name());
    Json.whole(json, "students", school.students().latest().orElse(null));
    json.writeNumberField("buildings", campus.buildingsOf(school.id()).size());
    json.writeNumberField("spaces", spaces.size());
    json.writeNumberField(
        "equipment", spaces.stream().mapToInt(s -> campus.equipmentOf(s.id()).size()).sum());
    now.time(json, "dataTime", watermark);
    json.writeBooleanField(
        "stale", watermark.isEmpty() || now.nowMillis() - watermark.get() > staleAfter.toMillis());
    live(json, now, spaces);
    json.writeEndObject();
  }

  private static void live(JsonGenerator json, LiveState now, List<Space> spaces)
      throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    Long heads = null;
    for (Space space : spaces) {
      LiveView.Presence presence = now.live().presence(space.id());
      counts.merge(presence.state(), 1, Integer::sum);
      if (presence.heads().isPresent()) {
        heads = (heads == null ? 0 : heads) + presence.heads().get();
      }
    }
    json.writeObjectFieldStart("live");
    for (String state : STATES) {
      json.writeNumberField(state, counts.getOrDefault(state, 0));
    }
    Json.whole(json, "heads", heads);
    json.writeEndObject();
  }

  private static void space(JsonGenerator json, LiveState now, Space space) throws IOException {
    Scope scope = Scope.space(space.id());
    Building building = now.campus().building(space.building()).orElseThrow();
    LiveView.Presence presence = now.live().presence(space.id());
    json.writeStartObject();
    json.writeStringField("id", space.id());
    Json.name(json, "name", space.name());
    json.writeStringField("school", building.school());
    json.writeObjectFieldStart("building");
    json.writeStringField("id", building.id());
    Json.name(json, "name", building.name());
    json.writeEndObject();
    json.writeStringField("type", space.type().id());
    Json.number(json, "areaM2", space.area().latest().orElse(null));
    Json.whole(json, "capacity", space.capacity().latest().orElse(null));
    json.writeObjectFieldStart("live");
    json.writeStringField("state", presence.state());
    Json.whole(json, "heads", presence.heads().orElse(null));
    json.writeStringField("source", presence.source());
    now.time(json, "lastSeen", now.lastSeen(scope));
    now.readings(json, scope);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void equipment(JsonGenerator json, LiveState now, Equipment item)
      throws IOException {
    Scope scope = Scope.equipment(item.id());
    json.writeStartObject();
    json.writeStringField("id", item.id());
    Json.name(json, "name", item.name());
    json.writeStringField("school", now.campus().schoolOf(scope).orElseThrow());
    json.writeStringField("space", item.space());
    json.writeStringField("kind", item.kind());
    Json.number(json, "ratedPowerW", item.ratedPowerW().orElse(null));
    json.writeObjectFieldStart("live");
    json.writeStringField("state", now.live().machine(item.id()));
    now.time(json, "lastSeen", now.lastSeen(scope));
    now.readings(json, scope);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void device(JsonGenerator json, LiveState now, Device device) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", device.id());
    json.writeStringField("convention", device.convention());
    json.writeStringField("identity", device.identity());
    json.writeArrayFieldStart("schools");
    for (String school : schools(now.campus(), device)) {
      json.writeString(school);
    }
    json.writeEndArray();
    json.writeStringField("expectedInterval", device.expectedInterval().toString());
    now.time(json, "lastSeen", now.live().lastSeen(device.id()));
    json.writeStringField("availability", now.live().availability(device.id()).orElse(null));
    json.writeBooleanField("silent", now.silent(device));
    json.writeArrayFieldStart("points");
    for (Point point : now.campus().pointsOfDevice(device.id())) {
      json.writeStartObject();
      json.writeStringField("id", point.id());
      json.writeStringField("metric", point.metric());
      json.writeStringField("quantity", point.quantity().id());
      json.writeStringField("unit", point.quantity().unit().symbol());
      json.writeStringField("subject", point.subject().toString());
      json.writeStringField("role", point.role().word());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
