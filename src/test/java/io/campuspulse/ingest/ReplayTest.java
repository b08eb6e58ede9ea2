package io.campuspulse.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.codec.Limits;
import io.campuspulse.codec.convention.SparkplugBytes;
import io.campuspulse.codec.mapping.Mapping;
import io.campuspulse.config.MappingLoader;
import io.campuspulse.config.Problems;
import io.campuspulse.ingest.Balance.Fate;
import io.campuspulse.journal.Quarantine;
import io.campuspulse.journal.QuarantinedMessage;
import io.campuspulse.model.RawMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A mapping is broken for a day, then fixed; what lay in quarantine is replayed. Readings and facts
 * are those of a world in which it had never been broken.
 */
class ReplayTest {
  private static final int DOUBLE = 10;
  private static final String FIXED =
      """
      mapping: house
      description: A house protocol.
      routes:
        - topic: house/{device}
          require: {".": {type: object}}
          each: $[*?]
          device: "{device}"
          time: [{of: ts}]
          readings:
            - except: [ts]
              unit: {table: {"*_kwh": kWh}}
      """;

  /** What somebody did to the mapping, and the reason that messages then get. */
  private enum Mistake {
    TOPIC("unclaimed-topic", "house/{device}", "hous/{device}"),
    DEVICE("unknown-device", "\"{device}\"", "\"room {device}\""),
    UNIT("unit-mismatch", "kWh", "°C");

    private final String reason;
    private final String right;
    private final String wrong;

    Mistake(String reason, String right, String wrong) {
      this.reason = reason;
      this.right = right;
      this.wrong = wrong;
    }
  }

  @TempDir private Path directory;

