package io.campuspulse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchCommandIT {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void comparesTheServiceWithABareSubscriberAndCleansUp() throws Exception {
    int code = bench("ingest", "--messages", "3000", "--runs", "1", "--connections", "2", "--json");

    assertThat(err.toString()).doesNotContain("Unexpected");
    assertThat(code).isZero();
    double bare = number("\"contestant\" : \"bare\",\\s*\"perSecond\" : ([0-9.E]+)");
    double ours = number("\"contestant\" : \"ours\",\\s*\"perSecond\" : ([0-9.E]+)");
    assertThat(number("\"ratio\" : ([0-9.E-]+)"))
        .isCloseTo(ours / bare, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(number("\"contestant\" : \"ours\"[^}]*\"cpuMicros\" : ([0-9.E]+)")).isPositive();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aWrongNumberIsNamedWithItsRange() {
    assertThat(bench("ingest", "--messages", "5")).isEqualTo(2);

    assertThat(err.toString()).contains("--messages must be 1000 to 20000000, not 5");
  }

  @Test
  void aBrokerThatDoesNotAnswerIsNamed() {
    assertThat(bench("ingest", "--broker", "tcp://127.0.0.1:1", "--messages", "1000")).isEqualTo(1);

    assertThat(err.toString()).contains("tcp://127.0.0.1:1").doesNotContain("Unexpected");
  }

  @Test
  void comparesComputeWithParsing() {
    int code = bench("compute", "--readings", "20000", "--runs", "1");

    assertThat(err.toString()).doesNotContain("Unexpected");
    assertThat(code).isZero();
    assertThat(out.toString()).contains("CSV of 20000 readings").contains("of the bare rate");
  }

  private int bench(String... options) {
    CommandLine line =
        Main.commandLine(new Surroundings(Map.of(), Path.of("")))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    List<String> args = new ArrayList<>(List.of("bench"));
    args.addAll(List.of(options));
    args.addAll(List.of("--dir", folder.toString()));
    return line.execute(args.toArray(String[]::new));
  }

  private double number(String pattern) {
    Matcher m = Pattern.compile(pattern).matcher(out.toString());
    assertThat(m.find()).as(pattern + " in " + out).isTrue();
    return Double.parseDouble(m.group(1));
  }
}
