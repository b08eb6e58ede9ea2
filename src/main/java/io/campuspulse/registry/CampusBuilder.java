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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects registry entries and refuses what does not fit together: double ids, references to
 * nothing, two devices with one identity, two points with one metric. Reports all of it at once.
 * Not thread-safe.
 */
public final class CampusBuilder {
  private final City city;
  private final Map<String, School> schools = new LinkedHashMap<>();
  private final Map<String, Building> buildings = new LinkedHashMap<>();
  private final Map<String, Space> spaces = new LinkedHashMap<>();
  private final Map<String, Equipment> equipment = new LinkedHashMap<>();
  private final Map<String, Device> devices = new LinkedHashMap<>();
  private final Map<String, Point> points = new LinkedHashMap<>();
  private final Map<String, Academics> academics = new LinkedHashMap<>();
  private final Map<String, Sensing> sensing = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Works> works = new ArrayList<>();
  private final Map<String, SchoolFigures> figures = new LinkedHashMap<>();
  private Scorecards scorecards = Scorecards.NONE;
  private Standards standards = Standards.DEFAULT;

  /**
   * Something that does not fit.
   *
   * @param thing the entry, such as {@code space A101}
   * @param value the offending value
   * @param rule the rule that it breaks
   */
  public record Problem(String thing, String value, String rule) {}

  public CampusBuilder(City city) {
    this.city = city;
  }

  public CampusBuilder add(School school) {
    return put(schools, "school", school.id(), school);
  }

  public CampusBuilder add(Building building) {
    return put(buildings, "building", building.id(), building);
  }

  public CampusBuilder add(Space space) {
    return put(spaces, "space", space.id(), space);
  }

  public CampusBuilder add(Equipment item) {
    return put(equipment, "equipment", item.id(), item);
  }

  public CampusBuilder add(Device device) {
    return put(devices, "device", device.id(), device);
  }

  public CampusBuilder add(Point point) {
    return put(points, "point", point.id(), point);
  }

  /** What is planned in a school. */
  public CampusBuilder add(String school, Academics plans) {
    return put(academics, "academics of school", school, plans);
  }

  public CampusBuilder add(Works done) {
    works.add(done);
    return this;
  }

  /** What places are asked for. */
  public CampusBuilder scorecards(Scorecards cards) {
    this.scorecards = cards;
    return this;
  }

  /** What a school says about itself. */
  public CampusBuilder add(String school, SchoolFigures said) {
    return put(figures, "figures of school", school, said);
  }

  /** The limits by which rooms are judged. */
  public CampusBuilder standards(Standards limits) {
    this.standards = limits;
    return this;
  }

  /** How the use of a space is told from its sensors. */
  public CampusBuilder add(String space, Sensing how) {
    return put(sensing, "sensing of space", space, how);
  }

  private <T> CampusBuilder put(Map<String, T> map, String kind, String id, T thing) {
    if (map.putIfAbsent(id, thing) != null) {
      problems.add(new Problem(kind + " " + id, id, "an id is used once among all of its kind"));
    }
    return this;
  }

  /** Everything wrong so far, references included; empty when {@link #build} will succeed. */
  public List<Problem> problems() {
    List<Problem> all = new ArrayList<>(problems);
    buildings.values().forEach(b -> refer(all, "building " + b.id(), b.school(), schools.keySet()));
    spaces.values().forEach(s -> refer(all, "space " + s.id(), s.building(), buildings.keySet()));
    equipment.values().forEach(e -> refer(all, "equipment " + e.id(), e.space(), spaces.keySet()));
    points.values().forEach(p -> refer(all, "point " + p.id(), p.device(), devices.keySet()));
    Map<String, String> owners = new HashMap<>();
    for (Device d : devices.values()) {
      String other = owners.putIfAbsent(d.convention() + "\n" + d.identity(), d.id());
      if (other != null) {
        all.add(
            new Problem(
                "device " + d.id(), d.identity(), "device " + other + " has the same identity"));
      }
    }
    for (SchoolFigures said : figures.values()) {
      for (SchoolFigures.Control c : said.controls()) {
        if (!exists(c.scope())) {
          all.add(new Problem("control " + c.id(), c.scope().toString(), "the scope must exist"));
        }
        if (c.automatic() != null) {
          refer(all, "control " + c.id(), c.automatic(), points.keySet());
        }
      }
    }
    for (Works w : works) {
      if (!exists(w.scope())) {
        all.add(
            new Problem("works " + w.name().en(), w.scope().toString(), "the scope must exist"));
      }
    }
    for (Point p : points.values()) {
      if (!exists(p.subject())) {
        all.add(new Problem("point " + p.id(), p.subject().toString(), "the subject must exist"));
      }
      String other = owners.putIfAbsent(p.device() + "\n\n" + p.metric(), p.id());
      if (other != null) {
        all.add(
            new Problem("point " + p.id(), p.metric(), "point " + other + " has the same metric"));
      }
    }
    return all;
  }

  private boolean exists(Scope scope) {
    return switch (scope.level()) {
      case CITY -> true;
      case SCHOOL -> schools.containsKey(scope.id());
      case BUILDING -> buildings.containsKey(scope.id());
      case SPACE -> spaces.containsKey(scope.id());
      case EQUIPMENT -> equipment.containsKey(scope.id());
    };
  }

  private static void refer(List<Problem> all, String thing, String target, Set<String> known) {
    if (!known.contains(target)) {
      all.add(new Problem(thing, target, "what it refers to must exist"));
    }
  }

  /**
   * The snapshot.
   *
   * @throws IllegalStateException when there are problems
   */
  public Campus build() {
    List<Problem> all = problems();
    if (!all.isEmpty()) {
      throw new IllegalStateException("registry does not fit together: " + all);
    }
    return new Campus(
        version(),
        new Campus.Whole(
            city, standards, List.copyOf(works), scorecards, new LinkedHashMap<>(figures)),
        new LinkedHashMap<>(schools),
        new LinkedHashMap<>(buildings),
        new LinkedHashMap<>(spaces),
        new LinkedHashMap<>(equipment),
        new LinkedHashMap<>(devices),
        new LinkedHashMap<>(points),
        new Campus.Additions(new LinkedHashMap<>(academics), new LinkedHashMap<>(sensing)));
  }

  private String version() {
    StringBuilder content = new StringBuilder().append(city).append('\n').append(schools);
    content.append(buildings).append(spaces).append(equipment).append(devices).append(points);
    if (!standards.toString().equals(Standards.DEFAULT.toString())) {
      content.append(standards);
    }
    if (!works.isEmpty()) {
      content.append(works);
    }
    content.append(scorecards);
    figures.forEach(
        (school, said) -> content.append(said.equals(SchoolFigures.NONE) ? "" : school + said));
    academics.forEach((school, plans) -> content.append(school).append(plans.digest()));
    if (!sensing.isEmpty()) {
      content.append(sensing);
    }
    return Digests.shortSha256(content.toString());
  }
}
