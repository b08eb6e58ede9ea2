package io.campuspulse.simulator.scenario;

import java.util.Map;

/**
 * How people follow the timetable. Shares are 0 to 1.
 *
 * @param bookedShare share of a room's bell periods that are booked
 * @param noShowShare share of booked lessons to which nobody comes
 * @param attendance mean share of the enrolled who come
 * @param lateMinutes most minutes by which a lesson starts late or ends early
 * @param unbookedShare share of a room's free periods in which somebody uses it
 * @param extra use outside of the bell periods
 */
public record PeopleRules(
    double bookedShare,
    double noShowShare,
    double attendance,
    int lateMinutes,
    double unbookedShare,
    Extra extra) {

  /**
   * Use outside of the bell periods, and what else is planned.
   *
   * @param eveningShare share of classrooms with evening self-study on a teaching day
   * @param weekendShare share of training rooms with a training on a weekend day
   * @param cancelledShare share of bookings that are cancelled beforehand
   * @param purposes weights of purposes of practical lessons, by the ids of the metric
   *     specification
   */
  public record Extra(
      double eveningShare,
      double weekendShare,
      double cancelledShare,
      Map<String, Double> purposes) {
    public Extra {
      purposes = Map.copyOf(purposes);
    }
  }

  /** An ordinary vocational school. */
  public static PeopleRules ordinary() {
    return new PeopleRules(
        0.68,
        0.05,
        0.94,
        8,
        0.10,
        new Extra(
            0.5,
            0.35,
            0.02,
            Map.of(
                "internship_training", 0.8,
                "skills_appraisal", 0.08,
                "teacher_research_training", 0.06,
                "innovation_entrepreneurship", 0.06)));
  }
}
