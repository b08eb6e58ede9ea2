package io.campuspulse.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.campuspulse.codec.convention.NativeConventions;
import io.campuspulse.model.RawMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every case of our own vectors, live and as a retained copy, and again after a restart. */
class ConventionVectorsTest {
  @TestFactory
  List<DynamicTest> everyCaseGivesWhatItsFileSays() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String file : ConventionVectors.FILES) {
      Map<String, JsonNode> byName = new HashMap<>();
      for (JsonNode vector : ConventionVectors.read(file)) {
        byName.put(vector.get("name").asText(), vector);
      }
      for (JsonNode vector : ConventionVectors.read(file)) {
        String name = file + ": " + vector.get("name").asText();
        tests.add(DynamicTest.dynamicTest(name, () -> verify(vector, byName)));
      }
    }
    return tests;
  }

  private static void verify(JsonNode vector, Map<String, JsonNode> byName) throws Exception {
    Conventions decoder = decoder();
    for (JsonNode before : vector.path("after")) {
      decoder.decode(ConventionVectors.message(byName.get(before.asText())));
    }
    byte[] state = decoder.snapshot();
    RawMessage message = ConventionVectors.message(vector);
    Map<String, Object> expected = ConventionVectors.expected(vector);
    assertThat(ConventionVectors.told(decoder.decode(message))).isEqualTo(expected);
    RawMessage stored =
        new RawMessage(message.topic(), message.payload(), true, message.receivedAtMillis());
    Conventions restarted = decoder();
    restarted.restore(state);
    assertThat(ConventionVectors.told(restarted.decode(stored))).isEqualTo(expected);
    assertThat(decoder.failures() + restarted.failures()).isZero();
  }

  private static Conventions decoder() {
    return new Conventions(
        NativeConventions.with(List.of(), Limits.DEFAULT), Limits.DEFAULT, Effects.NONE);
  }
}
