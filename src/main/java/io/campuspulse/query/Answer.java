package io.campuspulse.query;

import java.util.List;

/**
 * The answer to a {@link FigureQuery}.
 *
 * @param query the question
 * @param unit unit of values and bounds
 * @param method metric/version, basis and configuration version
 * @param series one per group, or exactly one without a grouping
 * @param version changes whenever any figure in the answer changes: the base of ETags
 * @param stale whether no data has arrived for longer than expected
 */
public record Answer(
    FigureQuery query,
    String unit,
    String method,
    List<Series> series,
    String version,
    boolean stale) {
  public Answer {
    series = List.copyOf(series);
  }

  /**
   * One line of a chart.
   *
   * @param group id of the group (a school, a space type), or null without a grouping
   * @param nameZh its name in Chinese, or null
   * @param nameEn its name in English, or null
   * @param figures one per bin, ascending, none missing
   */
  public record Series(String group, String nameZh, String nameEn, List<Figure> figures) {
    public Series {
      figures = List.copyOf(figures);
    }
  }
}
