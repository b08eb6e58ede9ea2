package io.campuspulse.cli;

import io.campuspulse.app.savings.BadFile;
import io.campuspulse.app.savings.CalendarFile;
import io.campuspulse.app.savings.SavingsFiles;
import io.campuspulse.app.savings.SavingsJson;
import io.campuspulse.metrics.savings.DayRange;
import io.campuspulse.metrics.savings.DayType;
import io.campuspulse.metrics.savings.SavingsResult;
import io.campuspulse.metrics.savings.SavingsStudy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Avoided energy of a meter after works. */
@Command(
    name = "savings",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Avoided energy after works: what the days before predict for the weather after, less what was",
      "metered (CalTRACK 2.0 daily method, or with the school calendar's types of days).",
      "Prints JSON. Savings are claimable only if all rules hold; otherwise reasons tell why not."
    },
    footer = {
      "",
      "Files (CSV, UTF-8; rows in any order; empty or nan = missing):",
      "  --meter        header time,value_kWh (or value_therm, value_m3): usage from that time on,",
      "                 daily or more often; a day lacking over half of its values is missing",
      "  --temperature  header time,value_degF (or value_degC): outdoors, daily or more often;",
      "                 gaps of up to 6 h are interpolated",
      "  --calendar     header date,type or from,to,type (half-open): teaching, exam, makeup,",
      "                 weekend, holiday; a later row wins; other days go by weekday",
      "  Times are dates or ISO 8601, with or without offset; without, they are in --zone.",
      "",
      "Claimable: a baseline of 365 days straight before the works, at most 37 of them without usage",
      "or temperature; no --change; CV(RMSE) at most 100 %; something avoided, and band90 at most half",
      "of it; with a calendar, 10 baseline days of each type.",
      "",
      "Example:",
      "  campus savings --meter meter.csv --temperature weather.csv \\",
      "    --baseline 2024-01-01/2024-12-31 --reporting 2025-03-01/2026-03-01"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, claimable or not",
      "1:a file cannot be used; the sentence names file, line and rule",
      "2:wrong usage"
    })
final class SavingsCommand implements Callable<Integer> {
  private static final String DEFAULT_ZONE = "Asia/Shanghai";

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Option(names = "--meter", required = true, paramLabel = "FILE", description = "Usage, CSV.")
  private Path meter;

  @Option(
      names = "--temperature",
      required = true,
      paramLabel = "FILE",
      description = "Outdoor temperature, CSV.")
  private Path temperature;

  @Option(
      names = "--baseline",
      required = true,
      paramLabel = "FROM/TO",
      description = "Days before the works, half-open: 2024-01-01/2024-12-31.")
  private String baseline;

  @Option(
      names = "--reporting",
      required = true,
      paramLabel = "FROM/TO",
      description = "Days after the works, half-open.")
  private String reporting;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Zone of days, such as UTC. Default: " + DEFAULT_ZONE + ".")
  private String zone;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description = "caltrack-daily (default), or calendar (default with --calendar).")
  private String method;

  @Option(names = "--calendar", paramLabel = "FILE", description = "Types of days, CSV.")
  private Path calendar;

  @Option(
      names = "--sub-circuit",
      description = "The meter is not a main meter: its 0 kWh is usage, not a missing reading.")
  private boolean subCircuit;

  @Option(
      names = "--change",
      paramLabel = "TEXT",
      description = "A metering, PV or floor-area change in either period; repeatable.")
  private List<String> changes = new ArrayList<>();

  SavingsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    ZoneId days = zone();
    DayRange before = range("--baseline", baseline);
    DayRange after = range("--reporting", reporting);
    if (after.from().isBefore(before.to())) {
      throw misuse("--reporting must not begin before --baseline ends, on " + before.to());
    }
    try {
      Function<LocalDate, DayType> types = types();
      SavingsFiles files = SavingsFiles.read(file(meter), file(temperature), days, subCircuit);
      checkZone(files);
      SavingsResult result =
          new SavingsStudy(files.fuel(), before, after, types, changes)
              .run(files.usage(), files.weather());
      PrintWriter out = spec.commandLine().getOut();
      out.print(SavingsJson.text(result, files, days));
      out.flush();
    } catch (BadFile e) {
      throw new CommandFailure(e.getMessage());
    }
    return 0;
  }

  private ZoneId zone() {
    try {
      return ZoneId.of(zone == null ? DEFAULT_ZONE : zone);
    } catch (DateTimeException e) {
      throw misuse("--zone must be a time zone such as Asia/Shanghai, not '" + zone + "'");
    }
  }

  /** Foreign offsets with nobody's word on the zone would pair other hours than the user means. */
  private void checkZone(SavingsFiles files) {
    String foreign =
        files.meter().firstForeign() != null
            ? files.meter().firstForeign()
            : files.thermometer().firstForeign();
    if (zone == null && foreign != null && files.zoneMatters()) {
      throw misuse(
          "--zone is needed: " + foreign + " is not written in the default, " + DEFAULT_ZONE);
    }
  }

  private DayRange range(String option, String text) {
    String[] ends = text.split("/", -1);
    try {
      if (ends.length == 2) {
        return new DayRange(LocalDate.parse(ends[0]), LocalDate.parse(ends[1]));
      }
    } catch (DateTimeException e) {
      // told below
    } catch (IllegalArgumentException e) {
      throw misuse(option + ": " + e.getMessage());
    }
    throw misuse(option + " must be two dates, 2024-01-01/2024-12-31, not '" + text + "'");
  }

  private Function<LocalDate, DayType> types() throws IOException {
    String chosen = method != null ? method : calendar == null ? "caltrack-daily" : "calendar";
    return switch (chosen) {
      case "caltrack-daily" -> null;
      case "calendar" -> calendar == null ? DayType::ofWeekday : CalendarFile.read(file(calendar));
      default -> throw misuse("--method must be caltrack-daily or calendar, not '" + method + "'");
    };
  }

  private Path file(Path given) {
    Path file = surroundings.directory().resolve(given);
    if (!Files.isRegularFile(file)) {
      throw new CommandFailure("There is no file " + file + ".");
    }
    return file;
  }

  private ParameterException misuse(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
