package io.campuspulse.metrics.savings;

import java.time.LocalDate;

/**
 * One value of a meter or a thermometer.
 *
 * @param millis start of the metered interval, or time of the temperature, epoch milliseconds
 * @param value usage in that interval in the meter's unit, or degrees Fahrenheit; finite
 * @param day the date whose midnight the time was written as, or null when it was written as
 *     another time of day
 */
public record SeriesSample(long millis, double value, LocalDate day) {}
