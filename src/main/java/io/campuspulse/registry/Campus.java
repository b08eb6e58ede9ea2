package io.campuspulse.registry;

import io.campuspulse.model.Building;
import io.campuspulse.model.City;
import io.campuspulse.model.Device;
import io.campuspulse.model.Equipment;
import io.campuspulse.model.Point;
import io.campuspulse.model.School;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Sensing;
import io.campuspulse.model.Space;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An immutable snapshot of the registry: everything that exists, indexed. Built by {@link
 * CampusBuilder}, which refuses dangling references and double ids, so that nobody checks again.
 */
public final class Campus {
  private final String version;
  private final Whole whole;
  private final Map<String, School> schools;
  private final Map<String, Building> buildings;
  private final Map<String, Space> spaces;
  private final Map<String, Equipment> equipment;
  private final Map<String, Device> devices;
  private final Map<String, Point> points;
  private final Additions additions;
  private final Map<String, Map<String, Device>> devicesByIdentity = new LinkedHashMap<>();
  private final Map<String, Map<String, Point>> pointsByDevice = new LinkedHashMap<>();
  private final Map<Scope, List<Point>> pointsBySubject = new LinkedHashMap<>();
  private final Map<String, List<Building>> buildingsBySchool;
  private final Map<String, List<Space>> spacesByBuilding;
  private final Map<String, List<Equipment>> equipmentBySpace;

  /**
   * What is said about the city as a whole.
   *
   * @param city the city
   * @param standards limits by which rooms are judged
   * @param works what was done to save energy
   * @param scorecards what places are asked for
   * @param figures what schools say about themselves, by school
   */
  record Whole(
      City city,
      Standards standards,
      List<Works> works,
      Scorecards scorecards,
      Map<String, SchoolFigures> figures) {}

  /**
   * What is known beyond things and places.
   *
   * @param academics plans by school
   * @param sensing by space, where the defaults do not fit
   */
  record Additions(Map<String, Academics> academics, Map<String, Sensing> sensing) {}

  Campus(
      String version,
      Whole whole,
      Map<String, School> schools,
      Map<String, Building> buildings,
      Map<String, Space> spaces,
      Map<String, Equipment> equipment,
      Map<String, Device> devices,
      Map<String, Point> points,
      Additions additions) {
    this.version = version;
    this.whole = whole;
    this.schools = schools;
    this.buildings = buildings;
    this.spaces = spaces;
    this.equipment = equipment;
    this.devices = devices;
    this.points = points;
    this.additions = additions;
    for (Device d : devices.values()) {
      devicesByIdentity
          .computeIfAbsent(d.convention(), k -> new LinkedHashMap<>())
          .put(d.identity(), d);
    }
    for (Point p : points.values()) {
      pointsByDevice.computeIfAbsent(p.device(), k -> new LinkedHashMap<>()).put(p.metric(), p);
      pointsBySubject.computeIfAbsent(p.subject(), k -> new ArrayList<>()).add(p);
    }
    buildingsBySchool = group(buildings.values(), Building::school);
    spacesByBuilding = group(spaces.values(), Space::building);
    equipmentBySpace = group(equipment.values(), Equipment::space);
  }

  private static <T> Map<String, List<T>> group(Collection<T> things, Function<T, String> parent) {
    Map<String, List<T>> map = new LinkedHashMap<>();
    things.forEach(t -> map.computeIfAbsent(parent.apply(t), k -> new ArrayList<>()).add(t));
    return map;
  }

  /** Digest of the content: equal registries have equal versions. */
  public String version() {
    return version;
  }

  public City city() {
    return whole.city();
  }

  /** The limits by which rooms are judged. */
  public Standards standards() {
    return whole.standards();
  }

  public Collection<School> schools() {
    return schools.values();
  }

  public Collection<Space> spaces() {
    return spaces.values();
  }

  public Collection<Building> buildings() {
    return buildings.values();
  }

  public Collection<Equipment> equipment() {
    return equipment.values();
  }

  public Collection<Device> devices() {
    return devices.values();
  }

  public Collection<Point> points() {
    return points.values();
  }

  public Optional<School> school(String id) {
    return Optional.ofNullable(schools.get(id));
  }

  public Optional<Building> building(String id) {
    return Optional.ofNullable(buildings.get(id));
  }

  public Optional<Space> space(String id) {
    return Optional.ofNullable(spaces.get(id));
  }

  public Optional<Equipment> equipment(String id) {
    return Optional.ofNullable(equipment.get(id));
  }

  public Optional<Device> device(String id) {
    return Optional.ofNullable(devices.get(id));
  }

  public Optional<Point> point(String id) {
    return Optional.ofNullable(points.get(id));
  }

  /** What places are asked for. */
  public Scorecards scorecards() {
    return whole.scorecards();
  }

  /** What a school says about itself. */
  public SchoolFigures figures(String school) {
    return whole.figures().getOrDefault(school, SchoolFigures.NONE);
  }

