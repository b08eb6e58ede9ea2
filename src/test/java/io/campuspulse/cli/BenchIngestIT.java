package io.campuspulse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchIngestIT {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void comparesTheServiceWithABareSubscriberAndCleansUp() throws Exception {
    int code = bench("--messages", "3000", "--runs", "1", "--connections", "2", "--json");

    assertThat(err.toString()).doesNotContain("Unexpected");
    assertThat(code).isZero();
    double bare = number("\"bare\" : \\{[^}]*\"messagesPerSecond\" : ([0-9.E]+)");
    double ours = number("\"ours\" : \\{[^}]*\"messagesPerSecond\" : ([0-9.E]+)");
    assertThat(number("\"ratio\" : ([0-9.E-]+)"))
        .isCloseTo(ours / bare, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(number("\"ours\" : \\{[^}]*\"cpuMicrosPerMessage\" : ([0-9.E]+)")).isPositive();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aWrongNumberIsNamedWithItsRange() {
    assertThat(bench("--messages", "5")).isEqualTo(2);

    assertThat(err.toString()).contains("--messages must be 1000 to 20000000, not 5");
  }

  @Test
  void aBrokerThatDoesNotAnswerIsNamed() {
    assertThat(bench("--broker", "tcp://127.0.0.1:1", "--messages", "1000")).isEqualTo(1);

    assertThat(err.toString()).contains("tcp://127.0.0.1:1").doesNotContain("Unexpected");
  }

  private int bench(String... options) {
    CommandLine line =
        Main.commandLine(new Surroundings(Map.of(), Path.of("")))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    String[] args =
        Stream.concat(
                List.of("bench", "ingest", "--dir", folder.toString()).stream(), Stream.of(options))
            .toArray(String[]::new);
    return line.execute(args);
  }

  private double number(String pattern) {
    Matcher m = Pattern.compile(pattern).matcher(out.toString());
    assertThat(m.find()).as(pattern + " in " + out).isTrue();
    return Double.parseDouble(m.group(1));
  }
}
