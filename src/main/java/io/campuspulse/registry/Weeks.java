package io.campuspulse.registry;

import java.util.BitSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Weeks of a term in which a lesson is held, such as {@code 1-18}, {@code odd}, {@code even},
 * {@code 1-9 odd} or {@code 1, 3, 5-8}. Immutable.
 */
public final class Weeks {
  /** Highest week number. */
  public static final int MOST = 60;

  private static final Pattern RANGE = Pattern.compile("([0-9]{1,2})(?:-([0-9]{1,2}))?");

  private final BitSet weeks;

  private Weeks(BitSet weeks) {
    this.weeks = weeks;
  }

  /** Every week. */
  public static Weeks all() {
    BitSet set = new BitSet();
    set.set(1, MOST + 1);
    return new Weeks(set);
  }

  /** Reads the form above; an empty text means every week. Empty when it is none. */
  public static Optional<Weeks> parse(String text) {
    String rest = text.strip();
    BitSet parity = all().weeks;
    if (rest.endsWith("odd") || rest.endsWith("even")) {
      boolean odd = rest.endsWith("odd");
      parity.clear();
      for (int w = odd ? 1 : 2; w <= MOST; w += 2) {
        parity.set(w);
      }
      rest = rest.substring(0, rest.length() - (odd ? 3 : 4)).strip();
    }
    if (rest.isEmpty()) {
      return Optional.of(new Weeks(parity));
    }
    BitSet named = new BitSet();
    for (String part : rest.split(",", -1)) {
      Matcher m = RANGE.matcher(part.strip());
      if (!m.matches()) {
        return Optional.empty();
      }
      int first = Integer.parseInt(m.group(1));
      int last = m.group(2) == null ? first : Integer.parseInt(m.group(2));
      if (first < 1 || last < first || last > MOST) {
        return Optional.empty();
      }
      named.set(first, last + 1);
    }
    named.and(parity);
    return Optional.of(new Weeks(named));
  }

  /** The last week that is named by its number; 0 when every, every odd or every even week is. */
  public int lastNamed() {
    return weeks.length() > MOST - 1 ? 0 : weeks.length() - 1;
  }

  /** Whether a week of the term, from 1, is one of them. */
  public boolean includes(int week) {
    return weeks.get(week);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Weeks other && weeks.equals(other.weeks);
  }

  @Override
  public int hashCode() {
    return weeks.hashCode();
  }

  @Override
  public String toString() {
    return weeks.toString();
  }
}
