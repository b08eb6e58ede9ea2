package io.campuspulse.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.config.Problems;
import io.campuspulse.config.RegistryLoader;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.city.CityGenerator;
import io.campuspulse.simulator.encode.Encoders;
import io.campuspulse.simulator.scenario.Scenario;
import io.campuspulse.simulator.scenario.ScenarioFile;
import io.campuspulse.simulator.world.SimulatedMessage;
import io.campuspulse.simulator.world.SmallCampus;
import io.campuspulse.simulator.world.World;
import io.campuspulse.testing.Await;
import io.campuspulse.testing.MosquittoServer;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped scenarios over a real Mosquitto and into files. */
@TestInstance(Lifecycle.PER_CLASS)
class ScenariosIT {
  private static final long MINUTE = 60_000;
  private static final Set<String> CONVENTIONS = new Encoders(SmallCampus.build()).conventions();

  @TempDir private static Path folder;
  private Campus school;
  private Campus city;

  @BeforeAll
  void loadRegistries() throws IOException {
    school = load(Path.of("config", "registry"));
    Path generated = folder.resolve("city");
    new CityGenerator(CityGenerator.Plan.wenzhouAndTaizhou(CONVENTIONS)).write(generated);
    city = load(generated);
  }

  private static Campus load(Path registry) {
    Problems problems = new Problems();
    return new RegistryLoader(CONVENTIONS)
        .load(registry, problems)
        .orElseThrow(() -> new AssertionError(problems.sentences()));
  }

  private World world(String name, long seed) {
    Problems problems = new Problems();
    Scenario scenario =
        ScenarioFile.read(Path.of("simulators", "scenarios", name + ".yaml"), problems)
            .orElseThrow(() -> new AssertionError(problems.sentences()));
    return new World(name.equals("city") ? city : school, scenario, seed);
  }

  @ParameterizedTest
  @CsvSource({"one-school, 480, 10, 800", "faulty, 480, 10, 800", "city, 0, 1, 20000"})
  void everyMessageOfAScenarioArrivesOverARealBroker(
      String name, int fromMinute, int minutes, int atLeast) throws MqttException {
    World world = world(name, 1);
    long from = world.epochMillis() + fromMinute * MINUTE;
    List<SimulatedMessage> sent = new ArrayList<>();
    world.messages(from, from + minutes * MINUTE).forEachRemaining(sent::add);
    assertThat(sent).hasSizeGreaterThan(atLeast);
    ConcurrentLinkedQueue<SimulatedMessage> received = new ConcurrentLinkedQueue<>();
    try (MosquittoServer broker = new MosquittoServer(folder.resolve("broker-" + name))) {
      MqttClient tap = new MqttClient(broker.url(), "tap", new MemoryPersistence());
      tap.connect();
      tap.subscribe(
          "#",
          1,
          (topic, m) ->
              received.add(
                  new SimulatedMessage(0, topic, m.getPayload(), m.isRetained(), false, "")));
      Publisher.Target target =
          new Publisher.Target(broker.url(), "sim", 3, 200, Publisher.Credentials.ANONYMOUS);
      try (Publisher publisher = new Publisher(target)) {
        publisher.publish(sent.iterator(), Pace.asFastAsPossible(), t -> {});
        Await.until(
            () -> received.size() + " of " + sent.size() + " messages have arrived",
            Duration.ofSeconds(60),
            () -> received.size() >= sent.size());
      }
      tap.disconnect();
      tap.close();
    }
    assertThat(byTopic(received)).isEqualTo(byTopic(sent));
  }

  /** Hashes of the payloads of each topic. */
  private static Map<String, List<Integer>> byTopic(Iterable<SimulatedMessage> messages) {
    Map<String, List<Integer>> map = new HashMap<>();
    for (SimulatedMessage m : messages) {
      map.computeIfAbsent(m.topic(), k -> new ArrayList<>()).add(Arrays.hashCode(m.payload()));
    }
    map.values().forEach(list -> list.sort(null)); // devices that share a topic may overtake
    return map;
  }

  private Path file(String name, long seed, String run) throws IOException {
    World world = world(name, seed);
    long from = world.epochMillis();
    long length = name.equals("city") ? 3 * MINUTE : 10 * 60 * MINUTE;
    Path file = folder.resolve(name + "-" + seed + "-" + run + ".ndjson");
    try (OutputStream out = Files.newOutputStream(file)) {
      NdjsonFiles.messages(world.messages(from, from + length), out, t -> {});
      if (!name.equals("city")) {
        NdjsonFiles.Truth truth = NdjsonFiles.truth(out);
        world.truth(from, from + length, truth);
        truth.flush();
      }
    }
    return file;
  }

  @ParameterizedTest
  @CsvSource({"one-school", "faulty", "city"})
  void oneSeedWritesTheSameFileTwiceAndAnotherSeedAnother(String name) throws IOException {
    Path first = file(name, 1, "a");
    assertThat(Files.size(first)).isGreaterThan(2_000_000);
    assertThat(Files.mismatch(first, file(name, 1, "b"))).isEqualTo(-1);
    assertThat(Files.mismatch(first, file(name, 2, "a"))).isNotEqualTo(-1);
  }

  /** Two hours of a whole city; other work on the machine does not count. */
  @Test
  void aCoreWritesACityFasterThanTwoHundredThousandMessagesASecond() throws IOException {
    World world = world("city", 1);
    long from = world.epochMillis();
    Iterator<SimulatedMessage> messages = world.messages(from, from + 120 * MINUTE);
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long start = thread.getCurrentThreadCpuTime();
    long count = NdjsonFiles.messages(messages, OutputStream.nullOutputStream(), t -> {});
    double seconds =
        (thread.getCurrentThreadCpuTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    assertThat(count).isGreaterThan(1_500_000);
    assertThat(count / seconds).isGreaterThan(200_000);
  }
}