  /** What the school of a place says about itself. */
  public SchoolFigures figuresOf(Space space) {
    return building(space.building()).map(b -> figures(b.school())).orElse(SchoolFigures.NONE);
  }

  /** The controllable systems of all schools. */
  public List<SchoolFigures.Control> controls() {
    return whole.figures().values().stream().flatMap(f -> f.controls().stream()).toList();
  }

  /** Whether a point says that a controllable system acts by itself. */
  public boolean isControl(Point point) {
    return controls().stream().anyMatch(c -> point.id().equals(c.automatic()));
  }

  /** Works on exactly this scope, in registry order. */
  public List<Works> works(Scope scope) {
    return whole.works().stream().filter(w -> w.scope().equals(scope)).toList();
  }

  /** What is planned in a school; {@link Academics#NONE} when it has no calendar. */
  public Academics academics(String school) {
    return additions.academics().getOrDefault(school, Academics.NONE);
  }

  /** How the use of a space is told from its sensors. */
  public Sensing sensing(String space) {
    return additions.sensing().getOrDefault(space, Sensing.DEFAULT);
  }

  /** The points whose subject is exactly this scope, in registry order. */
  public List<Point> pointsOf(Scope subject) {
    return List.copyOf(pointsBySubject.getOrDefault(subject, List.of()));
  }

  /** The points of a device, in registry order. */
  public Collection<Point> pointsOfDevice(String device) {
    return List.copyOf(pointsByDevice.getOrDefault(device, Map.of()).values());
  }

  public List<Building> buildingsOf(String school) {
    return List.copyOf(buildingsBySchool.getOrDefault(school, List.of()));
  }

  public List<Space> spacesOf(String building) {
    return List.copyOf(spacesByBuilding.getOrDefault(building, List.of()));
  }

  public List<Equipment> equipmentOf(String space) {
    return List.copyOf(equipmentBySpace.getOrDefault(space, List.of()));
  }

  /** Whether a scope names something that exists. */
  public boolean exists(Scope scope) {
    return switch (scope.level()) {
      case CITY -> true;
      case SCHOOL -> schools.containsKey(scope.id());
      case BUILDING -> buildings.containsKey(scope.id());
      case SPACE -> spaces.containsKey(scope.id());
      case EQUIPMENT -> equipment.containsKey(scope.id());
    };
  }

  /** The scopes directly below: schools, buildings, spaces, equipment. */
  public List<Scope> childrenOf(Scope scope) {
    return switch (scope.level()) {
      case CITY -> schools().stream().map(s -> Scope.school(s.id())).toList();
      case SCHOOL -> buildingsOf(scope.id()).stream().map(b -> Scope.building(b.id())).toList();
      case BUILDING -> spacesOf(scope.id()).stream().map(s -> Scope.space(s.id())).toList();
      case SPACE -> equipmentOf(scope.id()).stream().map(e -> Scope.equipment(e.id())).toList();
      case EQUIPMENT -> List.of();
    };
  }

  /** The scope directly above; empty for the city and for what does not exist. */
  public Optional<Scope> parentOf(Scope scope) {
    return switch (scope.level()) {
      case CITY -> Optional.empty();
      case SCHOOL -> Optional.of(Scope.CITY);
      case BUILDING -> building(scope.id()).map(b -> Scope.school(b.school()));
      case SPACE -> space(scope.id()).map(s -> Scope.building(s.building()));
      case EQUIPMENT -> equipment(scope.id()).map(e -> Scope.space(e.space()));
    };
  }

  /** All spaces at or below a scope, in registry order; an equipment has none. */
  public List<Space> spacesUnder(Scope scope) {
    return switch (scope.level()) {
      case CITY -> List.copyOf(spaces.values());
      case SCHOOL ->
          buildingsOf(scope.id()).stream().flatMap(b -> spacesOf(b.id()).stream()).toList();
      case BUILDING -> spacesOf(scope.id());
      case SPACE -> space(scope.id()).stream().toList();
      case EQUIPMENT -> List.of();
    };
  }

  /** The id of the school that a scope belongs to; empty for the city. */
  public Optional<String> schoolOf(Scope scope) {
    return switch (scope.level()) {
      case CITY -> Optional.empty();
      case SCHOOL -> Optional.of(scope.id());
      case BUILDING -> building(scope.id()).map(Building::school);
      case SPACE -> space(scope.id()).flatMap(s -> schoolOf(Scope.building(s.building())));
      case EQUIPMENT -> equipment(scope.id()).flatMap(e -> schoolOf(Scope.space(e.space())));
    };
  }

  /** The device that a convention knows by an identity. */
  public Optional<Device> deviceByIdentity(String convention, String identity) {
    return Optional.ofNullable(devicesByIdentity.getOrDefault(convention, Map.of()).get(identity));
  }

  /** The point of a device's native metric. */
  public Optional<Point> pointByMetric(String device, String metric) {
    return Optional.ofNullable(pointsByDevice.getOrDefault(device, Map.of()).get(metric));
  }
}
