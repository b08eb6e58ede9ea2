package io.campuspulse.config;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.ParseWarning;
import biweekly.io.text.ICalReader;
import biweekly.property.DateEnd;
import biweekly.property.DurationProperty;
import biweekly.util.ICalDate;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import io.campuspulse.model.Interval;
import io.campuspulse.registry.AcademicCalendar;
import io.campuspulse.registry.Booking;
import io.campuspulse.registry.BookingRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;

/**
 * Reads bookings from iCalendar files (RFC 5545): recurrences with their exceptions, overridden and
 * cancelled instances, times with zone, in UTC, floating (the school's zone) and whole days. {@link
 * IcsEvent} says which properties carry what.
 */
@SuppressWarnings("JavaUtilDate") // the library speaks it
final class BookingIcs {
  /** The parser's note that a zone is known by its IANA name and needs no VTIMEZONE. */
  private static final int TAKEN_FOR_IANA = 37;

  private static final int MAX_BYTES = 64 << 20;
  private static final int MOST_INSTANCES = 10_000;
  private static final int MOST_YEARS = 3;
  private static final long MOST_MILLIS = BookingRules.MOST_DAYS * 86_400_000L;

  private final BookingFields fields;
  private final ZoneId zone;
  private final AcademicCalendar calendar;
  private final BookingRules.Builder into;

  BookingIcs(
      BookingFields fields, ZoneId zone, AcademicCalendar calendar, BookingRules.Builder into) {
    this.fields = fields;
    this.zone = zone;
    this.calendar = calendar;
    this.into = into;
  }

  /** Adds the bookings of a file; any problem means that the whole configuration is refused. */
  void read(Path file, Problems problems) {
    TextFile.read(file, MAX_BYTES, problems)
        .ifPresent(text -> read(new IcsLines(file.toString(), text, problems), text));
  }

  private void read(IcsLines lines, String text) {
    int calendars = 0;
    List<IcsEvent> events = new ArrayList<>();
    try (ICalReader reader = new ICalReader(text)) {
      reader.setDefaultTimezone(TimeZone.getTimeZone(zone));
      for (ICalendar ical = reader.readNext(); ical != null; ical = reader.readNext()) {
        calendars++;
        for (ParseWarning warning : reader.getWarnings()) {
          if (!Integer.valueOf(TAKEN_FOR_IANA).equals(warning.getCode())) {
            lines.problem(warning);
          }
        }
        for (VEvent event : ical.getEvents()) {
          IcsEvent.Zones zones = new IcsEvent.Zones(ical.getTimezoneInfo(), zone);
          events.add(new IcsEvent(event, lines.nextEvent(), fields, zones));
        }
        if (ical.getMethod() != null && !"PUBLISH".equals(ical.getMethod().getValue())) {
          lines.problem(1, "METHOD", ical.getMethod().getValue(), "must be PUBLISH or left out");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
    if (calendars == 0) {
      lines.problem(1, "", "", "is no iCalendar file: there is no BEGIN:VCALENDAR");
    }
    Map<String, Set<Long>> overridden = new HashMap<>();
    for (IcsEvent event : events) {
      event
          .instance()
          .ifPresent(i -> overridden.computeIfAbsent(event.uid(), u -> new HashSet<>()).add(i));
    }
    Set<String> seen = new HashSet<>();
    for (IcsEvent event : events) {
      String key = event.uid() + "\n" + event.instance().map(Object::toString).orElse("");
      if (!seen.add(key)) {
        event.place().problem("UID", event.uid(), "this UID and RECURRENCE-ID is already used");
      } else if (event.counts()) {
        add(event, overridden.getOrDefault(event.uid(), Set.of()));
      }
    }
  }

  private void add(IcsEvent event, Set<Long> overridden) {
    Optional<Interval> time = time(event);
    Optional<String> space = event.space();
    Booking.Use use = event.use();
    if (time.isEmpty() || space.isEmpty() || event.uid().isEmpty()) {
      return;
    }
    Booking first = new Booking(event.uid(), space.get(), time.get(), use);
    if (event.instance().isPresent() || !event.recurs()) {
      if (event.cancelled()) {
        into.cancel(first);
      } else {
        into.add(first);
      }
      return;
    }
    long[] starts = starts(event, time.get().start(), overridden);
    if (event.cancelled()) {
      for (long s : starts) {
        Interval cancelled = new Interval(s, s + time.get().length());
        into.cancel(new Booking(first.id(), first.space(), cancelled, use));
      }
    } else {
      into.recurring(first, starts);
    }
  }

  private Optional<Interval> time(IcsEvent event) {
    VEvent e = event.event();
    if (e.getDateStart() == null || e.getDateStart().getValue() == null) {
      event.place().problem("DTSTART", "", "is missing");
      return Optional.empty();
    }
    ICalDate start = e.getDateStart().getValue();
    long from = event.zones().millis(start);
    Optional<Long> to = end(event, start);
    if (to.isEmpty()) {
      event.place().problem("DTEND", "", "DTEND or DURATION is missing");
      return Optional.empty();
    }
    long length = to.get() - from;
    if (length <= 0 || length > MOST_MILLIS) {
      event
          .place()
          .problem(
              "DTEND", "", "must lie after DTSTART, at most " + BookingRules.MOST_DAYS + " days");
      return Optional.empty();
    }
    return Optional.of(new Interval(from, to.get()));
  }

  private Optional<Long> end(IcsEvent event, ICalDate start) {
    DateEnd end = event.event().getDateEnd();
    DurationProperty duration = event.event().getDuration();
    if (end != null && end.getValue() != null) {
      return Optional.of(event.zones().millis(end.getValue()));
    }
    long from = event.zones().millis(start);
    if (duration != null && duration.getValue() != null) {
      return Optional.of(from + duration.getValue().toMillis());
    }
    return start.hasTime()
        ? Optional.empty()
        : Optional.of(
            Instant.ofEpochMilli(from).atZone(zone).plusDays(1).toInstant().toEpochMilli());
  }

  /** All starts up to the end of the last term, or for some years without terms. */
  private long[] starts(IcsEvent event, long first, Set<Long> overridden) {
    LocalDate begin = LocalDate.ofInstant(Instant.ofEpochMilli(first), zone);
    LocalDate last =
        calendar.terms().isEmpty()
            ? begin.plusYears(MOST_YEARS)
            : calendar.terms().get(calendar.terms().size() - 1).last().plusDays(1);
    long until = last.atStartOfDay(zone).toInstant().toEpochMilli();
    List<Long> starts = new ArrayList<>();
    DateIterator dates =
        event.event().getDateIterator(event.zones().of(event.event().getDateStart()));
    boolean days = !event.event().getDateStart().getValue().hasTime();
    while (dates.hasNext()) {
      Instant next = dates.next().toInstant();
      long start = days ? event.zones().midnight(next) : next.toEpochMilli();
      if (start >= until) {
        break;
      }
      if (starts.size() == MOST_INSTANCES) {
        event.place().problem("RRULE", "", "recurs more than " + MOST_INSTANCES + " times");
        break;
      }
      if (!overridden.contains(start)) {
        starts.add(start);
      }
    }
    return starts.stream().distinct().mapToLong(Long::longValue).toArray();
  }
}
