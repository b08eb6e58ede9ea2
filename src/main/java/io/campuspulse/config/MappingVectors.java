package io.campuspulse.config;

import io.campuspulse.codec.Availability;
import io.campuspulse.codec.Conventions;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Effects;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.NativeReading;
import io.campuspulse.codec.Rejection;
import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.json.StrictJson;
import io.campuspulse.codec.mapping.Mapping;
import io.campuspulse.codec.mapping.MappingConvention;
import io.campuspulse.model.RawMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the vectors that a mapping brings: messages and what must come of them. They stand in {@code
 * vectors/<mapping>/*.yaml} beside the mapping; the vectors of one file are fed in order to one
 * decoder, so that state carries on. Each is decoded as it stands and as a retained copy.
 */
public final class MappingVectors {
  private final Problems problems;
  private final StrictJson json = new StrictJson(Limits.DEFAULT);
  private int count;

  /** A runner that reports every difference as a problem of the vector's file. */
  public MappingVectors(Problems problems) {
    this.problems = problems;
  }

  /** How many vectors were run. */
  public int count() {
    return count;
  }

  /**
   * Runs the vectors of mappings.
   *
   * @param folder the folder of the mappings
   * @param mappings all mappings that are in force, those that win first
   */
  public void run(Path folder, List<Mapping> mappings) {
    Path vectors = folder.resolve("vectors");
    if (!Files.isDirectory(vectors)) {
      return;
    }
    for (Path own : list(vectors)) {
      String name = own.getFileName().toString();
      mappings.stream()
          .filter(mapping -> mapping.name().equals(name))
          .findFirst()
          .ifPresentOrElse(
              mapping -> runFolder(own, mapping, mappings),
              () ->
                  problems.add(new Problem(own.toString(), 0, "", "", "no mapping is called so")));
    }
  }

  private void runFolder(Path own, Mapping mapping, List<Mapping> all) {
    for (Path file : list(own)) {
      if (file.getFileName().toString().endsWith(".yaml")) {
        runFile(file, mapping, all);
      }
    }
  }

  private List<Path> list(Path folder) {
    try (Stream<Path> list = Files.list(folder)) {
      return list.sorted().toList();
    } catch (IOException e) {
      problems.add(new Problem(folder.toString(), 0, "", "", "cannot be read"));
      return List.of();
    }
  }

  private void runFile(Path file, Mapping mapping, List<Mapping> all) {
    StrictYaml.read(file, problems)
        .ifPresent(
            section -> {
              Conventions live = decoder(all);
              Conventions retained = decoder(all);
              for (Section vector : section.sections("vectors")) {
                runVector(vector, mapping, live, retained);
              }
              section.finish();
            });
  }

  private static Conventions decoder(List<Mapping> mappings) {
    return new Conventions(List.of(new MappingConvention(mappings)), Limits.DEFAULT, Effects.NONE);
  }

  private void runVector(Section vector, Mapping mapping, Conventions live, Conventions retained) {
    vector.text("name");
    String topic = vector.text("topic");
    byte[] payload = payload(vector);
    String outcome = vector.text("outcome");
    List<JsonTree.Obj> expected = new ArrayList<>();
    for (Scalar line : vector.list("readings")) {
      try {
        if (json.read(line.raw()) instanceof JsonTree.Obj object) {
          expected.add(object);
        } else {
          line.problem("must be a JSON object");
        }
      } catch (Rejection e) {
        line.problem(e.getMessage());
      }
    }
    Map<String, String> availability = new LinkedHashMap<>();
    vector
        .optionalSection("availability")
        .ifPresent(
            s -> s.entries().forEach((k, v) -> availability.put(k, new YamlSetting(v).text())));
    boolean flag = vector.flag("retained", false);
    count++;
    DecodeResult first = live.decode(new RawMessage(topic, payload, flag, 0));
    DecodeResult second = retained.decode(new RawMessage(topic, payload, true, 0));
    check(vector, mapping, first, outcome, expected, availability);
    if (!flag && vector.flag("same-retained", true)) {
      check(vector, mapping, second, outcome, expected, availability);
    }
  }

  private byte[] payload(Section vector) {
    if (vector.has("payload-hex")) {
      String digits = vector.text("payload-hex").replace(" ", "");
      try {
        return HexFormat.of().parseHex(digits);
      } catch (IllegalArgumentException e) {
        vector.problemAt("payload-hex", "must be pairs of hexadecimal digits");
        return new byte[0];
      }
    }
    return vector
        .node("payload")
        .map(node -> new YamlSetting(node).text().getBytes(StandardCharsets.UTF_8))
        .orElse(new byte[0]);
  }

  private static void check(
      Section vector,
      Mapping mapping,
      DecodeResult result,
      String outcome,
      List<JsonTree.Obj> expected,
      Map<String, String> availability) {
    String got = outcome(result);
    if (!got.equals(outcome)) {
      String why =
          result instanceof DecodeResult.Rejected rejected ? " (" + rejected.sentence() + ")" : "";
      vector.problem("", "must " + outcome + ", but the result is " + got + why);
      return;
    }
    boolean refused = result instanceof DecodeResult.Rejected;
    if (!refused && !mapping.name().equals(result.convention())) {
      vector.problem("", "was decoded by mapping '" + result.convention() + "'");
    }
    Map<String, String> states = new LinkedHashMap<>();
    for (Availability each : result.availability()) {
      states.put(String.valueOf(each.device()), each.state().word());
    }
    if (!states.equals(availability)) {
      vector.problem("", "must say " + availability + " of availability, but says " + states);
    }
    List<NativeReading> readings =
        result instanceof DecodeResult.Decoded decoded ? decoded.readings() : List.of();
    if (readings.size() != expected.size()) {
      vector.problem("", "must give " + expected.size() + " readings, but gives " + readings);
      return;
    }
    for (int i = 0; i < expected.size(); i++) {
      String difference = ReadingMatch.difference(expected.get(i), readings.get(i));
      if (difference != null) {
        vector.problem("", "reading " + (i + 1) + ": " + difference);
      }
    }
  }

  private static String outcome(DecodeResult result) {
    if (result instanceof DecodeResult.Rejected rejected) {
      return "reject " + rejected.reason().code();
    }
    return result instanceof DecodeResult.Decoded ? "decode" : "no-telemetry";
  }
}
