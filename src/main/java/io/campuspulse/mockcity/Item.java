package io.campuspulse.mockcity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;

/**
 * A figure as it was received.
 *
 * @param id names the figure
 * @param revision of it
 * @param status as sent
 * @param value as written, empty for null
 * @param from start of its interval
 * @param to end of its interval
 */
record Item(String id, long revision, String status, String value, String from, String to) {
  private static final Set<String> STATUSES =
      Set.of("final", "corrected", "insufficient", "no_data");

  /** Checks a figure. */
  static Item of(Map<?, ?> map) throws Tree.Malformed {
    return new Item(
            Tree.text(map, "id"),
            Tree.whole(map, "revision"),
            Tree.text(map, "status"),
            Tree.numberOrEmpty(map, "value"),
            Tree.text(map, "from"),
            Tree.text(map, "to"))
        .checked();
  }

  Item checked() throws Tree.Malformed {
    if (!STATUSES.contains(status)) {
      throw new Tree.Malformed(id + " has the status " + status + ": only final figures are taken");
    }
    if (revision < 1) {
      throw new Tree.Malformed(id + " has no revision");
    }
    if (!id.endsWith(":" + from)) {
      throw new Tree.Malformed(id + " does not end with its start, " + from);
    }
    try {
      if (!OffsetDateTime.parse(from).isBefore(OffsetDateTime.parse(to))) {
        throw new Tree.Malformed(id + " ends before it begins");
      }
    } catch (DateTimeException e) {
      throw new Tree.Malformed(id + " has times that are none");
    }
    return this;
  }

  /** The series that the figure belongs to. */
  String series() {
    return id.substring(0, id.length() - from.length() - 1);
  }

  /** The local day of its start. */
  String day() {
    return from.substring(0, 10);
  }

  /** SHA-256 of id, revision, status and value, a newline between them. */
  BigInteger digest() {
    String text = String.join("\n", id, Long.toString(revision), status, value);
    try {
      return new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
