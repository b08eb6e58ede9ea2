package io.campuspulse.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.model.RawMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Conformance with the vectors that stand beside the project in {@code ../shared}; aborted, with a
 * sentence, where they are not.
 */
class SharedVectorsTest {
  @TestFactory
  List<DynamicTest> everyVectorGivesWhatItsSidecarSaysAmongAllConventionsAndMappings()
      throws IOException {
    Path payloads = SharedVectors.shared("payloads");
    List<DynamicTest> tests = new ArrayList<>();
    for (Path convention : SharedVectors.folders(payloads)) {
      for (Path sidecar : SharedVectors.sidecars(convention)) {
        String name = convention.getFileName() + "/" + sidecar.getFileName();
        tests.add(DynamicTest.dynamicTest(name, () -> SharedVectors.verify(sidecar, false)));
        tests.add(
            DynamicTest.dynamicTest(name + " retained", () -> SharedVectors.verify(sidecar, true)));
      }
    }
    return tests;
  }

  @Test
  void everyFileOfTheHostileJsonSuiteIsJudgedByItsFirstLetter() throws IOException {
    Path suite = SharedVectors.shared("json-test-suite").resolve("test_parsing");
    Conventions decoder = SharedVectors.decoder();
    List<String> wrong = new ArrayList<>();
    try (var files = Files.list(suite)) {
      for (Path file : files.sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        byte[] before = bytes.clone();
        DecodeResult result = decoder.decode(campus(bytes));
        assertThat(bytes).isEqualTo(before);
        if (!(result instanceof DecodeResult.Rejected rejected)
            || !allowed(file.getFileName().toString(), rejected.reason())) {
          wrong.add(file.getFileName() + " gave " + result);
        }
        assertThat(decoder.decode(campus("{\"ts\":1747636260250,\"values\":{\"a\":1}}")))
            .isInstanceOf(DecodeResult.Decoded.class);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(decoder.failures()).isZero();
  }

  private static boolean allowed(String file, RejectReason reason) {
    return switch (file.charAt(0)) {
      case 'y' ->
          reason
              == (file.startsWith("y_object_duplicated_key")
                  ? RejectReason.DUPLICATE_KEY
                  : RejectReason.INVALID_PAYLOAD);
      case 'n' ->
          reason == RejectReason.INVALID_JSON
              || (reason == RejectReason.LIMIT
                  && (file.contains("100000") || file.contains("open_array_object")));
      default -> true;
    };
  }

  private static RawMessage campus(String text) {
    return campus(text.getBytes(StandardCharsets.UTF_8));
  }

  private static RawMessage campus(byte[] payload) {
    return new RawMessage("campus/v1/test/probe/telemetry", payload, false, 0);
  }
}
