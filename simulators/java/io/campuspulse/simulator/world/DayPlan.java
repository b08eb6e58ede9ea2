package io.campuspulse.simulator.world;

import java.time.LocalDate;
import java.util.List;

/**
 * What happens in a school on one local day, minute by minute: a pure function of seed, scenario,
 * school and date. Arrays are indexed by the minute since local midnight.
 */
final class DayPlan {
  final LocalDate date;
  final long startMillis;
  final int minutes;
  final List<Booking> bookings;

  /** People by room and minute. */
  final short[][] people;

  /** Index + 1 into {@link #bookings} by room and minute; 0 is none. */
  final short[][] booked;

  /** Whether lamps burn, by room and minute. */
  final boolean[][] lamps;

  /** Whether the air conditioner runs, by room and minute. */
  final boolean[][] hvac;

  /** 0 off, 1 idle, 2 working, 3 fault, by machine and minute. */
  final byte[][] machines;

  /** The day's weather. */
  final WeatherDay weather;

  DayPlan(Site site, LocalDate date, long startMillis, WeatherDay weather, List<Booking> bookings) {
    this.date = date;
    this.startMillis = startMillis;
    this.minutes = weather.minutes();
    this.weather = weather;
    this.bookings = List.copyOf(bookings);
    int rooms = site.rooms.size();
    this.people = new short[rooms][minutes];
    this.booked = new short[rooms][minutes];
    this.lamps = new boolean[rooms][minutes];
    this.hvac = new boolean[rooms][minutes];
    this.machines = new byte[site.machines.size()][minutes];
  }

  /** The booking in a room at a minute, or null. */
  Booking bookingAt(int room, int minute) {
    int index = booked[room][minute];
    return index == 0 ? null : bookings.get(index - 1);
  }
}
