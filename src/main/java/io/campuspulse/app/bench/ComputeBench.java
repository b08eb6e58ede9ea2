package io.campuspulse.app.bench;

import io.campuspulse.app.Decoders;
import io.campuspulse.app.OfflineFiles;
import io.campuspulse.app.OfflineRun;
import io.campuspulse.ingest.Translator;
import io.campuspulse.metrics.EmissionFactors;
import io.campuspulse.model.RawMessage;
import io.campuspulse.model.Reading;
import io.campuspulse.normalize.ClockRules;
import io.campuspulse.normalize.Normalizer;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.scenario.Scenario;
import io.campuspulse.simulator.world.SimulatedMessage;
import io.campuspulse.simulator.world.World;
import io.campuspulse.window.Watermark;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The rate of {@code compute} on a CSV file of readings, up to all facts, beside that of merely
 * parsing the file: cutting lines into cells, time and value into numbers. In turns, one thread.
 */
public final class ComputeBench {
  private static final long LONGEST_DAYS = 366;

  private final Settings settings;
  private final Campus campus;
  private final BenchListener listener;

  /**
   * What to measure.
   *
   * @param readings in the file
   * @param runs repetitions of each, after one to warm up
   * @param folder an existing folder for the file
   * @param seed of the virtual campus
   */
  public record Settings(int readings, int runs, Path folder, long seed) {}

  public ComputeBench(Settings settings, Campus campus, BenchListener listener) {
    this.settings = settings;
    this.campus = campus;
    this.listener = listener;
  }

  /**
   * Measures.
   *
   * @throws BenchFailure when that is impossible
   */
  public BenchReport run() throws IOException {
    Path file = settings.folder().resolve("readings.csv");
    long[] span = write(file);
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i <= settings.runs(); i++) {
      String run = i == 0 ? ", warm-up" : ", run " + i + "/" + settings.runs();
      Round bare = measure(BenchReport.BARE, run, () -> parse(file));
      Round ours = measure(BenchReport.OURS, run, () -> compute(file, span[1]));
      if (i > 0) {
        rounds.add(bare);
        rounds.add(ours);
      }
    }
    Map<String, String> setup = new LinkedHashMap<>();
    setup.put(
        "load",
        "CSV of %d readings of %d points, %.1f days, %d MB"
            .formatted(
                settings.readings(),
                campus.points().size(),
                (span[1] - span[0]) / 86_400_000.0,
                Files.size(file) / 1_000_000));
    setup.put("bare", "parsing the same file: line, cells, time and value as numbers");
    return new BenchReport("readings", setup, rounds);
  }

  /** Writes the file; returns the first and the last event time. */
  private long[] write(Path file) throws IOException {
    listener.begins("making readings", settings.readings());
    World world = new World(campus, Scenario.oneSchool(), settings.seed());
    long from = world.epochMillis();
    Iterator<SimulatedMessage> messages =
        world.messages(from, from + TimeUnit.DAYS.toMillis(LONGEST_DAYS));
    Translator translator =
        new Translator(Decoders.all(), new Normalizer(ClockRules.DEFAULT), campus);
    long last = from;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("point,time,value\n");
      for (int n = 0; n < settings.readings(); ) {
        if (!messages.hasNext()) {
          throw new BenchFailure("A year of the virtual campus has only " + n + " readings.");
        }
        SimulatedMessage m = messages.next();
        RawMessage raw = new RawMessage(m.topic(), m.payload(), false, m.sendTimeMillis());
        for (Reading r : translator.translate(raw).readings()) {
          if (r.quality().usable() && n < settings.readings()) {
            line(out, r);
            last = Math.max(last, r.timeMillis());
            listener.at(++n);
          }
        }
      }
    }
    listener.ends(Optional.empty());
    return new long[] {from, last};
  }

  private void line(BufferedWriter out, Reading r) throws IOException {
    int decimals = campus.point(r.point()).orElseThrow().quantity().decimals();
    out.write(r.point());
    out.write(',');
    out.write(Long.toString(r.timeMillis()));
    out.write(',');
    BigDecimal value = BigDecimal.valueOf(r.value(), decimals).stripTrailingZeros();
    out.write(value.toPlainString());
    out.write('\n');
  }

  /** Work on the file. */
  private interface Work {
    void run() throws IOException;
  }

  private Round measure(String contestant, String run, Work work) throws IOException {
    listener.begins(contestant + run, 1);
    Usage usage = Usage.start(Optional.empty());
    long start = System.nanoTime();
    work.run();
    double nanos = System.nanoTime() - start;
    usage.sample();
    Round round =
        new Round(
            contestant,
            settings.readings() * 1e9 / nanos,
            usage.cpuNanos() / 1e3 / settings.readings(),
            0,
            usage.heapPeakBytes(),
            usage.residentPeakBytes());
    listener.ends(Optional.of(round));
    return round;
  }

  private static void parse(Path file) throws IOException {
    double sum = 0;
    try (BufferedReader in = Files.newBufferedReader(file)) {
      in.readLine();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int first = line.indexOf(',');
        int second = line.indexOf(',', first + 1);
        String point = line.substring(0, first);
        long time = Long.parseLong(line, first + 1, second, 10);
        sum += point.length() + time + Double.parseDouble(line.substring(second + 1));
      }
    }
    if (sum == 0) { // the sum is used, so that none of the work can be left out
      throw new BenchFailure("The file holds no readings.");
    }
  }

  private void compute(Path file, long until) throws IOException {
    OfflineRun run =
        new OfflineRun(
            campus,
            Decoders.all(),
            EmissionFactors.NONE,
            new Watermark.Rules(0, 0, Watermark.Rules.DEFAULT.idleMillis()));
    OfflineFiles.readings(file, run, bytes -> {});
    run.compute(until);
  }
}
