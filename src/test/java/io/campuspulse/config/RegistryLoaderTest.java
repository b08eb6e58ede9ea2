package io.campuspulse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.model.Device;
import io.campuspulse.model.OpeningHours.Span;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Unit;
import io.campuspulse.registry.Campus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryLoaderTest {
  private static final String PLACES =
      """
      school: {id: "3303020108", division: "330302", name: 校}
      buildings:
        - {id: a, name: 楼}
      spaces:
        - {id: a1, building: a, name: 室, type: classroom, opening_hours: closed}
      """;

  @TempDir Path folder;
  private final Problems problems = new Problems();

  @BeforeEach
  void city() {
    write("city.yaml", "{id: wenzhou, name: 温州, grid_region: zhejiang}");
  }

  private void write(String name, String yaml) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Optional<Campus> load() {
    return new RegistryLoader(Set.of("campus", "zigbee2mqtt")).load(folder, problems);
  }

  private Campus good(String yaml) {
    write("schools/s.yaml", yaml);
    return load().orElseThrow(() -> new AssertionError(problems.sentences()));
  }

  private List<String> sentences() {
    assertThat(load()).isEmpty();
    return problems.list().stream().map(p -> p.sentence().replace(folder + "/", "")).toList();
  }

  private List<String> sentences(String yaml) {
    write("schools/s.yaml", yaml);
    return sentences();
  }

  @Test
  void oneFileMayHoldAWholeSchool() {
    Campus campus =
        good(
            PLACES
                + """
                equipment:
                  - {id: m1, space: a1, kind: cnc, rated_power: 7.5kW, name: {zh: 床, en: Mill}}
                devices:
                  - id: d1
                    convention: zigbee2mqtt
                    identity: 教室/灯
                    interval: 90s
                    zone: Asia/Urumqi
                    space: a1
                    points:
                      temp: {quantity: temperature, unit: "°F", id: t1, interval: 5m}
                      pir: {quantity: motion, own_hold: 30s}
                      act: {quantity: energy_register, equipment: m1, unit: Wh, rollover: 100MWh}
                """);
    assertThat(campus.device("d1"))
        .contains(
            new Device(
                "d1", "zigbee2mqtt", "教室/灯", Duration.ofSeconds(90), ZoneId.of("Asia/Urumqi")));
    Point temperature = campus.point("t1").orElseThrow();
    assertThat(temperature.traits().unit()).contains(Unit.FAHRENHEIT);
    assertThat(temperature.traits().nominalMillis()).isEqualTo(300_000);
    assertThat(campus.point("d1-pir").orElseThrow().traits().ownHoldMillis()).isEqualTo(30_000);
    Point energy = campus.point("d1-act").orElseThrow();
    assertThat(energy.subject()).isEqualTo(Scope.equipment("m1"));
    assertThat(energy.quantity()).isEqualTo(Quantity.ENERGY_REGISTER);
    assertThat(energy.traits().modulus()).contains(100_000_000_000L);
    assertThat(energy.traits().ratedPowerMilliwatt()).contains(7_500_000L);
  }

  @Test
  void equalRegistriesHaveEqualVersionsAndAnEditChangesIt() {
    String before = good(PLACES).version();
    assertThat(good(PLACES + "# a comment\n").version()).isEqualTo(before);
    assertThat(good(PLACES.replace("closed", "always")).version()).isNotEqualTo(before);
  }

  @Test
  void aDevicesOwnPointsAndIntervalPrecedeThoseOfItsProfile() {
    Campus campus =
        good(
            PLACES
                + """
                defaults: {interval: 5m}
                profiles:
                  air: {interval: 2m, points: {co2: co2, t: temperature}}
                devices:
                  - {id: d1, profile: air, space: a1, points: {t: {quantity: temperature, role: info}}}
                  - {id: d2, profile: air, space: a1, interval: 1m}
                  - {id: d3, space: a1, points: {co2: co2}}
                """);
    assertThat(campus.pointByMetric("d1", "t").orElseThrow().role()).isEqualTo(Point.Role.INFO);
    assertThat(campus.pointByMetric("d1", "co2").orElseThrow().traits().nominalMillis())
        .isEqualTo(120_000);
    assertThat(campus.device("d2").orElseThrow().expectedInterval())
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(campus.device("d3").orElseThrow().expectedInterval())
        .isEqualTo(Duration.ofMinutes(5));
    assertThat(campus.device("d3").orElseThrow().identity()).isEqualTo("3303020108/d3");
  }

  @Test
  void openingHoursUnderstandRangesListsSeveralSpansAndMidnight() {
    Campus campus =
        good(
            PLACES.replace(
                "closed",
                "{mon-wed: '07:30-12:00, 13:30-24:00', 'thu, sat': [08:00-9:15], sun: closed}"));
    var hours = campus.space("a1").orElseThrow().hours();
    assertThat(hours.on(DayOfWeek.TUESDAY))
        .containsExactly(new Span(450, 720), new Span(810, 1440));
    assertThat(hours.on(DayOfWeek.SATURDAY)).containsExactly(new Span(480, 555));
    assertThat(hours.on(DayOfWeek.FRIDAY)).isEmpty();
    assertThat(hours.on(DayOfWeek.SUNDAY)).isEmpty();
  }

  @Test
  void wrongOpeningHoursAreExplained() {
    assertThat(
            sentences(
                PLACES.replace(
                    "opening_hours: closed}",
                    """
                    opening_hours: {monday: 08:00-09:00, tue: 18:00-02:00, wed: 8-9,
                          thu: '08:00-10:00, 09:00-11:00', mon-tue: closed, fri: 08:60-09:00}}""")))
        .containsExactly(
            "schools/s.yaml:5: spaces[0].opening_hours.monday: 'monday': must name days: mon tue"
                + " wed thu fri sat sun, a range such as mon-fri, several with commas, or daily",
            "schools/s.yaml:5: spaces[0].opening_hours.tue: '18:00-02:00': a span runs from an"
                + " earlier to a later time, 24:00 at the latest; what lies after midnight belongs"
                + " to the next day",
            "schools/s.yaml:5: spaces[0].opening_hours.wed: '8-9': must be 'closed' or spans such"
                + " as 07:30-12:00, 13:30-21:30",
            "schools/s.yaml:6: spaces[0].opening_hours.thu: '08:00-10:00, 09:00-11:00': spans of a"
                + " day must not overlap",
            "schools/s.yaml:6: spaces[0].opening_hours.mon-tue: 'mon-tue': tue is already given",
            "schools/s.yaml:6: spaces[0].opening_hours.fri: '08:60-09:00': a span runs from an"
                + " earlier to a later time, 24:00 at the latest; what lies after midnight belongs"
                + " to the next day");
  }

  @Test
  void aSpaceWithoutHoursNeedsADefault() {
    assertThat(sentences(PLACES.replace(", opening_hours: closed", "")))
        .containsExactly(
            "schools/s.yaml:5: spaces[0]: 'opening_hours' is missing, here and in the school's"
                + " defaults (or write: closed)");
  }

  @Test
  void wrongCodesAndValuesAreAllListed() {
    assertThat(
            sentences(
                """
                school: {id: 330302, division: 33, name: {zh: 校}, students: many}
                buildings:
                  - {id: a 1, name: 楼}
                spaces:
                  - {id: a1, building: a, type: classrom, name: 室, area_m2: -3, opening_hours: open,
                     capacity: [{from: 2025-9-1, value: 40}, {from: 2026-01-01}]}
                equipment:
                  - {id: m1, space: a1, kind: CNC, name: 床, rated_power: 7.5}
                """))
        .containsExactly(
            "schools/s.yaml:1: school.id: '330302': must be the 10-digit school code",
            "schools/s.yaml:1: school.division: '33': must be the 6-digit division code",
            "schools/s.yaml:1: school.name: 'en' is missing",
            "schools/s.yaml:1: school.students: 'many': must be a whole number from 0 to 200000",
            "schools/s.yaml:3: buildings[0].id: 'a 1': must be 1 to 64 letters, digits, _ or -",
            "schools/s.yaml:5: spaces[0].type: 'classrom': is not one of the known words; did you"
                + " mean 'classroom'?",
            "schools/s.yaml:5: spaces[0].area_m2: '-3': must be a decimal number from 1 to 1000000",
            "schools/s.yaml:6: spaces[0].capacity[0].from: '2025-9-1': must be a date such as"
                + " 2025-09-01",
            "schools/s.yaml:6: spaces[0].capacity[1]: 'value' is missing",
            "schools/s.yaml:5: spaces[0].opening_hours: 'open': must be 'always', 'closed', or"
                + " days with spans such as mon-fri: 07:30-21:30",
            "schools/s.yaml:8: equipment[0].rated_power: '7.5': must be a positive amount with its"
                + " unit, such as 100 W",
            "schools/s.yaml:8: equipment[0].kind: 'CNC': must be a word of a-z, 0-9 and _, such as"
                + " cnc",
            "schools/s.yaml:5: spaces[0].building: 'a': what it refers to must exist");
  }

  @Test
  void wrongDevicesAndPointsAreAllListed() {
    assertThat(
            sentences(
                PLACES
                    + """
                    defaults: {interval: 1m}
                    profiles:
                      air: {points: {co2: co2, t: {quantity: temperature, space: a1}}}
                    devices:
                      - {id: d1, profile: aire, space: a1}
                      - {id: d2, convention: zigbee, space: a1, points: {t: temprature}}
                      - {id: d3, identity: only, interval: 0s, space: a1, building: a, points: {t: co2}}
                      - id: d4
                        points:
                          a: co2
                          b: {quantity: co2, space: a1, role: main, unit: W, rollover: 5ppm}
                          c: {quantity: temperature, space: a1, unit: Grad, own_hold: 5s}
                          d: {quantity: power, space: a1, rated_power: 5kW, id: "x y", rolle: main}
                    """))
        .containsExactly(
            "schools/s.yaml:8: profiles.air.points.t: a profile's points name no id and no subject"
                + " of their own",
            "schools/s.yaml:10: devices[0].profile: 'aire': there is no such profile; did you mean"
                + " 'air'?",
            "schools/s.yaml:10: devices[0]: a device needs at least one of 'points'",
            "schools/s.yaml:11: devices[1].convention: 'zigbee': is not a known payload"
                + " convention; known here: campus, zigbee2mqtt",
            "schools/s.yaml:11: devices[1].points.t: 'temprature': is not one of the known words;"
                + " did you mean 'temperature'?",
            "schools/s.yaml:11: devices[1]: a device needs at least one of 'points'",
            "schools/s.yaml:12: devices[2].interval: '0s': must be a duration from 1s to 1d",
            "schools/s.yaml:12: devices[2].identity: 'only': must be school/device, as in the"
                + " topic campus/v1/…",
            "schools/s.yaml:12: devices[2].space: 'a1': an entry is about one thing: space,"
                + " equipment, building or school; building:a is already given",
            "schools/s.yaml:16: devices[3].points.b.role: 'main': a main meter measures energy,"
                + " power, water or flow",
            "schools/s.yaml:16: devices[3].points.b.rollover: '5ppm': is only for a counter",
            "schools/s.yaml:16: devices[3].points.b.unit: 'W': does not convert to ppm",
            "schools/s.yaml:17: devices[3].points.c.own_hold: '5s': is only for motion and"
                + " occupied",
            "schools/s.yaml:17: devices[3].points.c.unit: 'Grad': is not a known unit",
            "schools/s.yaml:18: devices[3].points.d.rated_power: '5kW': is only for an energy"
                + " register",
            "schools/s.yaml:18: devices[3].points.d.id: 'x y': must be 1 to 64 letters, digits, _"
                + " or -",
            "schools/s.yaml:15: devices[3].points.a: no subject: name a space, equipment, building"
                + " or school, here or at device d4",
            "schools/s.yaml:18: devices[3].points.d.rolle: unknown key; did you mean 'role'?");
  }

  @Test
  void whatDoesNotFitTogetherIsReportedAtItsOwnLine() {
    assertThat(
            sentences(
                PLACES
                    + """
                      - {id: a1, building: a, name: 又, type: office, opening_hours: closed}
                      - {id: a2, building: b, name: 室, type: office, opening_hours: closed}
                    equipment:
                      - {id: m1, space: a9, kind: cnc, name: 床}
                    defaults: {interval: 1m}
                    profiles:
                      air: {points: {co2: co2}}
                    devices:
                      - {id: d1, profile: air, space: a7}
                      - {id: d2, identity: 3303020108/d1, profile: air, space: a1}
                      - id: d3
                        points:
                          co2:
                            quantity: co2
                            equipment: m7
                    """))
        .containsExactly(
            "schools/s.yaml:6: spaces[1]: 'a1': this space id is already used in "
                + "schools/s.yaml:5",
            "schools/s.yaml:7: spaces[2].building: 'b': what it refers to must exist",
            "schools/s.yaml:9: equipment[0].space: 'a9': what it refers to must exist",
            "schools/s.yaml:15: devices[1].identity: '3303020108/d1': device d1 has the same"
                + " identity",
            "schools/s.yaml:14: devices[0].space: 'space:a7': the subject must exist",
            "schools/s.yaml:20: devices[2].points.co2.equipment: 'equipment:m7': the subject must"
                + " exist");
  }

  @Test
  void problemsOfAllFilesComeTogether() {
    write("city.yaml", "{id: w, name: 温州, grid_region: 浙江, zone: Mars, size: big}");
    write("schools/x/school.yaml", PLACES);
    write("schools/x/more.yaml", "school: {id: '3303020109', division: '330302', name: 二}");
    write("schools/y.yaml", "a: [");
    write("schools/z.yaml", "buildings: [{id: z, name: 楼}]");
    write("schools/notes.txt", "not read");
    assertThat(sentences())
        .containsExactly(
            "city.yaml:1: grid_region: '浙江': must be a region of the emission factor table",
            "city.yaml:1: zone: 'Mars': must be a time zone such as Asia/Shanghai",
            "city.yaml:1: size: unknown key; known here: grid_region, id, name,"
                + " yuan_per_kwh, zone",
            "schools/y.yaml:1: is not YAML: expected the node content, but found '<stream end>'",
            "schools/x/school.yaml:1: school: the school is already described in"
                + " schools/x/more.yaml",
            "schools/z.yaml:1: 'school' is missing; one file of a school's folder describes the"
                + " school");
  }

  @Test
  void anEmptyOrMissingFolderIsAProblem() throws Exception {
    assertThat(sentences()).containsExactly("schools: must be a readable folder");
    Files.createDirectory(folder.resolve("schools"));
    assertThat(sentences()).contains("schools: holds no school");
  }
}
