package io.campuspulse.config;

import io.campuspulse.registry.Booking;
import io.campuspulse.registry.Purpose;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** The fields that bookings of all forms have in common: space, purpose, class, people, flags. */
final class BookingFields {
  static final Pattern ID = Pattern.compile("[^\\p{Cntrl}]{1,128}");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,6}");

  private final Map<String, String> spaces;

  /**
   * Fields of bookings of one school.
   *
   * @param spaces ids of its spaces, by id and by every name that is unique
   */
  BookingFields(Map<String, String> spaces) {
    this.spaces = spaces;
  }

  /** What a booking is for; wrong fields are reported by column and rule. */
  Booking.Use use(CsvTable.Row row) {
    return new Booking.Use(
        purpose(row.get("purpose"), rule -> row.problem("purpose", rule)).orElse(null),
        row.get("class"),
        persons(row.get("enrolment"), rule -> row.problem("enrolment", rule)),
        flag(row.get("external"), rule -> row.problem("external", rule)),
        flag(row.get("practical"), rule -> row.problem("practical", rule)));
  }

  /** Where rules that are broken go. */
  interface Report {
    void rule(String rule);
  }

  /** The purpose of a label, in either language; empty for none. */
  static Optional<Purpose> purpose(String text, Report report) {
    if (text.isEmpty() || text.equals(Purpose.UNSPECIFIED)) {
      return Optional.empty();
    }
    Optional<Purpose> found = purpose(text);
    if (found.isEmpty()) {
      var words = Arrays.stream(Purpose.values()).map(Purpose::id).toList();
      String hint = Spelling.hint(text, words);
      report.rule("must be one of the eight purposes, or empty" + hint);
    }
    return found;
  }

  static Optional<Purpose> purpose(String text) {
    return Arrays.stream(Purpose.values())
        .filter(p -> p.id().equals(text) || p.displayName().zh().equals(text))
        .findFirst();
  }

  /** A number of people; unknown when empty. */
  static int persons(String text, Report report) {
    if (text.isEmpty()) {
      return Booking.UNKNOWN_PERSONS;
    }
    if (COUNT.matcher(text).matches()) {
      return Integer.parseInt(text);
    }
    report.rule("must be a number of people, or empty when it is not known");
    return Booking.UNKNOWN_PERSONS;
  }

  static boolean flag(String text, Report report) {
    if (text.isEmpty() || text.equals("false")) {
      return false;
    }
    if (!text.equals("true")) {
      report.rule("must be true or false, or empty for false");
    }
    return true;
  }

  /** The id of a space that is named by id or name. */
  Optional<String> space(String text) {
    return Optional.ofNullable(spaces.get(text)).filter(id -> !id.isEmpty());
  }

  /** The id and space of a row; empty when either is wrong, which is reported. */
  Optional<String> placed(CsvTable.Row row) {
    boolean id = ID.matcher(row.get("id")).matches();
    if (!id) {
      row.problem("id", "must be 1 to 128 characters");
    }
    Optional<String> space = space(row.get("space"));
    if (space.isEmpty()) {
      unknownSpace(row.get("space"), row::problem);
    }
    return id ? space : Optional.empty();
  }

  void unknownSpace(String text, BiConsumer<String, String> report) {
    boolean ambiguous = spaces.containsKey(text);
    report.accept(
        "space",
        ambiguous
            ? "is the name of several spaces; write the id"
            : "is no space of this school" + Spelling.hint(text, spaces.keySet()));
  }
}
