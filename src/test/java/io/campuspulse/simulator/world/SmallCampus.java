package io.campuspulse.simulator.world;

import io.campuspulse.model.Building;
import io.campuspulse.model.City;
import io.campuspulse.model.Dated;
import io.campuspulse.model.Device;
import io.campuspulse.model.Equipment;
import io.campuspulse.model.Name;
import io.campuspulse.model.OpeningHours;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.School;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.model.SpaceType;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.CampusBuilder;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A school in test code: one building, rooms of every teaching type, meters at every level. */
public final class SmallCampus {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String SCHOOL = "3303010001";
  private final CampusBuilder builder =
      new CampusBuilder(new City("test", new Name("市", "City"), "zhejiang", ZONE));
  private final String convention;
  private boolean equipped;

  private SmallCampus(String convention) {
    this.convention = convention;
  }

  /** The campus, its devices speaking the native convention. */
  public static Campus build() {
    return new SmallCampus("campus").make(6);
  }

  /** The same with devices that speak another convention, under metrics as it has them. */
  public static Campus speaking(String convention) {
    return new SmallCampus(convention).make(2);
  }

  /** The same with a three-phase meter in the building and a lab of headsets. */
  public static Campus equipped() {
    return new SmallCampus("campus").equip().make(2);
  }

  private SmallCampus equip() {
    equipped = true;
    return this;
  }

  /** Power, current, voltage and energy of each phase, and three headsets in a lab. */
  private void extras() {
    builder.add(new Device("em", convention, SCHOOL + "/em", Duration.ofSeconds(60), ZONE));
    for (Quantity q :
        List.of(Quantity.POWER, Quantity.CURRENT, Quantity.VOLTAGE, Quantity.ENERGY_REGISTER)) {
      for (String phase : List.of("a", "b", "c")) {
        phase(q.id() + "_" + phase, q);
      }
    }
    phase("power", Quantity.POWER);
    space("vr-lab", SpaceType.TRAINING_ROOM, 100, 30);
    device("occ-vr-lab", 60, Scope.space("vr-lab"), Quantity.PEOPLE);
    for (int i = 0; i < 3; i++) {
      String id = "vr-" + i;
      builder.add(new Equipment(id, "vr-lab", new Name("镜", "VR"), "vr_headset", Optional.empty()));
      device("dev-" + id, 60, Scope.equipment(id), Quantity.OCCUPIED, Quantity.BATTERY);
    }
  }

  private void phase(String metric, Quantity quantity) {
    builder.add(
        new Point(
            "em." + metric,
            "em",
            metric,
            quantity,
            Scope.building("b1"),
            Point.Role.INFO,
            Point.Traits.nominal(60_000)));
  }

  /** The same with a number of classrooms. */
  public static Campus withClassrooms(int classrooms) {
    return new SmallCampus("campus").make(classrooms);
  }

