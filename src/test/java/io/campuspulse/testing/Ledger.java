package io.campuspulse.testing;

import io.campuspulse.app.OfflineRun;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.RejectReason;
import io.campuspulse.metrics.EmissionFactors;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Reading;
import io.campuspulse.model.Scope;
import io.campuspulse.query.Answer;
import io.campuspulse.query.Figure;
import io.campuspulse.query.FigureQuery;
import io.campuspulse.query.Grouping;
import io.campuspulse.query.Resolution;
import io.campuspulse.registry.Campus;
import io.campuspulse.window.Watermark;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Feeds readings by local clock time and asks for figures: the worked examples' handwriting. */
public final class Ledger {
  private final OfflineRun run;
  private final ZoneId zone;
  private final String date;

  public Ledger(Campus campus, String date) {
    this(campus, date, EmissionFactors.NONE);
  }

  public Ledger(Campus campus, String date, EmissionFactors factors) {
    this.zone = campus.city().zone();
    this.date = date;
    this.run =
        new OfflineRun(
            campus,
            m -> new DecodeResult.Rejected(null, RejectReason.UNCLAIMED_TOPIC, "no messages here"),
            factors,
            new Watermark.Rules(0, 0, Long.MAX_VALUE / 4));
  }

  /**
   * Epoch milliseconds of {@code HH:mm} or {@code HH:mm:ss} on the ledger's date, or of a full
   * local time.
   */
  public long at(String time) {
    String text = time.contains("T") ? time : date + "T" + time;
    return LocalDateTime.parse(text).atZone(zone).toInstant().toEpochMilli();
  }

  /** A good reading; the value is fixed point. */
  public Ledger read(String point, String time, long value) {
    return read(point, time, value, Quality.GOOD);
  }

  public Ledger read(String point, String time, long value, Quality quality) {
    long t = at(time);
    run.accept(new Reading(point, t, value, quality, -1, t));
    return this;
  }

  /** A good reading at epoch milliseconds. */
  public Ledger readAt(String point, long millis, long value) {
    run.accept(new Reading(point, millis, value, Quality.GOOD, -1, millis));
    return this;
  }

  /** The one figure of a metric over a range of the date. */
  public Figure figure(String metric, Scope scope, String from, String to) {
    return answer(metric, scope, Grouping.NONE, from, to, Resolution.TOTAL)
        .series()
        .get(0)
        .figures()
        .get(0);
  }

  /** The one figure of a metric on a basis. */
  public Figure figure(String metric, String basis, Scope scope, String from, String to) {
    Interval range = new Interval(at(from), at(to));
    return run.compute()
        .answer(new FigureQuery(metric, basis, scope, Grouping.NONE, range, Resolution.TOTAL, zone))
        .series()
        .get(0)
        .figures()
        .get(0);
  }

  public Answer answer(
      String metric, Scope scope, Grouping by, String from, String to, Resolution resolution) {
    return run.compute()
        .answer(
            new FigureQuery(
                metric, null, scope, by, new Interval(at(from), at(to)), resolution, zone));
  }

  public OfflineRun run() {
    return run;
  }

  /** A decimal rounded to a number of places, as the examples print it. */
  public static BigDecimal rounded(BigDecimal value, int places) {
    return value == null ? null : value.setScale(places, java.math.RoundingMode.HALF_UP);
  }
}
