package io.campuspulse.simulator.world;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.NdjsonFiles;
import io.campuspulse.simulator.scenario.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorldTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A Monday, 00:00 in Shanghai, a month after the default scenario's epoch. */
  private static final long MONDAY = Instant.parse("2025-02-09T16:00:00Z").toEpochMilli();

  private static final long DAY = 86_400_000;
  private static final Campus CAMPUS = SmallCampus.build();

  private static World world(long seed) {
    return new World(CAMPUS, Scenario.oneSchool(), seed);
  }

  private static byte[] lines(Iterator<SimulatedMessage> messages) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NdjsonFiles.messages(messages, out, t -> {});
    return out.toByteArray();
  }

  private static byte[] truth(World world, long from, long to) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NdjsonFiles.Truth sink = NdjsonFiles.truth(out);
    world.truth(from, to, sink);
    sink.flush();
    return out.toByteArray();
  }

  @Test
  void oneSeedGivesTheSameBytesAndAnotherSeedDoesNot() throws IOException {
    byte[] first = lines(world(7).messages(MONDAY, MONDAY + DAY));
    assertThat(lines(world(7).messages(MONDAY, MONDAY + DAY))).isEqualTo(first);
    assertThat(lines(world(8).messages(MONDAY, MONDAY + DAY))).isNotEqualTo(first);
    byte[] truth = truth(world(7), MONDAY, MONDAY + DAY);
    assertThat(truth(world(7), MONDAY, MONDAY + DAY)).isEqualTo(truth);
    assertThat(truth(world(8), MONDAY, MONDAY + DAY)).isNotEqualTo(truth);
  }

  @Test
  void startingAnywhereGivesWhatALongerRunGives() throws IOException {
    long cut = MONDAY + DAY + 9 * 3_600_000L + 12_345;
    byte[] whole = lines(world(7).messages(MONDAY, MONDAY + 2 * DAY));
    byte[] first = lines(world(7).messages(MONDAY, cut));
    byte[] second = lines(world(7).messages(cut, MONDAY + 2 * DAY));
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(first);
    joined.write(second);
    assertThat(joined.toByteArray()).isEqualTo(whole);
    byte[] later = truth(world(7), MONDAY + DAY, MONDAY + 2 * DAY);
    String all = new String(truth(world(7), MONDAY, MONDAY + 2 * DAY), UTF_8);
    assertThat(all).endsWith(new String(later, UTF_8));
  }

  @Test
  void messagesComeInTheOrderOfSendingAndInsideTheRange() {
    long last = MONDAY;
    int count = 0;
    Iterator<SimulatedMessage> messages = world(7).messages(MONDAY, MONDAY + 3_600_000);
    while (messages.hasNext()) {
      SimulatedMessage m = messages.next();
      assertThat(m.sendTimeMillis()).isGreaterThanOrEqualTo(last).isLessThan(MONDAY + 3_600_000);
      last = m.sendTimeMillis();
      count++;
    }
    assertThat(count).isGreaterThan(60 * 40);
  }

  @Test
  void everyPointReportsAtItsNominalInterval() throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    Iterator<SimulatedMessage> messages = world(7).messages(MONDAY, MONDAY + DAY);
    while (messages.hasNext()) {
      SimulatedMessage m = messages.next();
      if (m.topic().endsWith("/telemetry")) {
        JSON.readTree(m.payload())
            .get("values")
            .fieldNames()
            .forEachRemaining(name -> counts.merge(m.device() + "." + name, 1, Integer::sum));
      }
    }
    CAMPUS
        .points()
        .forEach(
            p ->
                assertThat(counts.get(p.id()))
                    .as(p.id())
                    .isBetween(
                        (int) (DAY / p.traits().nominalMillis()) - 1,
                        (int) (DAY / p.traits().nominalMillis()) + 1));
  }

  @Test
  void registersNeverFallAndCo2IsNeverBelowOutdoorAir() throws IOException {
    Map<String, Double> last = new HashMap<>();
    Iterator<SimulatedMessage> messages = world(7).messages(MONDAY, MONDAY + DAY);
    double highest = 0;
    while (messages.hasNext()) {
      SimulatedMessage m = messages.next();
      if (!m.topic().endsWith("/telemetry")) {
        continue;
      }
      JsonNode values = JSON.readTree(m.payload()).get("values");
      for (Map.Entry<String, JsonNode> e : values.properties()) {
        if (e.getKey().contains("register") || e.getKey().startsWith("people_")) {
          double before = last.getOrDefault(m.device() + e.getKey(), 0.0);
          assertThat(e.getValue().asDouble()).as(m.device()).isGreaterThanOrEqualTo(before);
          last.put(m.device() + e.getKey(), e.getValue().asDouble());
        } else if (e.getKey().equals("co2")) {
          assertThat(e.getValue().asDouble())
              .isBetween(m.device().equals("roof") ? 400.0 : 415, 6e3);
          highest = Math.max(highest, e.getValue().asDouble());
        } else if (e.getKey().equals("people")) {
          assertThat(e.getValue().asInt()).isBetween(0, 220);
        }
      }
    }
    assertThat(highest).isGreaterThan(900);
  }

  /** Sums truth by meter, and people by minute. */
  private static final class Sums implements TruthSink {
    final Map<String, Long> energy = new HashMap<>();
    final Map<Long, Integer> own = new HashMap<>();
    final List<SpaceSpan> spaces = new ArrayList<>();
    final Map<Integer, Long> states = new HashMap<>();

    @Override
    public void space(SpaceSpan s) {
      spaces.add(s);
      if (s.booking().filter(Booking::external).isEmpty()) {
        for (long t = s.time().start(); t < s.time().end(); t += 60_000) {
          own.merge(t, s.people(), Integer::sum);
        }
      }
    }

    @Override
    public void machine(MachineSpan s) {
      states.merge(s.state(), s.time().length(), Long::sum);
    }

    @Override
    public void meter(MeterSpan s) {
      energy.merge(s.point(), s.amount(), Long::sum);
    }
  }

  @Test
  void mainMetersAreTheSumOfTheirPartsAndTheUnmeteredLoad() {
    Sums sums = new Sums();
    world(7).truth(MONDAY, MONDAY + DAY, sums);
    long rooms = 0;
    for (Map.Entry<String, Long> e : sums.energy.entrySet()) {
      rooms += e.getKey().startsWith("meter-") ? e.getValue() : 0;
    }
    long building = sums.energy.get("main-b1.energy_register");
    long grid = sums.energy.get("main-school.energy_register");
    long sun = sums.energy.get("pv.energy_generation_register");
    long export = sums.energy.get("export.energy_export_register");
    long common = building - rooms;
    long grounds = grid + sun - export - building;
    assertThat(common).isBetween(building / 50, building / 2);
    // grounds draw 1.5 kW, and 1.2 kW more in the dark
    assertThat(grounds).isBetween(36_000_000L, 65_000_000L);
    assertThat(sun).isPositive();
  }

  @Test
  void registersRiseByTheTrueEnergyToTheirResolution() throws IOException {
    Sums sums = new Sums();
    long to = MONDAY + 12 * 3_600_000;
    Map<String, double[]> ends = new HashMap<>();
    Iterator<SimulatedMessage> messages = world(7).messages(MONDAY, to);
    long firstTime = Long.MAX_VALUE;
    long lastTime = 0;
    while (messages.hasNext()) {
      SimulatedMessage m = messages.next();
      if (m.device().equals("main-b1") && m.topic().endsWith("telemetry")) {
        JsonNode tree = JSON.readTree(m.payload());
        double v = tree.get("values").get("energy_register").asDouble();
        firstTime = Math.min(firstTime, tree.get("ts").asLong());
        lastTime = tree.get("ts").asLong();
        ends.computeIfAbsent("main-b1", k -> new double[] {v, v})[1] = v;
      }
    }
    world(7).truth(firstTime, lastTime, sums);
    double rise = ends.get("main-b1")[1] - ends.get("main-b1")[0];
    assertThat(sums.energy.get("main-b1.energy_register") / 1e6)
        .isBetween(rise - 0.01, rise + 0.01);
  }

  @Test
  void nobodyIsInTwoPlacesAndEveryMinuteIsAccountedFor() {
    Sums sums = new Sums();
    world(7).truth(MONDAY, MONDAY + 7 * DAY, sums);
    assertThat(sums.own.values()).allMatch(n -> n >= 0 && n <= 864);
    long rooms = CAMPUS.spaces().size();
    long time = sums.spaces.stream().mapToLong(s -> s.time().length()).sum();
    assertThat(time).isEqualTo(rooms * 7 * DAY);
    assertThat(sums.states.keySet()).contains(0, 1, 2);
  }

  @Test
  void lessonsAreSometimesMissedAndFreeRoomsSometimesUsed() {
    Sums sums = new Sums();
    world(7).truth(MONDAY, MONDAY + 14 * DAY, sums);
    assertThat(sums.spaces)
        .anyMatch(s -> s.booking().isEmpty() && s.people() > 0 && s.space().startsWith("class"))
        .anyMatch(s -> s.booking().isPresent() && s.people() == 0 && s.time().length() > 2_400_000)
        .anyMatch(s -> s.lamps() && s.people() == 0)
        .anyMatch(s -> s.booking().filter(Booking::external).isPresent());
  }

  @Test
  void aWorldCannotStartBeforeItsEpoch() {
    World world = world(7);
    assertThatThrownBy(() -> world.messages(world.epochMillis() - 1, MONDAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("begins on 2025-01-01");
  }
}
