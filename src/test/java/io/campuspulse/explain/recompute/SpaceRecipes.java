package io.campuspulse.explain.recompute;

import static io.campuspulse.explain.recompute.Digits.hours;
import static io.campuspulse.explain.recompute.Digits.percent;
import static io.campuspulse.explain.recompute.Digits.ratio;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** METRICS §5 "Space" and §6. */
final class SpaceRecipes {
  private static final List<String> PURPOSES =
      List.of(
          "internship_training",
          "enterprise_production",
          "social_training",
          "teacher_research_training",
          "skills_appraisal",
          "innovation_entrepreneurship",
          "technical_services",
          "professional_experience");

  private SpaceRecipes() {}

  private static long known(Bundle b) {
    return b.basis("used") + b.basis("sparse") + b.basis("empty");
  }

  static Numbers frequency(Bundle b) {
    return Numbers.share(
        b.basis("used"),
        known(b),
        b.basis("unknown"),
        false,
        ratio(known(b), known(b) + b.basis("unknown")),
        false);
  }

  static Numbers seats(Bundle b) {
    long head = b.basis("head");
    long counted = b.basis("seat_counted");
    long all = b.basis("seat_used") + b.basis("seat_unknown");
    BigDecimal value = percent(head, counted);
    BigDecimal low = percent(head + b.basis("min_x"), all);
    BigDecimal high = percent(head + b.basis("max_x"), all);
    long time = b.basis("used") + b.basis("unknown");
    return new Numbers(
        value,
        hours(head),
        hours(counted),
        ratio(b.basis("counted"), time),
        value == null ? low : low.min(value),
        value == null ? high : high.max(value),
        true);
  }

  static Numbers utilization(Bundle b) {
    long head = b.basis("head");
    long seats = b.basis("seat_counted") + b.basis("seat_sparse") + b.basis("seat_empty");
    long heads = b.basis("counted") + b.basis("sparse") + b.basis("empty");
    return new Numbers(
        percent(head, seats),
        hours(head),
        hours(seats),
        ratio(heads, b.basis("avail")),
        percent(b.basis("head_low"), b.basis("seat_avail")),
        percent(b.basis("head_high"), b.basis("seat_avail")),
        true);
  }

  /** Time that light or a timetable decides counts as unknown. */
  static Numbers planned(Bundle b) {
    long used = b.basis("used") - b.basis("weak_used");
    long known = known(b) - b.basis("weak_used") - b.basis("weak_sparse") - b.basis("weak_empty");
    long avail = b.basis("avail");
    long planned = b.basis("planned_used") + b.basis("planned_sparse") + b.basis("planned_empty");
    long most = planned + b.basis("planned_unknown");
    return new Numbers(
        percent(used - planned, known),
        hours(used - planned),
        hours(known),
        ratio(known, avail),
        percent(used - most, avail),
        percent(used + avail - known - most, avail),
        true);
  }

  static Numbers plannedPersons(Bundle b) {
    long head = b.basis("head");
    long planned = b.basis("planned_head_known");
    long weakSeats = b.basis("seat_weak");
    long seats =
        b.basis("seat_counted") + b.basis("seat_sparse") + b.basis("seat_empty") - weakSeats;
    long weak = b.basis("weak_sparse") + b.basis("weak_empty");
    long known = b.basis("counted") + b.basis("sparse") + b.basis("empty") - weak;
    long all = b.basis("seat_avail");
    long low = b.basis("head_low") - b.basis("weak_used") - b.basis("planned_head");
    long high = b.basis("head_high") + weakSeats - b.basis("planned_head");
    return new Numbers(
        percent(head - planned, seats),
        hours(head - planned),
        hours(seats),
        ratio(known, b.basis("avail")),
        percent(low, all),
        percent(high, all),
        true);
  }

  static Numbers unbooked(Bundle b) {
    long used = b.basis("used");
    long beyond = used - b.basis("graced");
    long within = b.basis("graced_unknown");
    long outside = b.basis("unknown") - within;
    return new Numbers(
        percent(beyond, used),
        hours(beyond),
        hours(used),
        ratio(known(b), b.basis("avail")),
        percent(beyond, used + within),
        percent(beyond + outside, used + outside),
        true);
  }

  /** The share that has a purpose. */
  static Numbers purposes(Bundle b) {
    return purpose(b, labelled(b, "used"), labelled(b, "unknown"), 0);
  }

  /** One purpose. */
  static Numbers purpose(Bundle b, String label) {
    long unspecified = b.basis("used") - labelled(b, "used");
    if (label.equals("unspecified")) {
      return purpose(b, unspecified, b.basis("unknown") - labelled(b, "unknown"), 0);
    }
    String bracket = "[" + label + "]";
    return purpose(b, b.basis("used" + bracket), b.basis("unknown" + bracket), unspecified);
  }

