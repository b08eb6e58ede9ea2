package io.campuspulse.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campuspulse.config.Problems;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.scenario.Scenario;
import io.campuspulse.simulator.scenario.ScenarioFile;
import io.campuspulse.simulator.truth.Ask;
import io.campuspulse.simulator.truth.TruthFigures;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What only some schools have: three-phase meters, headsets, tools, leaks, registers at their end.
 */
class EquippedWorldTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MONDAY = Instant.parse("2026-01-11T16:00:00Z").toEpochMilli();
  private static final long DAY = 86_400_000;
  private static final Interval WEEK = new Interval(MONDAY, MONDAY + 7 * DAY);
  private static final Campus CAMPUS = SmallCampus.equipped();

  private static World world(String more) {
    Problems problems = new Problems();
    Scenario scenario =
        ScenarioFile.parse("test", "scenario: a\nepoch: 2026-01-01\n" + more, problems)
            .orElseThrow(() -> new AssertionError(problems.sentences()));
    return new World(CAMPUS, scenario, 11);
  }

  /** The values of a device's telemetry in the order of sending. */
  private static List<JsonNode> values(World world, String device, long from, long to)
      throws IOException {
    List<JsonNode> list = new ArrayList<>();
    MessageStream messages = world.messages(from, to);
    while (messages.hasNext()) {
      SimulatedMessage m = messages.next();
      if (m.device().equals(device) && m.topic().endsWith("/telemetry")) {
        list.add(JSON.readTree(m.payload()).get("values"));
      }
    }
    return list;
  }

  private static double sum(JsonNode values, String name) {
    return values.get(name + "_a").asDouble()
        + values.get(name + "_b").asDouble()
        + values.get(name + "_c").asDouble();
  }

  @Test
  void phasesSumToTheWholeAndAreNotInBalance() throws IOException {
    List<JsonNode> values = values(world(""), "em", MONDAY + 10 * 3_600_000, MONDAY + DAY / 2);
    assertThat(values).hasSize(120);
    for (JsonNode v : values) {
      assertThat(sum(v, "power")).isCloseTo(v.get("power").asDouble(), within(0.3));
      assertThat(v.get("power_a").asDouble()).isNotEqualTo(v.get("power_b").asDouble());
      assertThat(v.get("voltage_b").asDouble()).isBetween(215.0, 232.0);
      double watts = v.get("voltage_c").asDouble() * v.get("current_c").asDouble() * 0.93;
      assertThat(watts)
          .isCloseTo(v.get("power_c").asDouble(), within(0.05 * v.get("power_c").asDouble()));
    }
  }

  @Test
  void phaseRegistersRiseTogetherByTheWhole() throws IOException {
    World world = world("");
    List<JsonNode> values = values(world, "em", MONDAY, MONDAY + DAY);
    double rise = sum(values.get(values.size() - 1), "energy_register");
    rise -= sum(values.get(0), "energy_register");
    TruthFigures truth = TruthFigures.of(world, new Interval(MONDAY, MONDAY + DAY));
    double whole = truth.amount("main-b1.energy_register", WEEK.intersect(day())) / 1e6;
    // from the first to the last sample, a minute less than the day, three steps of 0.01 kWh
    assertThat(rise).isBetween(whole * 0.997, whole + 0.03);
  }

  private static Interval day() {
    return new Interval(MONDAY, MONDAY + DAY);
  }

  @Test
  void headsetsAreWornByLearnersWhoAreThereAndTheirBatteriesDrain() throws IOException {
    World world = world("people: {booked: 100%, purposes: {internship_training: 100%}}");
    Map<Long, Integer> people = new HashMap<>();
    Map<Long, Integer> worn = new TreeMap<>();
    TruthSink sink =
        new TruthSink() {
          @Override
          public void space(SpaceSpan s) {
            for (long t = s.time().start(); t < s.time().end() && s.space().equals("vr-lab"); ) {
              people.put(t, s.people());
              t += 60_000;
            }
          }

          @Override
          public void machine(MachineSpan s) {
            boolean headset = s.equipment().startsWith("vr-") && s.state() == 2;
            assertThat(!headset || s.toolDown()).isTrue();
            for (long t = s.time().start(); headset && t < s.time().end(); t += 60_000) {
              worn.merge(t, 1, Integer::sum);
            }
          }

          @Override
          public void meter(MeterSpan s) {}
        };
    world.truth(MONDAY, MONDAY + DAY, sink);
    assertThat(worn).hasSizeGreaterThan(60);
    worn.forEach((t, n) -> assertThat(n).isLessThanOrEqualTo(people.get(t)));
    List<JsonNode> values = values(world, "dev-vr-0", MONDAY, MONDAY + DAY);
    assertThat(values.stream().map(v -> v.get("occupied").asBoolean()).distinct()).hasSize(2);
    double lowest = values.stream().mapToDouble(v -> v.get("battery").asDouble()).min().orElse(100);
    assertThat(values.get(0).get("battery").asDouble()).isEqualTo(100);
    assertThat(lowest).isBetween(3.0, 95.0);
  }

  @Test
  void aToolIsDownForMostButNotAllOfTheWork() {
    TruthFigures truth = TruthFigures.of(world(""), WEEK);
    long working = truth.machineMillis("cnc-0", WEEK)[2];
    assertThat(truth.toolDownMillis("cnc-0", WEEK)).isBetween(working / 2, working * 95 / 100);
  }

  @Test
  void aLeakRunsDayAndNightFromItsFirstDayToItsLast() {
    World world =
        world(
            "habits:\n  leak: {buildings: 100%, from: 2026-01-14, to: 2026-01-15,"
                + " litres_per_hour: 120}");
    TruthFigures truth = TruthFigures.of(world, WEEK);
    double[] flow = new double[7];
    for (int d = 0; d < 7; d++) {
      Interval day = new Interval(MONDAY + d * DAY, MONDAY + (d + 1) * DAY);
      flow[d] = truth.value("night_water_flow", Ask.of(Scope.building("b1"), day)).orElseThrow();
    }
    assertThat(flow[1]).isLessThan(20);
    assertThat(flow[2] - flow[1]).isCloseTo(120, within(20.0));
    assertThat(flow[3] - flow[1]).isCloseTo(120, within(20.0));
    assertThat(flow[4]).isLessThan(20);
  }

  @Test
  void aDoorCounterDriftsWhenItMissesPeople() throws IOException {
    assertThat(left(world(""))).isZero();
    assertThat(left(world("sensors: {counter_error: 10%}"))).isNotZero();
  }

  /** In less out at the end of a day in which all have gone home. */
  private static long left(World world) throws IOException {
    List<JsonNode> values = values(world, "door-class-0", MONDAY, MONDAY + DAY);
    JsonNode last = values.get(values.size() - 1);
    JsonNode first = values.get(0);
    long in = last.get("people_in").asLong() - first.get("people_in").asLong();
    long out = last.get("people_out").asLong() - first.get("people_out").asLong();
    assertThat(in).isGreaterThan(50);
    return in - out;
  }
}