  private Campus make(int classrooms) {
    builder.add(new School(SCHOOL, "330301", new Name("校", "School"), Dated.always(800)));
    builder.add(new Building("b1", SCHOOL, new Name("楼", "Building")));
    List<String> rooms = new ArrayList<>();
    for (int i = 0; i < classrooms; i++) {
      rooms.add(space("class-" + i, SpaceType.CLASSROOM, 90, 48));
    }
    rooms.add(space("cnc-lab", SpaceType.TRAINING_ROOM, 220, 40));
    rooms.add(space("library", SpaceType.LIBRARY, 800, 150));
    rooms.add(space("gym", SpaceType.SPORTS_VENUE, 1100, 200));
    for (String room : rooms) {
      device(
          "env-" + room,
          60,
          Scope.space(room),
          Quantity.CO2,
          Quantity.TEMPERATURE,
          Quantity.HUMIDITY,
          Quantity.ILLUMINANCE);
      device("occ-" + room, 60, Scope.space(room), Quantity.PEOPLE, Quantity.MOTION);
      device("door-" + room, 60, Scope.space(room), Quantity.PEOPLE_IN, Quantity.PEOPLE_OUT);
      device("meter-" + room, 60, Scope.space(room), Quantity.ENERGY_REGISTER, Quantity.POWER);
    }
    for (int i = 0; i < 3; i++) {
      String id = "cnc-" + i;
      builder.add(
          new Equipment(
              id, "cnc-lab", new Name("机", "Machine"), "cnc", Optional.of(new BigDecimal(7500))));
      device("dev-" + id, 30, Scope.equipment(id), Quantity.POWER, Quantity.MACHINE_STATE);
    }
    main("main-b1", Scope.building("b1"), Quantity.ENERGY_REGISTER);
    main("main-school", Scope.school(SCHOOL), Quantity.ENERGY_REGISTER);
    device("pv", 60, Scope.school(SCHOOL), Quantity.ENERGY_GENERATION_REGISTER);
    device("export", 60, Scope.school(SCHOOL), Quantity.ENERGY_EXPORT_REGISTER);
    device("water", 300, Scope.building("b1"), Quantity.WATER_REGISTER);
    device("roof", 300, Scope.school(SCHOOL), Quantity.TEMPERATURE, Quantity.CO2);
    if (equipped) {
      extras();
    }
    return builder.build();
  }

  private String space(String id, SpaceType type, int area, int seats) {
    Map<DayOfWeek, List<OpeningHours.Span>> hours = new TreeMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      hours.put(day, List.of(new OpeningHours.Span(420, 1320)));
    }
    builder.add(
        new Space(
            id,
            "b1",
            new Name(id, id),
            type,
            Dated.always(BigDecimal.valueOf(area)),
            Dated.always(seats),
            OpeningHours.of(hours)));
    return id;
  }

  private void device(String id, int seconds, Scope subject, Quantity... quantities) {
    builder.add(new Device(id, convention, identity(id), Duration.ofSeconds(seconds), ZONE));
    for (Quantity q : quantities) {
      point(id, seconds, subject, q, Point.Role.NORMAL);
    }
  }

  private void main(String id, Scope subject, Quantity quantity) {
    builder.add(new Device(id, convention, identity(id), Duration.ofSeconds(60), ZONE));
    point(id, 60, subject, quantity, Point.Role.MAIN);
  }

  private void point(String device, int seconds, Scope subject, Quantity q, Point.Role role) {
    builder.add(
        new Point(
            device + "." + q.id(),
            device,
            metric(q),
            q,
            subject,
            role,
            Point.Traits.nominal(seconds * 1_000L)));
  }

  private String identity(String id) {
    return switch (convention) {
      case "tasmota", "shelly_gen2", "senml", "modbus" -> id;
      case "zigbee2mqtt" -> "floor 1/" + id;
      case "chirpstack_v4" -> String.format("%016x", Dice.key(id));
      default -> SCHOOL + "/" + id;
    };
  }

  private String metric(Quantity q) {
    return switch (convention) {
      case "tasmota" ->
          switch (q) {
            case ENERGY_REGISTER -> "ENERGY.Total";
            case POWER -> "ENERGY.Power";
            case CO2 -> "SCD40.CarbonDioxide";
            case TEMPERATURE -> "SCD40.Temperature";
            case HUMIDITY -> "SCD40.Humidity";
            default -> "CAMPUS." + q.id();
          };
      case "shelly_gen2" ->
          switch (q) {
            case ENERGY_REGISTER -> "switch:0.aenergy.total";
            case POWER -> "switch:0.apower";
            case TEMPERATURE -> "temperature:0.tC";
            case HUMIDITY -> "humidity:0.rh";
            case ILLUMINANCE -> "illuminance:0.lux";
            default -> "number:200." + q.id();
          };
      case "chirpstack_v4" -> "object." + q.id();
      default -> q.id();
    };
  }
}
