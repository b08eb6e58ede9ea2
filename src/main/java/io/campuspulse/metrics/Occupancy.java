package io.campuspulse.metrics;

/**
 * What is known of a space during one span.
 *
 * @param state the verdict
 * @param headsMilli people × 1000, or -1 when not counted
 * @param source the source that decided
 */
public record Occupancy(State state, long headsMilli, Source source) {
  /** Nothing live says anything. */
  static final Occupancy UNKNOWN = new Occupancy(State.UNKNOWN, -1, Source.NONE);

  /** The verdicts. */
  public enum State {
    USED,
    SPARSE,
    EMPTY,
    UNKNOWN
  }

  /** The sources, best first (METRICS §4 "Occupancy"). */
  public enum Source {
    COUNTER,
    IN_OUT,
    PRESENCE,
    PIR_CO2,
    PIR,
    CO2,
    LIGHT,
    TIMETABLE,
    NONE;

    /**
     * Whether its verdicts count as unknown where bookings are judged: a light that is on or a
     * timetable does not tell whether people came (METRICS §4).
     */
    boolean weak() {
      return this == LIGHT || this == TIMETABLE;
    }
  }

  /** A verdict for a head count. */
  static Occupancy counted(long headsMilli, long usedMinHeadsMilli, Source source) {
    State state =
        headsMilli == 0 ? State.EMPTY : headsMilli < usedMinHeadsMilli ? State.SPARSE : State.USED;
    return new Occupancy(state, headsMilli, source);
  }

  /** A verdict of a source that cannot count. */
  static Occupancy presence(boolean used, Source source) {
    return new Occupancy(used ? State.USED : State.EMPTY, used ? -1 : 0, source);
  }
}
