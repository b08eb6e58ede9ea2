package io.campuspulse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four teaching rooms with head counts, CO2 and damper positions that stand beside the project in
 * {@code ../shared/data/sdu-rooms}; aborted, with a sentence, where they are not. Nothing is fitted
 * on the head counts: the product is scored on days that it has never seen.
 */
class SduRoomsConformanceTest {
  private static final int DAYS = 15;
  private static final int MINUTES = 1440;
  private static final LocalDate MONDAY = LocalDate.of(2017, 1, 2);
  private static final double[] ACCURACY_FLOOR = {0.878, 0.637, 0.656, 0.816};
  private static final double[] PERSONS_FLOOR = {3.89, 1.59, 1.94, 1.52};
  private static final int[] USED = {4951, 4752, 4813, 4531};
  private static final int[] PERSONS = {140_350, 41_572, 46_285, 61_315};
  private static final int[] SEATS = {84, 32, 32, 84};
  private static final int[] AREAS = {139, 125, 125, 139};

  @TempDir Path folder;
  private Path data;
  private final int[][] heads = new int[4][DAYS * MINUTES];
  private long[] dayStart;

  @BeforeEach
  void readTheData() throws IOException {
    data =
        Stream.of("../shared", "../../shared")
            .map(p -> Path.of(p).resolve("data/sdu-rooms"))
            .filter(Files::isDirectory)
            .findFirst()
            .orElse(null);
    Assumptions.assumeTrue(
        data != null, "../shared/data/sdu-rooms is not on this machine: nothing was compared");
    for (int r = 0; r < 4; r++) {
      List<String[]> rows = rows("occ", r);
      dayStart = dates(rows);
      for (int i = 0; i < rows.size(); i++) {
        heads[r][i] = (int) Double.parseDouble(rows.get(i)[4]);
      }
    }
    registry();
  }

  private List<String[]> rows(String kind, int room) throws IOException {
    try (Stream<String> lines =
        Files.lines(data.resolve(kind + "_data_room_" + (room + 1) + ".csv"))) {
      return lines.skip(1).map(l -> l.split(",", -1)).toList();
    }
  }

  /** The days have lost their dates: each gets the first free one of its weekday. */
  private static long[] dates(List<String[]> rows) {
    int[] taken = new int[7];
    long[] starts = new long[DAYS];
    for (int d = 0; d < DAYS; d++) {
      int weekday = Integer.parseInt(rows.get(d * MINUTES)[2]);
      LocalDate date = MONDAY.plusDays(weekday + 7L * taken[weekday]++);
      starts[d] = date.atStartOfDay().toInstant(ZoneOffset.ofHours(8)).toEpochMilli();
    }
    return starts;
  }

  private void registry() throws IOException {
    StringBuilder text = new StringBuilder("school: {id: '3303020001', division: '330302', ");
    text.append("name: SDU, students: 1}\ndefaults: {interval: 1m}\n");
    text.append("buildings: [{id: b, name: B}]\nspaces:\n");
    StringBuilder devices = new StringBuilder("devices:\n");
    for (int r = 0; r < 4; r++) {
      text.append(
          "  - {id: s%d, building: b, name: R, type: classroom, area_m2: %d, capacity: %d, opening_hours: {mon-fri: 08:00-16:00}}\n"
              .formatted(r, AREAS[r], SEATS[r]));
      devices.append("  - {id: d%d, space: s%d, points: {".formatted(r, r));
      devices.append("n: {quantity: people, id: n%d}, ".formatted(r));
      devices.append("c: {quantity: co2, id: c%d}, ".formatted(r));
      devices.append("v: {quantity: damper, id: v%d}}}\n".formatted(r));
    }
    Files.createDirectories(folder.resolve("registry/schools"));
    Files.writeString(
        folder.resolve("registry/city.yaml"),
        "id: sdu\nname: SDU\ngrid_region: zhejiang\nzone: Asia/Shanghai\n");
    Files.writeString(folder.resolve("registry/schools/s.yaml"), text.append(devices).toString());
  }

