package io.campuspulse.config;

import biweekly.component.VEvent;
import biweekly.io.TimezoneAssignment;
import biweekly.io.TimezoneInfo;
import biweekly.property.Categories;
import biweekly.property.DateStart;
import biweekly.property.RawProperty;
import biweekly.property.RecurrenceId;
import biweekly.property.Status;
import biweekly.util.ICalDate;
import io.campuspulse.registry.Booking;
import io.campuspulse.registry.Purpose;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;

/**
 * An iCalendar event as a booking. Its id is {@code UID}; its space {@code X-CAMPUS-SPACE}, else
 * {@code LOCATION} (id or unique name); its purpose {@code X-CAMPUS-PURPOSE}, else the first of
 * {@code CATEGORIES} that names one; its class {@code X-CAMPUS-CLASS}, else {@code SUMMARY}; then
 * {@code X-CAMPUS-ENROLMENT}, and {@code X-CAMPUS-EXTERNAL} and {@code X-CAMPUS-PRACTICAL}, which
 * the categories {@code EXTERNAL} and {@code PRACTICAL} may state too. Transparent events book
 * nothing.
 */
@SuppressWarnings("JavaUtilDate") // the library speaks it
final class IcsEvent {
  private static final String PREFIX = "X-CAMPUS-";
  private static final List<String> OWN =
      List.of("SPACE", "PURPOSE", "CLASS", "ENROLMENT", "EXTERNAL", "PRACTICAL");

  private final VEvent event;
  private final IcsLines.Place place;
  private final BookingFields fields;
  private final Zones zones;

  IcsEvent(VEvent event, IcsLines.Place place, BookingFields fields, Zones zones) {
    this.zones = zones;
    this.event = event;
    this.place = place;
    this.fields = fields;
  }

  VEvent event() {
    return event;
  }

  IcsLines.Place place() {
    return place;
  }

  String uid() {
    return event.getUid() == null ? "" : event.getUid().getValue();
  }

  boolean cancelled() {
    Status status = event.getStatus();
    return status != null && status.isCancelled();
  }

  boolean recurs() {
    return event.getRecurrenceRule() != null || !event.getRecurrenceDates().isEmpty();
  }

  Zones zones() {
    return zones;
  }

  /** The start of the instance that it overrides. */
  Optional<Long> instance() {
    RecurrenceId id = event.getRecurrenceId();
    return id == null || id.getValue() == null
        ? Optional.empty()
        : Optional.of(zones.millis(id.getValue()));
  }

  /** Whether it books anything; what we cannot keep exactly is reported. */
  boolean counts() {
    if (uid().isEmpty()) {
      place.problem("UID", "", "is missing");
    }
    RecurrenceId id = event.getRecurrenceId();
    if (id != null && id.getRange() != null) {
      place.problem(
          "RECURRENCE-ID", "", "RANGE is not supported; end the rule and start a new one");
      return false;
    }
    for (RawProperty p : event.getExperimentalProperties()) {
      String name = p.getName().toUpperCase(Locale.ROOT);
      if (name.startsWith(PREFIX) && !OWN.contains(name.substring(PREFIX.length()))) {
        String hint = Spelling.hint(name.substring(PREFIX.length()), OWN);
        place.problem(name, p.getValue(), "unknown property" + hint);
      }
    }
    return event.getTransparency() == null || !event.getTransparency().isTransparent();
  }

  /** The id of its space; what is wrong is reported. */
  Optional<String> space() {
    String own = own("SPACE");
    String location = event.getLocation() == null ? "" : event.getLocation().getValue().strip();
    String text = own.isEmpty() ? location : own;
    if (text.isEmpty()) {
      place.problem("LOCATION", "", "the space is missing: LOCATION or X-CAMPUS-SPACE");
      return Optional.empty();
    }
    Optional<String> space = fields.space(text);
    if (space.isEmpty()) {
      String property = own.isEmpty() ? "LOCATION" : PREFIX + "SPACE";
      fields.unknownSpace(text, (column, rule) -> place.problem(property, text, rule));
    }
    return space;
  }

  /** What it is for; what is wrong is reported. */
  Booking.Use use() {
    String group = own("CLASS");
    String summary = event.getSummary() == null ? "" : event.getSummary().getValue().strip();
    return new Booking.Use(
        purpose(),
        group.isEmpty() ? summary : group,
        BookingFields.persons(own("ENROLMENT"), rule -> report("ENROLMENT", rule)),
        flag("EXTERNAL"),
        flag("PRACTICAL"));
  }

  private Purpose purpose() {
    String own = own("PURPOSE");
    if (!own.isEmpty()) {
      return BookingFields.purpose(own, rule -> report("PURPOSE", rule)).orElse(null);
    }
    return categories().stream()
        .flatMap(c -> BookingFields.purpose(c).stream())
        .findFirst()
        .orElse(null);
  }

  private boolean flag(String name) {
    return BookingFields.flag(own(name), rule -> report(name, rule))
        || categories().stream().anyMatch(c -> c.equalsIgnoreCase(name));
  }

  private List<String> categories() {
    return event.getCategories().stream()
        .map(Categories::getValues)
        .flatMap(List::stream)
        .map(String::strip)
        .toList();
  }

  private void report(String name, String rule) {
    place.problem(PREFIX + name, own(name), rule);
  }

  private String own(String name) {
    RawProperty property = event.getExperimentalProperty(PREFIX + name);
    return property == null || property.getValue() == null ? "" : property.getValue().strip();
  }

  /** How the times of a file are told. */
  record Zones(TimezoneInfo file, ZoneId school) {
    /** Epoch milliseconds; a date without a time is midnight in the school's zone. */
    long millis(ICalDate date) {
      return date.hasTime() ? date.getTime() : midnight(date.toInstant());
    }

    /** Midnight in the school's zone of a date that the parser tells in the machine's own zone. */
    long midnight(Instant parsed) {
      LocalDate date = LocalDate.ofInstant(parsed, ZoneId.systemDefault());
      return date.atStartOfDay(school).toInstant().toEpochMilli();
    }

    /** The zone in which a time recurs. */
    TimeZone of(DateStart start) {
      TimezoneAssignment assigned = file.getTimezone(start);
      if (assigned != null) {
        return assigned.getTimeZone();
      }
      var components = start.getValue().getRawComponents();
      boolean utc = components != null && components.isUtc();
      return TimeZone.getTimeZone(utc ? ZoneOffset.UTC : school);
    }
  }
}
