package io.campuspulse.mockcity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that was received, strictly in order. With a folder it survives restarts. Thread-safe.
 */
final class Ledger {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);
  private static final String SEPARATOR = "\t";

  private final Optional<Path> file;
  private final Map<Long, String> batches = new HashMap<>();
  private final Map<String, Item> newest = new HashMap<>();
  private final Map<String, String> ends = new HashMap<>();
  private final TreeMap<String, Day> days = new TreeMap<>();
  private long first;
  private long last;
  private long records;

  /** A day's records. */
  record Day(long records, BigInteger digest) {
    static final Day NONE = new Day(0, BigInteger.ZERO);

    Day plus(Item item) {
      return new Day(records + 1, digest.add(item.digest()).mod(MODULUS));
    }

    String hex() {
      String text = digest.toString(16);
      return "0".repeat(64 - text.length()) + text;
    }
  }

  /** What is against a batch; nothing of it was taken. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String sentence) {
      super(sentence);
    }
  }

  Ledger(Optional<Path> folder) {
    this.file = folder.map(f -> f.resolve("received.tsv"));
    file.ifPresent(this::load);
  }

  private void load(Path from) {
    try {
      Files.createDirectories(from.getParent());
      if (!Files.exists(from)) {
        return;
      }
      List<Item> items = new ArrayList<>();
      for (String line : Files.readAllLines(from)) {
        String[] parts = line.split(SEPARATOR, -1);
        if (parts[0].equals("batch")) {
          keep(Long.parseLong(parts[1]), parts[2], items);
          items.clear();
        } else {
          items.add(
              new Item(parts[1], Long.parseLong(parts[2]), parts[3], parts[4], parts[5], parts[6]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the mock city cannot read " + from, e);
    }
  }

  /**
   * Takes a numbered batch.
   *
   * @param seal what identifies it: key and digest
   * @return false when it had been received before
   */
  synchronized boolean take(long number, String seal, List<Item> items) throws Refused {
    if (batches.containsKey(number)) {
      if (batches.get(number).equals(seal)) {
        return false;
      }
      throw new Refused("batch " + number + " was received with another key or digest");
    }
    if (last > 0 && number != last + 1) {
      throw new Refused("batch " + (last + 1) + " is expected, not " + number);
    }
    check(items);
    write(number, seal, items);
    keep(number, seal, items);
    return true;
  }

  /** Whether an unnumbered figure is new; one that is the same as known is not. */
  synchronized boolean upsert(Item item) throws Refused {
    if (item.equals(newest.get(item.id()))) {
      return false;
    }
    check(List.of(item));
    write(last + 1, "", List.of(item));
    keep(last + 1, "", List.of(item));
    return true;
  }

  private void check(List<Item> items) throws Refused {
    Map<String, Long> seen = new HashMap<>();
    Map<String, String> at = new HashMap<>();
    for (Item item : items) {
      Item before = newest.get(item.id());
      long known = seen.getOrDefault(item.id(), before == null ? 0 : before.revision());
      if (item.revision() <= known) {
        throw new Refused(item.id() + " was received with revision " + known + " before");
      }
      if (known == 0) {
        String end = at.getOrDefault(item.series(), ends.get(item.series()));
        if (end != null && !same(end, item.from())) {
          throw new Refused(
              item.series() + " goes on at " + end + ", not at " + item.from() + ": a gap");
        }
        at.put(item.series(), item.to());
      }
      seen.put(item.id(), item.revision());
    }
  }

  private static boolean same(String a, String b) {
    return OffsetDateTime.parse(a).isEqual(OffsetDateTime.parse(b));
  }

  private void keep(long number, String seal, List<Item> items) {
    first = first == 0 ? number : first;
    last = number;
    batches.put(number, seal);
    for (Item item : items) {
      if (newest.put(item.id(), item) == null) {
        ends.put(item.series(), item.to());
      }
      days.merge(item.day(), Day.NONE.plus(item), (a, b) -> a.plus(item));
      records++;
    }
  }

  private void write(long number, String seal, List<Item> items) {
    if (file.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    for (Item i : items) {
      text.append(
              String.join(
                  SEPARATOR,
                  "item",
                  i.id(),
                  Long.toString(i.revision()),
                  i.status(),
                  i.value(),
                  i.from(),
                  i.to()))
          .append('\n');
    }
    text.append("batch").append(SEPARATOR).append(number).append(SEPARATOR).append(seal);
    text.append('\n');
    try {
      Files.writeString(file.get(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("the mock city cannot write " + file.get(), e);
    }
  }

  synchronized Day day(String day) {
    return days.getOrDefault(day, Day.NONE);
  }

  synchronized Map<String, Day> days() {
    return new TreeMap<>(days);
  }

  /** Numbers of the first and the last batch, and of all records. */
  synchronized long[] counts() {
    return new long[] {first, last, records};
  }

  /** The newest figure of an id. */
  synchronized Optional<Item> newest(String id) {
    return Optional.ofNullable(newest.get(id));
  }
}
