package io.campuspulse.http;

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
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** A small city for tests: a school of 24 spaces and a second one that never said anything. */
final class SampleCampus {
  static final String SCHOOL = "3303010001";
  static final String SILENT_SCHOOL = "3303010002";
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final long MINUTE = 60_000;

  private SampleCampus() {}

  static Campus build() {
    CampusBuilder builder =
        new CampusBuilder(new City("wenzhou", new Name("温州市", "Wenzhou"), "zhejiang", ZONE));
    builder.add(
        new School(
            SCHOOL,
            "330302",
            new Name("温州职业技术学校", "Wenzhou Vocational School"),
            Dated.always(1300)));
    builder.add(
        new School(SILENT_SCHOOL, "330303", new Name("无声学校", "Silent School"), Dated.never()));
    building(builder, "teaching", "教学楼", "Teaching building", SpaceType.CLASSROOM, 8);
    building(builder, "training", "实训楼", "Training building", SpaceType.TRAINING_ROOM, 8);
    building(builder, "library", "图书馆", "Library", SpaceType.LIBRARY, 4);
    building(builder, "sports", "体育馆", "Sports hall", SpaceType.SPORTS_VENUE, 4);
    device(builder, "meter-main", "power");
    builder.add(
        new Point(
            "meter-main.energy",
            "meter-main",
            "energy",
            Quantity.ENERGY_REGISTER,
            Scope.school(SCHOOL),
            Point.Role.MAIN,
            Point.Traits.nominal(15 * MINUTE)));
    return builder.build();
  }

  private static void building(
      CampusBuilder builder, String id, String zh, String en, SpaceType type, int spaces) {
    builder.add(new Building(id, SCHOOL, new Name(zh, en)));
    for (int i = 1; i <= spaces; i++) {
      String space = id + "-" + (100 + i);
      Name name = new Name(zh.charAt(0) + "" + (100 + i), en.split(" ", 2)[0] + " " + (100 + i));
      builder.add(
          new Space(
              space,
              id,
              name,
              type,
              Dated.always(new BigDecimal("68.50")),
              Dated.always(40 + i),
              OpeningHours.CLOSED));
      device(builder, "room-" + space, "room");
      point(builder, space, "people", Quantity.PEOPLE);
      point(builder, space, "co2", Quantity.CO2);
      if (type == SpaceType.TRAINING_ROOM) {
        machine(builder, space);
      }
    }
  }

  private static void machine(CampusBuilder builder, String space) {
    String id = "cnc-" + space;
    builder.add(
        new Equipment(
            id,
            space,
            new Name("数控机床", "CNC machine"),
            "cnc",
            Optional.of(new BigDecimal("7500"))));
    device(builder, id, "machine");
    builder.add(
        new Point(
            id + ".power",
            id,
            "power",
            Quantity.POWER,
            Scope.equipment(id),
            Point.Role.NORMAL,
            Point.Traits.nominal(MINUTE)));
  }

  private static void device(CampusBuilder builder, String id, String kind) {
    builder.add(
        new Device(id, "campus", SCHOOL + "/" + kind + "/" + id, Duration.ofMinutes(1), ZONE));
  }

  private static void point(CampusBuilder builder, String space, String metric, Quantity quantity) {
    builder.add(
        new Point(
            space + "." + metric,
            "room-" + space,
            metric,
            quantity,
            Scope.space(space),
            Point.Role.NORMAL,
            Point.Traits.nominal(MINUTE)));
  }
}