  private void write(String... kinds) throws IOException {
    try (Writer out = Files.newBufferedWriter(folder.resolve("readings.csv"))) {
      out.write("point,time,value\n");
      for (String kind : kinds) {
        String point = kind.equals("occ") ? "n" : kind.equals("co2") ? "c" : "v";
        for (int r = 0; r < 4; r++) {
          List<String[]> rows = rows(kind, r);
          for (int i = 0; i < rows.size(); i++) {
            long t = dayStart[i / MINUTES] + i % MINUTES * 60_000L;
            out.write(point + r + "," + t + "," + rows.get(i)[4] + "\n");
          }
        }
      }
    }
  }

  private String compute(String... more) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] common = {
      "compute", "--registry", "registry", "--readings", "readings.csv", "--to", "2017-01-19"
    };
    int code =
        Main.commandLine(new Surroundings(Map.of(), folder))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err, true))
            .execute(Stream.concat(Stream.of(common), Stream.of(more)).toArray(String[]::new));
    assertThat(code).as(err.toString()).isZero();
    return out.toString();
  }

  private static BigDecimal number(String json, String field) {
    Matcher m = Pattern.compile("\"" + field + "\":(-?[0-9.]+)").matcher(json);
    assertThat(m.find()).as(json).isTrue();
    return new BigDecimal(m.group(1));
  }

  @Test
  void utilizationOfTheCountedRoomsIsExact() throws IOException {
    write("occ");
    for (int r = 0; r < 4; r++) {
      String[] query = {
        "--scope", "space:s" + r, "--from", "2017-01-02", "--resolution", "total", "--metric"
      };
      String frequency = compute(with(query, "space_frequency"));
      String occupancy = compute(with(query, "seat_occupancy"));
      String utilization = compute(with(query, "space_utilization"));

      assertThat(minutes(number(frequency, "numerator"))).isEqualTo(USED[r]);
      assertThat(minutes(number(frequency, "denominator"))).isEqualTo(5280);
      assertThat(minutes(number(occupancy, "numerator"))).isEqualTo(PERSONS[r]);
      assertThat(minutes(number(occupancy, "denominator"))).isEqualTo(USED[r] * SEATS[r]);
      assertThat(minutes(number(utilization, "numerator"))).isEqualTo(PERSONS[r]);
      assertThat(minutes(number(utilization, "denominator"))).isEqualTo(5280 * SEATS[r]);
    }
  }

  private static String[] with(String[] query, String metric) {
    return Stream.concat(Stream.of(query), Stream.of(metric)).toArray(String[]::new);
  }

  private static int minutes(BigDecimal hours) {
    return (int) Math.round(hours.doubleValue() * 60);
  }

  @Test
  void co2AndDamperBeatTheFloorsWithoutEverSeeingACount() throws IOException {
    write("co2", "vav");

    String[] lines =
        compute(
                "--metric",
                "occupancy",
                "--from",
                "2017-01-02",
                "--resolution",
                "PT1M",
                "--format",
                "csv")
            .split("\n", -1);

    for (int r = 0; r < 4; r++) {
      List<String> cells = new ArrayList<>();
      for (String line : lines) {
        if (line.startsWith("s" + r + ",")) {
          cells.add(line);
        }
      }
      score(r, cells);
    }
  }

  private void score(int r, List<String> lines) {
    long from = MONDAY.atStartOfDay().toInstant(ZoneOffset.ofHours(8)).toEpochMilli();
    int right = 0;
    double error = 0;
    for (int ten = 0; ten < DAYS * MINUTES; ten += 10) {
      double estimated = 0;
      double counted = 0;
      for (int i = ten; i < ten + 10; i++) {
        long t = dayStart[i / MINUTES] + i % MINUTES * 60_000L;
        String[] cells = lines.get((int) ((t - from) / 60_000)).split(",", -1);
        right += cells[3].equals("used") == heads[r][i] > 0 ? 1 : 0;
        estimated += Double.parseDouble(cells[5].isEmpty() ? "0" : cells[5]) / 10;
        counted += heads[r][i] / 10.0;
      }
      error += Math.abs(estimated - counted);
    }
    double accuracy = right / (double) (DAYS * MINUTES);
    double persons = error / (DAYS * MINUTES / 10.0);
    String score = "room %d: presence %.3f, persons %.2f".formatted(r + 1, accuracy, persons);
    assertThat(accuracy).as(score).isGreaterThan(ACCURACY_FLOOR[r]);
    assertThat(persons).as(score).isLessThan(PERSONS_FLOOR[r]);
  }
}
