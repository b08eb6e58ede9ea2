package io.campuspulse.testing;

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
import io.campuspulse.model.Sensing;
import io.campuspulse.model.Space;
import io.campuspulse.model.SpaceType;
import io.campuspulse.registry.Academics;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.CampusBuilder;
import io.campuspulse.registry.SchoolFigures;
import io.campuspulse.registry.Scorecards;
import io.campuspulse.registry.Standards;
import io.campuspulse.registry.Works;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A school of one building for tests; points are added one by one. */
public final class SmallCampus {
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  public static final String SCHOOL = "3303020001";

  private final CampusBuilder builder;

  public SmallCampus() {
    this(1200);
  }

  public SmallCampus(int students) {
    this(students, Dated.never());
  }

  /** A school that pays this for electricity. */
  public SmallCampus(Dated<BigDecimal> yuanPerKwh) {
    this(1200, yuanPerKwh);
  }

  private SmallCampus(int students, Dated<BigDecimal> yuanPerKwh) {
    builder =
        new CampusBuilder(
            new City("wenzhou", new Name("温州", "Wenzhou"), "zhejiang", ZONE, yuanPerKwh));
    builder.add(
        new School(SCHOOL, "330302", new Name("测试学校", "Test school"), Dated.always(students)));
    builder.add(new Building("b1", SCHOOL, new Name("一号楼", "Building 1")));
  }

  /** Open round the clock every day. */
  public static OpeningHours always() {
    return daily(0, 1440);
  }

  /** Open every day between two minutes of the day. */
  public static OpeningHours daily(int fromMinute, int toMinute) {
    Map<DayOfWeek, List<OpeningHours.Span>> days = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      days.put(day, List.of(new OpeningHours.Span(fromMinute, toMinute)));
    }
    return OpeningHours.of(days);
  }

  public SmallCampus space(String id, int capacity, OpeningHours hours) {
    return space(id, SpaceType.CLASSROOM, capacity, hours);
  }

  public SmallCampus space(String id, SpaceType type, int capacity, OpeningHours hours) {
    return space(id, type, Dated.always(capacity), hours);
  }

  public SmallCampus space(String id, Dated<Integer> capacity, OpeningHours hours) {
    return space(id, SpaceType.CLASSROOM, capacity, hours);
  }

  private SmallCampus space(
      String id, SpaceType type, Dated<Integer> capacity, OpeningHours hours) {
    builder.add(
        new Space(
            id,
            "b1",
            new Name(id, id),
            type,
            Dated.always(BigDecimal.valueOf(100)),
            capacity,
            hours));
    return this;
  }

  /** How the use of a space is told. */
  public SmallCampus sensing(String space, Sensing how) {
    builder.add(space, how);
    return this;
  }

  public SmallCampus equipment(String id, String space) {
    builder.add(new Equipment(id, space, new Name(id, id), "cnc", Optional.empty()));
    return this;
  }

  public SmallCampus equipment(Equipment item) {
    builder.add(item);
    return this;
  }

  /** A point on a device of its own; metric and point id are the same. */
  public SmallCampus point(String id, Quantity quantity, Scope subject, Duration nominal) {
    return point(
        id, quantity, subject, Point.Role.NORMAL, Point.Traits.nominal(nominal.toMillis()));
  }

  public SmallCampus point(
      String id, Quantity quantity, Scope subject, Point.Role role, Point.Traits traits) {
    String device = "dev-" + id;
    builder.add(
        new Device(
            device,
            "campus",
            SCHOOL + "/" + device,
            Duration.ofMillis(traits.nominalMillis()),
            ZONE));
    builder.add(new Point(id, device, id, quantity, subject, role, traits));
    return this;
  }

  /** What is planned in the school. */
  public SmallCampus plans(Academics plans) {
    builder.add(SCHOOL, plans);
    return this;
  }

  public SmallCampus works(Works done) {
    builder.add(done);
    return this;
  }

  public SmallCampus figures(SchoolFigures said) {
    builder.add(SCHOOL, said);
    return this;
  }

  public SmallCampus scorecards(Scorecards cards) {
    builder.scorecards(cards);
    return this;
  }

  public SmallCampus standards(Standards standards) {
    builder.standards(standards);
    return this;
  }

  public Campus build() {
    return builder.build();
  }
}
