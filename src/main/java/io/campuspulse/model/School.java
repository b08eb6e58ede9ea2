package io.campuspulse.model;

/**
 * A school.
 *
 * @param id its 10-digit school code
 * @param division administrative division code, 6 digits
 * @param name display name
 * @param students dated number of students
 * @param boarding whether students live there: their nights count in its energy and water
 */
public record School(
    String id, String division, Name name, Dated<Integer> students, boolean boarding) {
  /** A day school. */
  public School(String id, String division, Name name, Dated<Integer> students) {
    this(id, division, name, students, false);
  }
}
