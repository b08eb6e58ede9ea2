package io.campuspulse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.codec.Conventions;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Effects;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.mapping.MappingConvention;
import io.campuspulse.model.RawMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Mutated vectors of the shipped mappings; the seed is fixed, {@code fuzz.rounds} makes it long.
 */
class MappingFuzzTest {
  private static final Path FOLDER = Path.of("config/mappings");
  private static final String[] TOKENS = {
    "null",
    "true",
    "-1",
    "1e400",
    "\"\"",
    "{}",
    "[]",
    "[[",
    "}",
    "NaN",
    "\"nan\"",
    "0.0",
    "999999999999999999999999",
    "\"UNAVAILABLE\"",
    "{\"value\":",
    "\u0000",
    "\"ts\":",
    "1e-400"
  };

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Message(String topic, byte[] payload) {}

  @Test
  void noMutationOfAVectorMeetsADefectOfTheEngine() throws IOException {
    List<Message> seeds = seeds();
    assertThat(seeds.size()).isGreaterThan(100);
    Conventions decoder =
        new Conventions(
            List.of(
                new MappingConvention(
                    new MappingLoader(Limits.DEFAULT, new Problems()).load(List.of(FOLDER)))),
            Limits.DEFAULT,
            Effects.NONE);
    Random random = new Random(20_250_519);
    int rounds = Integer.getInteger("fuzz.rounds", 150_000);
    int decoded = 0;
    for (int i = 0; i < rounds; i++) {
      Message seed = seeds.get(random.nextInt(seeds.size()));
      Message mutant = mutate(seed, seeds.get(random.nextInt(seeds.size())), random);
      DecodeResult result =
          decoder.decode(new RawMessage(mutant.topic, mutant.payload, random.nextBoolean(), 0));
      decoded += result instanceof DecodeResult.Decoded ? 1 : 0;
      if (decoder.failures() > 0) {
        throw new AssertionError(
            result + " of " + new String(mutant.payload, StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(decoded).isBetween(rounds / 100, rounds);
  }

  private static Message mutate(Message seed, Message other, Random random) {
    StringBuilder text = new StringBuilder(new String(seed.payload, StandardCharsets.ISO_8859_1));
    String topic = random.nextInt(8) == 0 ? other.topic : seed.topic;
    for (int n = random.nextInt(4); n > 0; n--) {
      int at = text.isEmpty() ? 0 : random.nextInt(text.length());
      switch (random.nextInt(6)) {
        case 0 -> text.insert(at, TOKENS[random.nextInt(TOKENS.length)]);
        case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(8)));
        case 2 -> replaceValue(text, at, random);
        case 3 -> text.insert(at, (char) random.nextInt(256));
        case 4 -> text.setLength(at);
        default -> text.insert(at, new String(other.payload, StandardCharsets.ISO_8859_1));
      }
    }
    return new Message(topic, text.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Puts something else in the place of a value of an object, so that JSON often stays JSON. */
  private static void replaceValue(StringBuilder text, int at, Random random) {
    int colon = text.indexOf(":", at);
    if (colon < 0) {
      return;
    }
    int end = colon + 1;
    while (end < text.length() && ",}]".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    text.replace(colon + 1, end, TOKENS[random.nextInt(TOKENS.length)]);
  }

  private static List<Message> seeds() throws IOException {
    List<Message> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.walk(FOLDER.resolve("vectors"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        Section section = StrictYaml.read(file, new Problems()).orElseThrow();
        for (Section vector : section.sections("vectors")) {
          String payload =
              vector.node("payload").map(node -> new YamlSetting(node).text()).orElse("\u0000");
          seeds.add(new Message(vector.text("topic"), payload.getBytes(StandardCharsets.UTF_8)));
        }
      }
    }
    return seeds;
  }
}
