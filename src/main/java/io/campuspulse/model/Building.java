package io.campuspulse.model;

/**
 * A building of a school.
 *
 * @param id unique in the city
 * @param school id of its school
 * @param name display name
 */
public record Building(String id, String school, Name name) {}
