package io.campuspulse.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campuspulse.config.Problems;
import io.campuspulse.config.RegistryLoader;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.scenario.Scenario;
import io.campuspulse.simulator.scenario.ScenarioFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no scenario may break, on the shipped school. */
class PhysicsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long FRIDAY = Instant.parse("2026-01-15T16:00:00Z").toEpochMilli();
  private static final long DAY = 86_400_000;
  private static final long SEED = 5;
  private static final Campus CAMPUS = campus();

  private static Campus campus() {
    Problems problems = new Problems();
    return new RegistryLoader(Set.of("campus"))
        .load(Path.of("config/registry"), problems)
        .orElseThrow(() -> new AssertionError(problems.sentences()));
  }

  private static World shipped(String name) {
    Problems problems = new Problems();
    Scenario scenario =
        ScenarioFile.read(Path.of("simulators/scenarios", name + ".yaml"), problems).orElseThrow();
    return new World(CAMPUS, scenario, SEED);
  }

  private static World world(String more) {
    Problems problems = new Problems();
    String text = "scenario: a\nepoch: 2026-01-12\n" + more;
    Scenario scenario =
        ScenarioFile.parse("test", text, problems)
            .orElseThrow(() -> new AssertionError(problems.sentences()));
    return new World(CAMPUS, scenario, SEED);
  }

  /** Two days of truth: powers by meter and minute, people and air by room and minute. */
  private static final class Truth implements TruthSink {
    final Map<String, Map<Long, Long>> flows = new HashMap<>();
    final Map<Long, Integer> own = new HashMap<>();
    final List<AirSpan> air = new ArrayList<>();

    @Override
    public void space(SpaceSpan s) {
      boolean external = s.booking().filter(Booking::external).isPresent();
      for (long t = s.time().start(); !external && t < s.time().end(); t += 60_000) {
        own.merge(t, s.people(), Integer::sum);
      }
      assertThat(s.people()).isNotNegative();
    }

    @Override
    public void machine(MachineSpan s) {
      assertThat(s.state()).isBetween(0, 3);
    }

    @Override
    public void meter(MeterSpan s) {
      long sum = 0;
      for (int i = 0; i < s.flows().length; i++) {
        flows
            .computeIfAbsent(s.point(), k -> new HashMap<>())
            .put(s.time().start() + i * 60_000L, s.flows()[i]);
        sum += s.flows()[i];
      }
      boolean water = s.point().contains("water");
      assertThat(s.amount()).isBetween(sum / (water ? 1 : 60) - 1, sum / (water ? 1 : 60) + 1);
    }

    @Override
    public void air(AirSpan s) {
      air.add(s);
    }
  }

  private static Truth truth(World world) {
    Truth truth = new Truth();
    world.truth(FRIDAY, FRIDAY + 2 * DAY, truth);
    return truth;
  }

  @ParameterizedTest
  @ValueSource(strings = {"one-school", "faulty", "open-base"})
  void powersBalanceToTheMilliwattInEveryMinute(String scenario) {
    Truth truth = truth(shipped(scenario));
    Map<Long, Long> sun = flows(truth, Quantity.ENERGY_GENERATION_REGISTER);
    Map<Long, Long> export = flows(truth, Quantity.ENERGY_EXPORT_REGISTER);
    Map<Long, Long> grid = truth.flows.get("oj-grid-import");
    assertThat(sun.values()).anyMatch(f -> f > 0);
    grid.forEach(
        (minute, imported) -> {
          long used = imported + sun.get(minute) - export.get(minute);
          long grounds = used;
          for (String b : List.of("oj-a", "oj-b", "oj-c", "oj-d")) {
            long building = truth.flows.get(b + "-main-energy").get(minute);
            grounds -= building;
            long rooms =
                CAMPUS.spacesOf(b).stream()
                    .mapToLong(s -> truth.flows.get(s.id() + "-meter-energy").get(minute))
                    .sum();
            assertThat(building - rooms).as("common loads of %s", b).isPositive();
          }
          // paths and gates: 1.5 kW, and 1.2 kW more in the dark
          assertThat(grounds).isIn(1_500_000L, 2_700_000L);
        });
  }

  private static Map<Long, Long> flows(Truth truth, Quantity quantity) {
    Map<Long, Long> sum = new HashMap<>();
    for (Point p : CAMPUS.points()) {
      if (p.quantity() == quantity) {
        truth.flows.get(p.id()).forEach((t, f) -> sum.merge(t, f, Long::sum));
      }
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(strings = {"one-school", "faulty", "open-base"})
  void nobodyIsInTwoPlacesAndAirIsNeverFresherThanOutdoors(String scenario) {
    World world = shipped(scenario);
    Truth truth = truth(world);
    int population = Flows.population(new Site(CAMPUS, CAMPUS.schools().iterator().next()));
    assertThat(truth.own.values()).allMatch(n -> n >= 0 && n <= population);
    Weather weather = new Weather(new Dice(SEED));
    ZoneId zone = ZoneId.of("Asia/Shanghai");
    Map<LocalDate, WeatherDay> skies = new HashMap<>();
    for (TruthSink.AirSpan span : truth.air) {
      LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(span.time().start()), zone);
      WeatherDay sky = skies.computeIfAbsent(day, d -> new WeatherDay(weather, d, 1_440));
      long midnight = day.atStartOfDay(zone).toInstant().toEpochMilli();
      int minute = (int) ((span.time().start() - midnight) / 60_000);
      for (int i = 0; i < span.co2().length; i++) {
        int outdoors = (int) Math.floor(sky.co2[minute + i] * 1_000) - 1;
        assertThat(span.co2()[i]).isGreaterThanOrEqualTo(outdoors);
        assertThat(span.humidity()[i]).isBetween(10_000, 100_000);
        assertThat(span.temperature()[i]).isBetween(-10_000, 45_000);
      }
    }
    assertThat(truth.air.stream().mapToInt(s -> s.co2()[0]).max().orElse(0))
        .isBetween(900_000, 6_000_000);
  }

  /** A register that fell: its value before and after. */
  private record Fall(String point, long time, double before, double after) {}

  private static List<Fall> falls(World world, long from, long to) throws IOException {
    Map<String, Double> last = new HashMap<>();
    List<Fall> falls = new ArrayList<>();
    MessageStream messages = world.messages(from, to);
    while (messages.hasNext()) {
      SimulatedMessage m = messages.next();
      JsonNode tree = parse(m);
      if (tree != null && tree.has("values")) {
        for (Map.Entry<String, JsonNode> e : tree.get("values").properties()) {
          Point point = CAMPUS.pointByMetric(m.device(), e.getKey()).orElseThrow();
          if (point.quantity().kind() == Quantity.Kind.COUNTER) {
            double value = e.getValue().asDouble();
            Double before = last.put(point.id(), value);
            if (before != null && value < before) {
              falls.add(new Fall(point.id(), m.sendTimeMillis(), before, value));
            }
          }
        }
      }
    }
    assertThat(last).hasSizeGreaterThan(60);
    return falls;
  }

  private static JsonNode parse(SimulatedMessage m) throws IOException {
    try {
      return m.topic().endsWith("/telemetry") ? JSON.readTree(m.payload()) : null;
    } catch (JsonProcessingException e) {
      return null; // spoilt by a fault
    }
  }

  @Test
  void registersFallByAScriptedResetAlone() throws IOException {
    assertThat(falls(world(""), FRIDAY, FRIDAY + DAY)).isEmpty();
    World reset =
        world("faults: [{kind: counter_reset, devices: 30%, at: \"10:00\", lasting: 1m}]");
    List<Fall> falls = falls(reset, FRIDAY, FRIDAY + DAY);
    assertThat(falls).isNotEmpty();
    long ten = FRIDAY + 10 * 3_600_000;
    assertThat(falls).allMatch(f -> f.time() >= ten && f.time() < ten + 310_000);
    assertThat(falls).allMatch(f -> f.after() < 300);
  }

  @Test
  void registersNearTheirEndRollOverToTheBeginning() throws IOException {
    World world = world("sensors: {near_rollover: 100%}");
    List<Fall> falls = falls(world, FRIDAY, FRIDAY + DAY);
    assertThat(falls).isNotEmpty();
    for (Fall fall : falls) {
      Point point = CAMPUS.point(fall.point()).orElseThrow();
      double modulus =
          point.traits().modulus().orElseThrow() / Math.pow(10, point.quantity().decimals());
      assertThat(fall.before()).isBetween(modulus * 0.99, modulus);
      assertThat(fall.after()).isLessThan(modulus * 0.01);
    }
  }
}