  private static long labelled(Bundle b, String fact) {
    return PURPOSES.stream().mapToLong(p -> b.basis(fact + "[" + p + "]")).sum();
  }

  private static Numbers purpose(Bundle b, long own, long perhaps, long unspecified) {
    long used = b.basis("used");
    return new Numbers(
        percent(own, used),
        hours(own),
        hours(used),
        ratio(known(b), b.basis("avail")),
        percent(own, used + b.basis("unknown") - perhaps),
        percent(own + perhaps + unspecified, used + perhaps),
        true);
  }

  static Numbers sharing(Bundle b) {
    long used = b.sum("external.used");
    long unknown = b.sum("external.unknown");
    long known = used + b.sum("external.sparse") + b.sum("external.empty");
    return new Numbers(
        hours(used),
        hours(used),
        null,
        ratio(known, known + unknown),
        hours(used),
        hours(used + unknown),
        true);
  }

  /** The class of a record by METRICS §6; fails when the bundle names another. */
  private static String verdict(JsonNode lesson) {
    JsonNode facts = lesson.get("facts");
    long length = Bundle.millis(lesson.get("to")) - Bundle.millis(lesson.get("from"));
    long least = length < 20 * 60_000 ? (length + 1) / 2 : 10 * 60_000;
    long used = Bundle.fact(facts, "used");
    long known = used + Bundle.fact(facts, "sparse") + Bundle.fact(facts, "empty");
    boolean mostlyKnown = 10 * known >= 9 * length;
    boolean booked = lesson.get("booked").asBoolean();
    String word;
    if (booked) {
      word = used >= least ? "taught" : mostlyKnown ? "ghost" : "unknown";
    } else {
      boolean beyond = Bundle.fact(facts, "beyond_grace") >= least;
      word = beyond ? "unbooked_use" : mostlyKnown ? "free" : "unknown";
    }
    if (!word.equals(lesson.get("class").asText())) {
      throw new AssertionError("not " + word + ": " + lesson);
    }
    return word;
  }

  /** Time of booked records of a class inside of the figure's. */
  private static long time(Bundle b, String word) {
    long sum = 0;
    for (JsonNode lesson : b.list("lessons")) {
      if (verdict(lesson).equals(word) && lesson.get("booked").asBoolean()) {
        long from = Math.max(b.from(), Bundle.millis(lesson.get("from")));
        sum += Math.min(b.to(), Bundle.millis(lesson.get("to"))) - from;
      }
    }
    return sum;
  }

  static Numbers noShow(Bundle b) {
    long ghost = time(b, "ghost");
    long known = ghost + time(b, "taught");
    long unknown = time(b, "unknown");
    BigDecimal coverage = ratio(known, known + unknown);
    return Numbers.share(ghost, known, unknown, false, coverage, false);
  }

  /** Practical lessons of some classes that begin in the figure's time, or the places in them. */
  private static long practicals(Bundle b, Set<String> words, boolean places) {
    long sum = 0;
    for (JsonNode lesson : b.list("lessons")) {
      long from = Bundle.millis(lesson.get("from"));
      boolean inside = from >= b.from() && from < b.to();
      if (inside && lesson.get("practical").asBoolean() && words.contains(verdict(lesson))) {
        sum += places ? Bundle.fact(lesson.get("facts"), "places") : 1;
      }
    }
    return sum;
  }

  static Numbers practicals(Bundle b) {
    long taught = practicals(b, Set.of("taught"), false);
    long unknown = practicals(b, Set.of("unknown"), false);
    long known = taught + practicals(b, Set.of("ghost"), false);
    return new Numbers(
        percent(taught, known),
        Digits.of(taught),
        Digits.of(known),
        ratio(known, known + unknown),
        percent(taught, known + unknown),
        percent(taught + unknown, known + unknown),
        true);
  }

  static Numbers handsOn(Bundle b) {
    long working = b.sum("practical_working");
    long unknown = b.sum("practical_unknown");
    long known =
        working + b.sum("practical_off") + b.sum("practical_idle") + b.sum("practical_fault");
    BigDecimal minute = Digits.of(60_000);
    long taught = practicals(b, Set.of("taught"), true);
    long most = taught + practicals(b, Set.of("unknown"), true);
    return new Numbers(
        ratio(Digits.of(working), minute.multiply(Digits.of(taught))),
        ratio(Digits.of(working), minute),
        Digits.of(taught),
        ratio(known, known + unknown),
        ratio(Digits.of(working), minute.multiply(Digits.of(most))),
        ratio(Digits.of(working + unknown), minute.multiply(Digits.of(taught))),
        true);
  }
}
