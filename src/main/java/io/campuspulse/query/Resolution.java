package io.campuspulse.query;

import java.util.Optional;

/** The bins of a series; days and longer follow the calendar of the query's time zone. */
public enum Resolution {
  PT15M("PT15M"),
  PT1H("PT1H"),
  P1D("P1D"),
  P1W("P1W"),
  P1M("P1M"),
  /** The terms of the scope's school; what lies between them is left out. */
  TERM("term"),
  P1Y("P1Y"),
  /** One bin, the whole range. */
  TOTAL("total");

  private final String text;

  Resolution(String text) {
    this.text = text;
  }

  /** The API's word. */
  public String text() {
    return text;
  }

  /** Finds a resolution by its word. */
  public static Optional<Resolution> byText(String text) {
    for (Resolution r : values()) {
      if (r.text.equals(text)) {
        return Optional.of(r);
      }
    }
    return Optional.empty();
  }
}
