package io.campuspulse.app.savings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campuspulse.cli.Main;
import io.campuspulse.cli.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs {@code campus savings} in process on the texts of two files. */
final class SavingsRun {
  private static final ObjectMapper JSON = new ObjectMapper();

  final int code;
  final String out;
  final String err;

  private SavingsRun(int code, String out, String err) {
    this.code = code;
    this.out = out;
    this.err = err;
  }

  static SavingsRun of(Path folder, String meter, String temperature, String... options) {
    try {
      Files.writeString(folder.resolve("meter.csv"), meter, StandardCharsets.UTF_8);
      Files.writeString(folder.resolve("weather.csv"), temperature, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> args =
        new ArrayList<>(List.of("savings", "--meter", "meter.csv", "--temperature", "weather.csv"));
    args.addAll(List.of(options));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine(new Surroundings(Map.of(), folder))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err, true))
            .execute(args.toArray(String[]::new));
    return new SavingsRun(code, out.toString(), err.toString());
  }

  JsonNode json() {
    assertThat(err).isEmpty();
    assertThat(code).isZero();
    assertThat(out).doesNotContain("NaN").doesNotContain("Infinity").endsWith("}\n");
    try {
      return JSON.readTree(out);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> reasons(JsonNode json) {
    List<String> reasons = new ArrayList<>();
    json.get("reasons").forEach(r -> reasons.add(r.asText()));
    return reasons;
  }
}
