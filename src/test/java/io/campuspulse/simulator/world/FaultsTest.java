package io.campuspulse.simulator.world;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.scenario.FaultRules;
import io.campuspulse.simulator.scenario.FaultRules.Fault;
import io.campuspulse.simulator.scenario.FaultRules.Kind;
import io.campuspulse.simulator.scenario.Scenario;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MONDAY = Instant.parse("2025-01-05T16:00:00Z").toEpochMilli();
  private static final long HOUR = 3_600_000;
  private static final Campus CAMPUS = SmallCampus.withClassrooms(1);

  /** A world with one fault on all devices from 10:00 to 11:00. */
  private static World world(Kind kind, double rate) {
    Scenario s = Scenario.oneSchool();
    Fault fault =
        new Fault(kind, 1, 1, Optional.of(LocalTime.of(10, 0)), Duration.ofHours(1), rate);
    return new World(
        CAMPUS,
        new Scenario(
            s.name(),
            s.epoch(),
            s.calendar(),
            s.people(),
            s.habits(),
            s.sensors(),
            new FaultRules(List.of(fault))),
        7);
  }

  private static List<SimulatedMessage> messages(World world, long fromHour, long toHour) {
    List<SimulatedMessage> list = new ArrayList<>();
    world.messages(MONDAY + fromHour * HOUR, MONDAY + toHour * HOUR).forEachRemaining(list::add);
    return list;
  }

  private static List<SimulatedMessage> clean(long fromHour, long toHour) {
    return messages(new World(CAMPUS, Scenario.oneSchool(), 7), fromHour, toHour);
  }

  private static List<String> texts(List<SimulatedMessage> messages) {
    return messages.stream().map(m -> m.topic() + new String(m.payload(), UTF_8)).toList();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aFaultyWorldIsTheSameFromWhateverStart(Kind kind) {
    List<String> whole = texts(messages(world(kind, 0.3), 0, 26));
    List<String> parts = new ArrayList<>(texts(messages(world(kind, 0.3), 0, 10)));
    parts.addAll(texts(messages(world(kind, 0.3), 10, 12)));
    parts.addAll(texts(messages(world(kind, 0.3), 12, 24)));
    parts.addAll(texts(messages(world(kind, 0.3), 24, 26)));
    assertThat(parts).isEqualTo(whole);
    assertThat(whole).isNotEqualTo(texts(clean(0, 26)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"COUNTER_RESET", "REPLACED", "BACKLOG", "OUT_OF_ORDER"})
  void afterwardsEverythingIsAsIfNothingHadBeen(Kind kind) {
    assertThat(texts(messages(world(kind, 1), 12, 14))).isEqualTo(texts(clean(12, 14)));
  }

  @Test
  void aDroppedOutDeviceIsSilentWithoutAWord() {
    assertThat(messages(world(Kind.DROPOUT, 1), 10, 11))
        .allMatch(m -> m.sendTimeMillis() < MONDAY + 10 * HOUR + 2_000);
  }

  @Test
  void aDeadGatewaySaysOfflineByItsWillAndOnlineWhenItIsBack() {
    List<SimulatedMessage> messages = messages(world(Kind.GATEWAY_DEATH, 1), 9, 12);
    Map<String, List<String>> states =
        messages.stream()
            .filter(m -> m.topic().endsWith("/status"))
            .collect(
                Collectors.groupingBy(
                    SimulatedMessage::device,
                    Collectors.mapping(m -> new String(m.payload(), UTF_8), Collectors.toList())));
    assertThat(states).hasSize(CAMPUS.devices().size());
    assertThat(states.values()).containsOnly(List.of("offline", "online"));
  }

  @Test
  void duplicatesAreTheSameBytesAgain() {
    List<String> texts = texts(messages(world(Kind.DUPLICATES, 1), 10, 11));
    Map<String, Integer> counts = new HashMap<>();
    texts.forEach(t -> counts.merge(t, 1, Integer::sum));
    long twice = counts.values().stream().filter(n -> n == 2).count();
    assertThat(twice).isGreaterThan(counts.size() * 9L / 10);
  }

  @Test
  void aBacklogComesAtTheEndWithItsOldTimes() throws IOException {
    assertThat(messages(world(Kind.BACKLOG, 1), 10, 11))
        .allMatch(m -> m.sendTimeMillis() < MONDAY + 10 * HOUR + 2_000);
    List<SimulatedMessage> late =
        messages(world(Kind.BACKLOG, 1), 11, 12).stream()
            .filter(m -> m.sendTimeMillis() < MONDAY + 11 * HOUR + 2_000)
            .toList();
    assertThat(late).hasSizeGreaterThan(clean(10, 11).size() * 9 / 10);
    long earliest = Long.MAX_VALUE;
    for (SimulatedMessage m : late) {
      earliest = Math.min(earliest, JSON.readTree(m.payload()).get("ts").asLong());
    }
    assertThat(earliest).isLessThan(MONDAY + 10 * HOUR + 60_000);
  }

  @Test
  void registersRestartFromZeroAndStayThere() throws IOException {
    double before = register(clean(12, 13));
    double reset = register(messages(world(Kind.COUNTER_RESET, 1), 12, 13));
    double replaced = register(messages(world(Kind.REPLACED, 1), 12, 13));
    assertThat(reset).isBetween(0.0, 300.0);
    assertThat(before).isGreaterThan(3_000);
    assertThat(replaced).isNotCloseTo(before, org.assertj.core.data.Offset.offset(1.0));
    double nextDay = register(messages(world(Kind.COUNTER_RESET, 1), 24, 25));
    assertThat(nextDay).isBetween(reset, 3_000.0);
  }

  private static double register(List<SimulatedMessage> messages) throws IOException {
    for (SimulatedMessage m : messages) {
      if (m.device().equals("main-b1") && m.topic().endsWith("telemetry")) {
        return JSON.readTree(m.payload()).get("values").get("energy_register").asDouble();
      }
    }
    throw new AssertionError("no reading");
  }

  @Test
  void clocksAndPayloadsAreWrongAsTold() throws IOException {
    String seconds = telemetry(messages(world(Kind.SECONDS_FOR_MILLIS, 1), 10, 11));
    assertThat(JSON.readTree(seconds).get("ts").asLong()).isLessThan(100_000_000_000L);
    String none = telemetry(messages(world(Kind.NO_CLOCK, 1), 10, 11));
    assertThat(JSON.readTree(none).get("ts").asLong()).isLessThan(1_000_000);
    assertThat(telemetry(messages(world(Kind.TRUNCATED, 1), 10, 11))).doesNotEndWith("}}");
    assertThat(telemetry(messages(world(Kind.NAN, 1), 10, 11))).contains(":nan");
    assertThat(telemetry(messages(world(Kind.SENTINEL, 1), 10, 11)))
        .containsAnyOf("-327.68", "65535");
  }

  /** The last telemetry of a room's air sensor. */
  private static String telemetry(List<SimulatedMessage> messages) {
    String text = "";
    for (SimulatedMessage m : messages) {
      if (m.device().equals("env-class-0") && m.topic().endsWith("telemetry")) {
        text = new String(m.payload(), UTF_8);
      }
    }
    return text;
  }

  @Test
  void aStormIsTenTimesTheTraffic() {
    int storm = messages(world(Kind.STORM, 1), 10, 11).size();
    assertThat(storm).isBetween(clean(10, 11).size() * 7, clean(10, 11).size() * 12);
  }

  @Test
  void replayedCopiesAreMarked() {
    assertThat(messages(world(Kind.RETAINED_REPLAY, 1), 10, 11))
        .anyMatch(m -> m.replayed() && m.topic().endsWith("/status"));
  }
}
