package io.campuspulse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.model.Building;
import io.campuspulse.model.OpeningHours.Span;
import io.campuspulse.model.Point;
import io.campuspulse.model.Point.Role;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.model.SpaceType;
import io.campuspulse.registry.Academics;
import io.campuspulse.registry.Campus;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShippedRegistryTest {
  private static final String SCHOOL = "3303020108";
  private final Campus campus = load();

  private static Campus load() {
    Problems problems = new Problems();
    return new RegistryLoader(Set.of("campus"))
        .load(Path.of("config/registry"), problems)
        .orElseThrow(() -> new AssertionError(problems.sentences()));
  }

  @Test
  void holdsOneSchoolOfTheSizeThatTheDemoPromises() {
    assertThat(campus.schools()).hasSize(1);
    assertThat(campus.buildings()).hasSize(4);
    assertThat(campus.spaces()).hasSize(24);
    assertThat(campus.points()).hasSizeBetween(290, 330);
    assertThat(campus.spaces().stream().map(Space::type).collect(Collectors.toSet()))
        .contains(
            SpaceType.CLASSROOM,
            SpaceType.TRAINING_ROOM,
            SpaceType.LIBRARY,
            SpaceType.SPORTS_VENUE);
  }

  @Test
  void nativeDevicesAreFoundByTheSchoolAndDeviceOfTheirTopic() {
    assertThat(campus.deviceByIdentity("campus", SCHOOL + "/oj-a101-room"))
        .hasValueSatisfying(d -> assertThat(d.id()).isEqualTo("oj-a101-room"));
    assertThat(campus.pointByMetric("oj-a101-room", "motion"))
        .hasValueSatisfying(
            p -> {
              assertThat(p.id()).isEqualTo("oj-a101-room-motion");
              assertThat(p.subject()).isEqualTo(Scope.space("oj-a101"));
              assertThat(p.traits().nominalMillis()).isEqualTo(60_000);
            });
  }

  @Test
  void everySpaceHasAMeterBelowTheMainMeterOfItsBuilding() {
    for (Space space : campus.spaces()) {
      assertThat(mainEnergy(Scope.space(space.id()))).as(space.id()).isEqualTo(1);
    }
    for (Building building : campus.buildings()) {
      assertThat(mainEnergy(Scope.building(building.id()))).as(building.id()).isEqualTo(1);
    }
    assertThat(mainEnergy(Scope.school(SCHOOL))).isEqualTo(1);
  }

  private long mainEnergy(Scope scope) {
    return campus.pointsOf(scope).stream()
        .filter(p -> p.quantity() == Quantity.ENERGY_REGISTER && p.role() == Role.MAIN)
        .count();
  }

  @Test
  void everySpaceButTheServerRoomHasASourceOfPresence() {
    Set<Quantity> presence = Set.of(Quantity.PEOPLE, Quantity.PEOPLE_IN, Quantity.MOTION);
    assertThat(campus.spaces())
        .filteredOn(
            s ->
                campus.pointsOf(Scope.space(s.id())).stream()
                    .map(Point::quantity)
                    .noneMatch(presence::contains))
        .extracting(Space::id)
        .containsExactly("oj-c001");
  }

  @Test
  void itsTimetableFillsTheBellPeriodsOfTheTermsAndFollowsMakeUpDays() {
    Academics plans = campus.academics(SCHOOL);
    LocalDate wednesday = LocalDate.of(2026, 10, 14);
    LocalDate makeup = LocalDate.of(2026, 10, 10); // follows Wednesday the 7th
    LocalDate holiday = LocalDate.of(2026, 10, 7);

    assertThat(plans.calendar().on(wednesday).periods()).hasSize(8);
    assertThat(bookings(plans, wednesday)).hasSizeBetween(80, 140);
    assertThat(bookings(plans, makeup)).isEqualTo(bookings(plans, wednesday));
    assertThat(bookings(plans, holiday)).isEmpty();
  }

  private Set<String> bookings(Academics plans, LocalDate date) {
    return campus.spaces().stream()
        .flatMap(s -> plans.bookings(s.id(), plans.midnights(date)).stream())
        .map(b -> b.id() + "@" + (b.time().start() - plans.midnights(date).start()))
        .collect(Collectors.toSet());
  }

  @Test
  void datedValuesAndDefaultsReachTheSpaces() {
    Space room = campus.space("oj-a201").orElseThrow();
    assertThat(room.capacity().on(LocalDate.of(2025, 8, 31))).contains(45);
    assertThat(room.capacity().on(LocalDate.of(2025, 9, 1))).contains(48);
    assertThat(room.hours().on(DayOfWeek.FRIDAY)).containsExactly(new Span(450, 1290));
    assertThat(room.hours().on(DayOfWeek.SUNDAY)).isEmpty();
    assertThat(campus.space("oj-d001").orElseThrow().hours().on(DayOfWeek.MONDAY))
        .containsExactly(new Span(390, 510), new Span(660, 810), new Span(1020, 1140));
    assertThat(campus.space("oj-c001").orElseThrow().hours().on(DayOfWeek.MONDAY)).isEmpty();
  }

  @Test
  void aMachinesMeterTakesItsRatedPowerFromTheMachine() {
    assertThat(campus.point("oj-lathe-1-meter-energy").orElseThrow().traits().ratedPowerMilliwatt())
        .contains(7_500_000L);
    assertThat(campus.point("oj-a-main-energy").orElseThrow().traits().modulus())
        .contains(10_000_000_000_000L);
  }
}
