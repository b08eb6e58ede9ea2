package io.campuspulse.app;

import io.campuspulse.metrics.Occupancy;
import io.campuspulse.metrics.StateSpan;
import io.campuspulse.model.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Verdicts about spaces as lines of CSV or JSON, in bins of one length or one line per change: so
 * that anyone can compare them with labelled data. Not thread-safe.
 *
 * <p>A bin's state and source are those that hold longest; {@code heads} is the mean while people
 * are counted (0 while empty), and null when somebody uncounted is there; minutes add up to the
 * bin.
 */
public final class OccupancyTable {
  /** Bins that are as long as a verdict lasts. */
  public static final long CHANGES = 0;

  private static final Occupancy.State[] STATES = Occupancy.State.values();
  private static final Occupancy.Source[] SOURCES = Occupancy.Source.values();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss[.SSS]xxx", Locale.ROOT);

  private final long binMillis;
  private final ZoneId zone;
  private final boolean csv;
  private final StringBuilder out;

  private String space;
  private Interval bin;
  private Interval range;
  private final long[] stateMillis = new long[STATES.length];
  private final long[] sourceMillis = new long[SOURCES.length];
  private long headMilliMillis;
  private boolean uncounted;
  private Occupancy running;
  private long runningFrom;
  private boolean firstLine;

  /**
   * A table.
   *
   * @param binMillis length of a bin, or {@link #CHANGES}
   * @param csv CSV, else JSON
   */
  public OccupancyTable(long binMillis, ZoneId zone, boolean csv, StringBuilder out) {
    this.binMillis = binMillis;
    this.zone = zone;
    this.csv = csv;
    this.out = out;
  }

  /** Writes what comes before all spaces. */
  public void begin() {
    out.append(
        csv
            ? "space,from,to,state,source,heads,used_min,sparse_min,empty_min,unknown_min\n"
            : "{\"metric\":\"occupancy\",\"series\":[");
  }

  /** Begins a space. */
  public void begin(String id, Interval all, boolean first) {
    space = id;
    range = all;
    firstLine = true;
    running = null;
    runningFrom = all.start();
    startBin(all.start());
    if (!csv) {
      out.append(first ? "" : ",").append("{\"space\":\"").append(id).append("\",\"intervals\":[");
    }
  }

  /** Adds a verdict; ascending, without holes. */
  public void add(StateSpan span) {
    Interval time = span.interval().intersect(range);
    if (time.isEmpty()) {
      return;
    }
    if (binMillis == CHANGES) {
      if (running != null && !running.equals(span.occupancy())) {
        change(time.start());
      }
      running = span.occupancy();
      return;
    }
    long at = time.start();
    while (at < time.end()) {
      while (at >= bin.end()) {
        finishBin();
      }
      long to = Math.min(time.end(), bin.end());
      count(span.occupancy(), to - at);
      at = to;
    }
  }

  private void change(long at) {
    bin = new Interval(runningFrom, at);
    count(running, bin.length());
    line();
    runningFrom = at;
  }

  private void count(Occupancy occupancy, long ms) {
    stateMillis[occupancy.state().ordinal()] += ms;
    sourceMillis[occupancy.source().ordinal()] += ms;
    if (occupancy.state() == Occupancy.State.USED || occupancy.state() == Occupancy.State.SPARSE) {
      uncounted |= occupancy.headsMilli() < 0;
      headMilliMillis += Math.max(0, occupancy.headsMilli()) * ms;
    }
  }

  /** Ends a space; what is left of its range is unknown. */
  public void end() {
    if (binMillis == CHANGES) {
      if (running != null) {
        change(range.end());
      }
    } else {
      while (bin.start() < range.end()) {
        finishBin();
      }
    }
    if (!csv) {
      out.append("]}");
    }
  }

  /** Writes what comes after all spaces. */
  public void finish() {
    if (!csv) {
      out.append("]}\n");
    }
  }

  private void startBin(long start) {
    bin = new Interval(start, Math.min(range.end(), start + Math.max(1, binMillis)));
  }

  private void finishBin() {
    line();
    startBin(bin.end());
  }

  private void line() {
    long known = 0;
    for (int i = 0; i < STATES.length; i++) {
      known += i == Occupancy.State.UNKNOWN.ordinal() ? 0 : stateMillis[i];
    }
    stateMillis[Occupancy.State.UNKNOWN.ordinal()] = bin.length() - known;
    Optional<BigDecimal> heads =
        known == 0 || uncounted
            ? Optional.empty()
            : Optional.of(
                BigDecimal.valueOf(headMilliMillis)
                    .divide(BigDecimal.valueOf(known), 0, RoundingMode.HALF_EVEN)
                    .movePointLeft(3)
                    .stripTrailingZeros());
    String[] cells = {
      space,
      time(bin.start()),
      time(bin.end()),
      STATES[longest(stateMillis)].name().toLowerCase(Locale.ROOT),
      known == 0 ? "none" : SOURCES[longest(sourceMillis)].name().toLowerCase(Locale.ROOT),
      heads.map(BigDecimal::toPlainString).orElse("")
    };
    if (csv) {
      out.append(String.join(",", cells));
      for (long ms : stateMillis) {
        out.append(',').append(minutes(ms));
      }
      out.append('\n');
    } else {
      json(cells);
    }
    firstLine = false;
    java.util.Arrays.fill(stateMillis, 0);
    java.util.Arrays.fill(sourceMillis, 0);
    headMilliMillis = 0;
    uncounted = false;
  }

  private void json(String[] cells) {
    out.append(firstLine ? "" : ",").append("{\"from\":\"").append(cells[1]);
    out.append("\",\"to\":\"").append(cells[2]).append("\",\"state\":\"").append(cells[3]);
    out.append("\",\"source\":\"").append(cells[4]).append("\",\"heads\":");
    out.append(cells[5].isEmpty() ? "null" : cells[5]);
    for (int i = 0; i < STATES.length; i++) {
      out.append(",\"").append(STATES[i].name().toLowerCase(Locale.ROOT)).append("Minutes\":");
      out.append(minutes(stateMillis[i]));
    }
    out.append('}');
  }

  private static String minutes(long ms) {
    return BigDecimal.valueOf(ms)
        .divide(BigDecimal.valueOf(60_000), 3, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static int longest(long[] millis) {
    int best = 0;
    for (int i = 1; i < millis.length; i++) {
      best = millis[i] > millis[best] ? i : best;
    }
    return best;
  }

  private String time(long millis) {
    String text = TIME.format(Instant.ofEpochMilli(millis).atZone(zone));
    return millis % 1000 == 0 ? text.replace(".000", "") : text;
  }
}
