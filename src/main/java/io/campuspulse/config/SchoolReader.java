package io.campuspulse.config;

import io.campuspulse.model.Building;
import io.campuspulse.model.Equipment;
import io.campuspulse.model.OpeningHours;
import io.campuspulse.model.School;
import io.campuspulse.model.Sensing;
import io.campuspulse.model.Space;
import io.campuspulse.model.SpaceType;
import io.campuspulse.model.Unit;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the files of one school: first its places and equipment, then its devices. */
final class SchoolReader {
  private static final Pattern SCHOOL_CODE = Pattern.compile("[0-9]{10}");
  private static final Pattern DIVISION = Pattern.compile("[0-9]{6}");
  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  private final List<Section> files;
  private final RegistryDraft draft;
  private final Map<SpaceType, OpeningHours> hoursByType = new EnumMap<>(SpaceType.class);
  private OpeningHours hours = OpeningHours.CLOSED;
  private boolean hoursGiven;
  private Sensing sensingDefaults = Sensing.DEFAULT;
  private String schoolId = "";
  private final Map<String, String> spaces = new HashMap<>();

  SchoolReader(List<Section> files, RegistryDraft draft) {
    this.files = files;
    this.draft = draft;
  }

  /** The school with its buildings, spaces and equipment. */
  void readPlaces() {
    readSchool();
    readDefaults();
    RegistryEntries.all(files, "buildings").forEach(this::readBuilding);
    RegistryEntries.all(files, "spaces").forEach(this::readSpace);
    RegistryEntries.all(files, "equipment").forEach(this::readEquipment);
    draft.builder().add(schoolId, FiguresReader.read(files, schoolId));
    RegistryEntries.all(files, "works")
        .forEach(entry -> WorksReader.read(entry, schoolId).ifPresent(w -> draft.builder().add(w)));
  }

  /** Calendar, timetables, bookings and closures; the school's spaces are known by now. */
  void readAcademics(ZoneId zone) {
    new AcademicsReader(files, spaces, zone)
        .read()
        .ifPresent(
            plans -> {
              if (!schoolId.isEmpty()
                  && draft.claim("academics of school", schoolId, files.get(0))) {
                draft.builder().add(schoolId, plans);
              }
            });
  }

  /** The devices with their points; all places of all schools are known by now. */
  void readDevices(DeviceReader.Conventions conventions) {
    DeviceReader reader = new DeviceReader(schoolId, files, draft, conventions);
    RegistryEntries.all(files, "devices").forEach(reader::read);
    files.forEach(Section::finish);
  }

  private void readSchool() {
    List<Section> schools =
        files.stream().flatMap(file -> file.optionalSection("school").stream()).toList();
    if (schools.isEmpty()) {
      files
          .get(0)
          .problem("", "'school' is missing; one file of a school's folder describes the school");
      return;
    }
    for (Section second : schools.subList(1, schools.size())) {
      second.problem("", "the school is already described in " + schools.get(0).file());
    }
    Section entry = schools.get(0);
    schoolId = entry.matching("id", SCHOOL_CODE, "must be the 10-digit school code");
    School school =
        new School(
            schoolId,
            entry.matching("division", DIVISION, "must be the 6-digit division code"),
            RegistryEntries.name(entry),
            RegistryEntries.datedCount(entry, "students", 200_000),
            entry.flag("boarding", false));
    if (draft.claim("school", schoolId, entry)) {
      draft.builder().add(school);
    }
  }

  private void readDefaults() {
    for (Section file : files) {
      Optional<Section> defaults = file.optionalSection("defaults");
      defaults
          .flatMap(d -> d.node("opening_hours"))
          .ifPresent(
              node -> {
                hours = HoursReader.read(node);
                hoursGiven = true;
              });
      if (defaults.isPresent()) {
        sensingDefaults = SensingReader.readDefaults(defaults.get(), sensingDefaults);
      }
      defaults.flatMap(d -> d.optionalSection("opening_hours_of")).ifPresent(this::readHoursByType);
    }
  }

  private void readHoursByType(Section byType) {
    for (SpaceType type : SpaceType.values()) {
      byType.node(type.id()).ifPresent(node -> hoursByType.put(type, HoursReader.read(node)));
    }
  }

  private void readBuilding(Section entry) {
    String id = RegistryEntries.id(entry);
    Building building = new Building(id, schoolId, RegistryEntries.name(entry));
    if (draft.claim("building", id, entry)) {
      draft.builder().add(building);
    }
  }

  private void readSpace(Section entry) {
    String id = RegistryEntries.id(entry);
    SpaceType type = entry.enumOf("type", SpaceType.class);
    Space space =
        new Space(
            id,
            entry.text("building"),
            RegistryEntries.name(entry),
            type,
            RegistryEntries.datedArea(entry, "area_m2"),
            RegistryEntries.datedCount(entry, "capacity", 100_000),
            hoursOf(entry, type));
    Sensing sensing = SensingReader.read(entry, sensingDefaults);
    if (draft.claim("space", id, entry)) {
      draft.builder().add(space);
      if (!sensing.equals(Sensing.DEFAULT)) {
        draft.builder().add(id, sensing);
      }
      findable(space);
    }
  }

  /** Bookings may name a space by its id, or by a name that no other space of the school has. */
  private void findable(Space space) {
    for (String name : new HashSet<>(List.of(space.name().zh(), space.name().en()))) {
      spaces.merge(name, space.id(), (a, b) -> "");
    }
    spaces.put(space.id(), space.id());
  }

  private OpeningHours hoursOf(Section entry, SpaceType type) {
    Optional<Node> own = entry.node("opening_hours");
    if (own.isPresent()) {
      return HoursReader.read(own.get());
    }
    if (!hoursGiven && !hoursByType.containsKey(type)) {
      entry.problem(
          "", "'opening_hours' is missing, here and in the school's defaults (or write: closed)");
    }
    return hoursByType.getOrDefault(type, hours);
  }

  private static BigDecimal plain(BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private void readEquipment(Section entry) {
    String id = RegistryEntries.id(entry);
    Optional<BigDecimal> watts =
        entry
            .node("rated_power")
            .flatMap(node -> Measures.read(node, Unit.WATT, 3))
            .map(SchoolReader::plain);
    Equipment equipment =
        new Equipment(
            id,
            entry.text("space"),
            RegistryEntries.name(entry),
            entry.matching("kind", KIND, "must be a word of a-z, 0-9 and _, such as cnc"),
            watts,
            EquipmentUse.read(entry));
    if (draft.claim("equipment", id, entry)) {
      draft.builder().add(equipment);
      watts.ifPresent(w -> draft.rate(id, w));
    }
  }
}
