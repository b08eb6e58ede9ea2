package io.campuspulse.codec;

import com.fasterxml.jackson.databind.JsonNode;
import io.campuspulse.codec.convention.SparkplugBytes;
import io.campuspulse.model.RawMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The messages that the fuzzer starts from. */
public final class FuzzSeeds {
  private static final long NOON = 1_750_000_000_000L;

  private FuzzSeeds() {}

  /** Our own vectors, Sparkplug messages, and the shared vectors where they are. */
  public static List<RawMessage> all() throws IOException {
    List<RawMessage> seeds = new ArrayList<>();
    for (String file : ConventionVectors.FILES) {
      for (JsonNode vector : ConventionVectors.read(file)) {
        seeds.add(ConventionVectors.message(vector));
      }
    }
    sparkplug(seeds);
    Optional<Path> shared = SharedVectors.find("payloads");
    if (shared.isPresent()) {
      for (Path folder : SharedVectors.folders(shared.get())) {
        for (Path sidecar : SharedVectors.sidecars(folder)) {
          seeds.add(SharedVectors.message(sidecar, false));
        }
      }
    }
    return seeds;
  }

  private static void sparkplug(List<RawMessage> seeds) {
    SparkplugBytes.Fields deep =
        out -> {
          out.writeString(1, "motor");
          out.writeByteArray(
              18,
              SparkplugBytes.fields(
                  t ->
                      t.writeByteArray(
                          2,
                          SparkplugBytes.fields(
                              SparkplugBytes.named("rpm", 3, SparkplugBytes.intValue(900))))));
        };
    byte[] birth =
        SparkplugBytes.payload(
            NOON,
            0,
            SparkplugBytes.bdSeq(3),
            SparkplugBytes.born("Temp", 1, 10, SparkplugBytes.doubleValue(21.5)),
            SparkplugBytes.born("I8", 2, 1, SparkplugBytes.intValue(-1)),
            SparkplugBytes.born("Arr", 3, 24, SparkplugBytes.bytesValue(new byte[8])),
            deep);
    byte[] data =
        SparkplugBytes.payload(
            NOON,
            1,
            SparkplugBytes.alias(1, SparkplugBytes.doubleValue(22)),
            SparkplugBytes.alias(2, SparkplugBytes.intValue(5)));
    for (String type : List.of("NBIRTH", "NDATA", "NDEATH", "NCMD")) {
      seeds.add(new RawMessage("spBv1.0/G/" + type + "/n", birth, false, NOON));
      seeds.add(new RawMessage("spBv1.0/G/" + type + "/n", data, false, NOON));
    }
    for (String type : List.of("DBIRTH", "DDATA", "DDEATH")) {
      seeds.add(new RawMessage("spBv1.0/G/" + type + "/n/d", birth, false, NOON));
      seeds.add(new RawMessage("spBv1.0/G/" + type + "/n/d", data, false, NOON));
    }
  }
}