  private List<Mapping> mapping(String yaml) {
    try {
      Path folder = Files.createTempDirectory(directory, "mappings");
      Files.writeString(folder.resolve("house.yaml"), yaml);
      Problems problems = new Problems();
      List<Mapping> loaded = new MappingLoader(Limits.DEFAULT, problems).load(List.of(folder));
      problems.throwIfAny();
      return loaded;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<Mapping> fixed() {
    return mapping(FIXED);
  }

  private List<Mapping> broken(Mistake mistake) {
    return mapping(FIXED.replace(mistake.right, mistake.wrong));
  }

  private ReplayWorld world(String name) {
    return new ReplayWorld(directory.resolve(name));
  }

  /** A world with the right mapping all the time. */
  private ReplayWorld neverBroken() {
    ReplayWorld world = world("good");
    world.start(fixed());
    world.append(ReplayWorld.day());
    world.append(ReplayWorld.nextMorning());
    world.awaitDrained();
    return world;
  }

  /** A world in which the day ended with a broken mapping, stopped. */
  private ReplayWorld brokenForADay(Mistake mistake) {
    ReplayWorld world = world("bad");
    world.start(broken(mistake));
    world.append(ReplayWorld.day());
    world.awaitDrained();
    world.stop();
    assertThat(world.quarantine().counts().get(mistake.reason)).isGreaterThan(100L);
    return world;
  }

  private static void assertEqualWorlds(ReplayWorld bad, ReplayWorld good) {
    assertThat(bad.readings()).isEqualTo(good.readings());
    assertThat(bad.facts()).isEqualTo(good.facts());
    Balance b = bad.balance();
    Balance g = good.balance();
    assertThat(b.holds()).isTrue();
    assertThat(b.journaled() - b.replayed()).isEqualTo(g.journaled());
    for (Fate fate : List.of(Fate.STORED, Fate.DUPLICATE, Fate.CONFLICT, Fate.NO_TELEMETRY)) {
      assertThat(b.fates().get(fate)).as(fate.word()).isEqualTo(g.fates().get(fate));
    }
    assertThat(b.fates().get(Fate.QUARANTINED) - b.replayed())
        .as("verdicts less replays are what is bad for good")
        .isEqualTo(g.fates().get(Fate.QUARANTINED))
        .isEqualTo(bad.quarantine().count(Quarantine.Filter.ALL, -1));
  }

  @ParameterizedTest
  @EnumSource(Mistake.class)
  void aDayOfMessagesThatABrokenMappingRefusedIsAsIfItHadNeverBeenBroken(Mistake mistake) {
    try (ReplayWorld good = neverBroken();
        ReplayWorld bad = brokenForADay(mistake)) {
      assertThat(bad.facts()).isNotEqualTo(good.facts());
      long kept = bad.quarantine().counts().get(mistake.reason);

      bad.start(fixed());
      assertThat(bad.replay(Quarantine.Filter.reason(mistake.reason))).isEqualTo(kept);
      bad.append(ReplayWorld.nextMorning());
      bad.awaitDrained();

      assertEqualWorlds(bad, good);
    }
  }

  @Test
  void newMessagesMayComeBeforeTheReplayAndRestartsInTheMiddleOfIt() {
    try (ReplayWorld good = neverBroken();
        ReplayWorld bad = brokenForADay(Mistake.DEVICE)) {
      bad.start(fixed());
      bad.append(ReplayWorld.nextMorning());
      bad.awaitDrained();
      bad.stop();

      bad.replay(Quarantine.Filter.ALL);
      while (bad.balance().pending() > 0) {
        bad.start(fixed());
        bad.awaitProgress();
        bad.stop();
      }

      assertEqualWorlds(bad, good);
    }
  }

  @Test
  void whatFailsAgainComesBackOnceUnderItsOldNumberAndCanBeReplayedAfterTheFix() {
    try (ReplayWorld good = neverBroken();
        ReplayWorld bad = brokenForADay(Mistake.UNIT)) {
      List<QuarantinedMessage> before = bad.quarantine().list(null, 0, Integer.MAX_VALUE);
      bad.start(broken(Mistake.UNIT));
      for (int i = 0; i < 2; i++) {
        assertThat(bad.replay(Quarantine.Filter.ALL)).isEqualTo(before.size());
        bad.awaitDrained();
        assertThat(bad.quarantine().list(null, 0, Integer.MAX_VALUE))
            .extracting(QuarantinedMessage::offset)
            .isEqualTo(before.stream().map(QuarantinedMessage::offset).toList());
        assertThat(bad.balance().holds()).isTrue();
      }
      bad.stop();

      bad.start(fixed());
      bad.replay(Quarantine.Filter.ALL);
      bad.append(ReplayWorld.nextMorning());
      bad.awaitDrained();

      assertEqualWorlds(bad, good);
    }
  }

  @Test
  void askingTwiceChangesNothing() {
    try (ReplayWorld good = neverBroken();
        ReplayWorld bad = brokenForADay(Mistake.TOPIC)) {
      long kept = bad.quarantine().count(Quarantine.Filter.ALL, -1);
      assertThat(bad.replay(Quarantine.Filter.ALL)).isEqualTo(kept);
      assertThat(bad.replay(Quarantine.Filter.ALL)).as("nothing is left").isZero();

      bad.start(fixed());
      bad.awaitDrained();
      long unreadable = bad.quarantine().count(Quarantine.Filter.ALL, -1);
      assertThat(bad.replay(Quarantine.Filter.ALL)).isEqualTo(unreadable).isPositive();
      bad.append(ReplayWorld.nextMorning());
      bad.awaitDrained();

      assertEqualWorlds(bad, good);
    }
  }

  @Test
  void onlyTheDeviceThatWasMendedIsReplayed() {
    try (ReplayWorld bad = brokenForADay(Mistake.DEVICE)) {
      bad.start(fixed());
      Quarantine.Filter meter = Quarantine.Filter.device("house", "room meter");
      long meters = bad.quarantine().count(meter, -1);
      long all = bad.quarantine().count(Quarantine.Filter.ALL, -1);

      assertThat(bad.replay(meter)).isEqualTo(meters).isGreaterThan(50);
      bad.awaitDrained();

      assertThat(bad.quarantine().count(Quarantine.Filter.ALL, -1)).isEqualTo(all - meters);
      assertThat(bad.readings()).anyMatch(r -> r.point().equals("energy"));
      assertThat(bad.readings()).noneMatch(r -> r.point().equals("people"));
    }
  }

  @Test
  void aReplayedMessageSaysNothingAboutNow() {
    try (ReplayWorld bad = brokenForADay(Mistake.DEVICE)) {
      bad.start(fixed());
      bad.append(ReplayWorld.nextMorning());
      bad.awaitDrained();
      Map<String, Long> newest = bad.newest();

      bad.replay(Quarantine.Filter.ALL);
      bad.awaitDrained();

      assertThat(bad.newest()).isEqualTo(newest);
    }
  }

  @Test
  void aReplayReadsMessagesAsTheBirthsOfTheirTimeNamedThem() {
    try (ReplayWorld world = world("births")) {
      world.start(fixed());
      world.append(List.of(nodeBirth(1), deviceBirth(2, "Temperature"), deviceData(3, 21.5)));
      world.append(List.of(nodeBirth(4), deviceBirth(5, "Humidity"), deviceData(6, 55)));
      world.awaitDrained();
      assertThat(world.quarantine().counts()).containsEntry("unknown-device", 4L);
      world.stop();

      world.start(fixed(), ReplayWorld.campusWithController());
      world.replay(Quarantine.Filter.ALL);
      world.awaitDrained();

      assertThat(world.readings("temperature")).containsExactly(20_000L, 21_500L);
      assertThat(world.readings("humidity")).containsExactly(20_000L, 55_000L);
      assertThat(world.quarantine().counts()).isEmpty();
    }
  }

  @Test
  void aMessageThatLosesItsContextStaysInQuarantine() {
    try (ReplayWorld world = world("context")) {
      world.start(fixed());
      world.append(List.of(nodeBirth(1), deviceBirth(2, "Temperature"), deviceData(3, 21.5)));
      world.append(List.of(nodeBirth(4)));
      world.awaitDrained();

      world.replay(new Quarantine.Filter(null, "spBv1.0/g/DDATA", null, null, null));
      world.awaitDrained();

      assertThat(world.quarantine().counts())
          .isEqualTo(Map.of("unknown-device", 1L, "context-lost", 1L));
    }
  }

  private static RawMessage nodeBirth(int minute) {
    return sparkplug("NBIRTH/edge", minute, SparkplugBytes.bdSeq(minute));
  }

  private static RawMessage deviceBirth(int minute, String metric) {
    return sparkplug(
        "DBIRTH/edge/plc",
        minute,
        SparkplugBytes.born(metric, 7, DOUBLE, SparkplugBytes.doubleValue(20)));
  }

  private static RawMessage deviceData(int minute, double value) {
    return sparkplug(
        "DDATA/edge/plc", minute, SparkplugBytes.alias(7, SparkplugBytes.doubleValue(value)));
  }

  private static RawMessage sparkplug(String topic, int minute, SparkplugBytes.Fields metric) {
    long time = ReplayWorld.START + minute * 60_000L;
    byte[] payload = SparkplugBytes.payload(time, -1, metric);
    return new RawMessage("spBv1.0/g/" + topic, payload, false, time + 10);
  }
}
