package io.campuspulse.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.campuspulse.app.OfflineRun;
import io.campuspulse.codec.Conventions;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.NativeReading;
import io.campuspulse.codec.RejectReason;
import io.campuspulse.codec.convention.NativeConventions;
import io.campuspulse.codec.mapping.MappingConvention;
import io.campuspulse.config.MappingLoader;
import io.campuspulse.config.Problems;
import io.campuspulse.metrics.EmissionFactors;
import io.campuspulse.model.Device;
import io.campuspulse.model.Interval;
import io.campuspulse.model.RawMessage;
import io.campuspulse.model.Scope;
import io.campuspulse.query.Figure;
import io.campuspulse.query.FigureQuery;
import io.campuspulse.query.Figures;
import io.campuspulse.query.Grouping;
import io.campuspulse.query.Resolution;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.encode.DeviceSample;
import io.campuspulse.simulator.encode.Encoders;
import io.campuspulse.simulator.scenario.Scenario;
import io.campuspulse.simulator.truth.Ask;
import io.campuspulse.simulator.truth.TruthFigures;
import io.campuspulse.simulator.world.SimulatedMessage;
import io.campuspulse.simulator.world.SmallCampus;
import io.campuspulse.simulator.world.World;
import io.campuspulse.window.Watermark;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What simulated devices send is what the product's own decoders read. */
class ConventionsTest {
  private static final long FROM = Instant.parse("2025-01-06T01:00:00Z").toEpochMilli();

  static Set<String> conventions() {
    return new Encoders(SmallCampus.build()).conventions();
  }

  private static Conventions decoders() {
    Problems problems = new Problems();
    var modbus =
        new MappingLoader(Limits.DEFAULT, problems)
            .loadFile(Path.of("config/mappings/modbus.yaml"));
    assertThat(problems.list()).isEmpty();
    return new Conventions(
        NativeConventions.with(
            List.of(new MappingConvention(List.of(modbus.orElseThrow()))), Limits.DEFAULT),
        Limits.DEFAULT,
        effect -> {});
  }

  private static RawMessage raw(SimulatedMessage m) {
    return new RawMessage(m.topic(), m.payload(), m.replayed(), m.sendTimeMillis());
  }

  @ParameterizedTest
  @MethodSource("conventions")
  void everyMessageDecodesToRegisteredDevicesAndMetrics(String convention) {
    Campus campus = SmallCampus.speaking(convention);
    World world = new World(campus, Scenario.oneSchool(), 5);
    Conventions decoders = decoders();
    List<SimulatedMessage> messages = new ArrayList<>(world.births(FROM));
    world.messages(FROM, FROM + 1_800_000).forEachRemaining(messages::add);
    Set<String> heard = new HashSet<>();
    for (SimulatedMessage m : messages) {
      DecodeResult result = decoders.decode(raw(m));
      assertThat(result).isNotInstanceOf(DecodeResult.Rejected.class);
      assertThat(result.convention()).isEqualTo(convention);
      if (result instanceof DecodeResult.Decoded decoded) {
        for (NativeReading r : decoded.readings()) {
          Device device = campus.deviceByIdentity(convention, r.device()).orElseThrow();
          campus.pointByMetric(device.id(), r.metric()).ifPresent(p -> heard.add(p.id()));
        }
      }
    }
    assertThat(heard).hasSize(campus.points().size());
  }

  @ParameterizedTest
  @MethodSource("conventions")
  void figuresFromTheMessagesAgreeWithTheTruth(String convention) {
    Campus campus = SmallCampus.speaking(convention);
    World world = new World(campus, Scenario.oneSchool(), 5);
    OfflineRun run =
        new OfflineRun(campus, decoders(), EmissionFactors.NONE, Watermark.Rules.DEFAULT);
    world.births(FROM - 3_600_000).forEach(m -> run.accept(raw(m)));
    world
        .messages(FROM - 3_600_000, FROM + 5 * 3_600_000)
        .forEachRemaining(m -> run.accept(raw(m)));
    assertThat(run.refused()).isEmpty();
    Figures figures = run.compute();
    Interval time = new Interval(FROM, FROM + 4 * 3_600_000);
    TruthFigures truth = TruthFigures.of(world, time);
    for (String id : List.of("class-0", "cnc-lab", "library")) {
      Scope room = Scope.space(id);
      agrees(
          figures, "space_frequency", room, truth.value("space_frequency", Ask.of(room, time)), 2);
      agrees(
          figures,
          "space_utilization",
          room,
          truth.value("space_utilization", Ask.of(room, time)),
          2);
      agrees(figures, "energy_use", room, truth.value("energy_use", Ask.of(room, time)), 0.05);
    }
    Scope building = Scope.building("b1");
    agrees(
        figures, "energy_use", building, truth.value("energy_use", Ask.of(building, time)), 0.05);
  }

  private static void agrees(
      Figures figures, String metric, Scope scope, OptionalDouble truth, double tolerance) {
    Interval time = new Interval(FROM, FROM + 4 * 3_600_000);
    FigureQuery query =
        new FigureQuery(
            metric,
            metric.startsWith("energy") ? null : "open",
            scope,
            Grouping.NONE,
            time,
            Resolution.TOTAL,
            ZoneId.of("UTC"));
    Figure figure = figures.answer(query).series().get(0).figures().get(0);
    assertThat(figure.value()).as(metric + " of " + scope + ": " + figure.reason()).isNotNull();
    assertThat(figure.value().doubleValue())
        .as(metric + " of " + scope)
        .isCloseTo(truth.orElseThrow(), within(tolerance));
  }

  @ParameterizedTest
  @MethodSource("conventions")
  void aFaultOfTheDeviceNeverBreaksTheDecoder(String convention) {
    Campus campus = SmallCampus.speaking(convention);
    Device device = campus.device("env-class-0").orElseThrow();
    Conventions decoders = decoders();
    Encoders encoders = new Encoders(campus);
    encoders.of(convention).availability(device, true, FROM, (t, p, r) -> decode(decoders, t, p));
    for (DeviceSample.Clock clock : DeviceSample.Clock.values()) {
      DeviceSample sample = new DeviceSample(device, 1);
      sample.begin(FROM, 7);
      sample.clock = clock;
      sample.add(campus.point("env-class-0.co2").orElseThrow(), DeviceSample.NOT_A_NUMBER);
      encoders
          .of(convention)
          .sample(
              sample,
              (t, p, r) -> {
                if (decode(decoders, t, p) instanceof DecodeResult.Rejected rejected) {
                  assertThat(rejected.reason())
                      .isIn(RejectReason.INVALID_JSON, RejectReason.INVALID_PAYLOAD);
                }
              });
    }
  }

  private static DecodeResult decode(Conventions decoders, String topic, byte[] payload) {
    return decoders.decode(new RawMessage(topic, payload, false, FROM));
  }
}
