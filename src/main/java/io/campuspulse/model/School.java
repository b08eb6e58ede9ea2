package io.campuspulse.model;

/**
 * A school.
 *
 * @param id its 10-digit school code
 * @param division administrative division code, 6 digits
 * @param name display name
 * @param students dated number of students
 */
public record School(String id, String division, Name name, Dated<Integer> students) {}
