package io.campuspulse.metrics.savings;

import java.time.LocalDate;

/**
 * A day that has usage and temperature.
 *
 * @param usage in the meter's unit
 * @param degF mean outdoor temperature, degrees Fahrenheit
 * @param type its kind in the calendar; {@link DayType#TEACHING} for all where none counts
 */
public record ModelDay(LocalDate date, double usage, double degF, DayType type) {}
