package io.campuspulse.store.influx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Writes lines in bodies of bounded size and finds the ones that a server will not take: a refused
 * body is halved until single lines are left, and the rest is written.
 */
final class BatchWriter {
  private static final int MAX_LINES = 10_000;
  private static final int MAX_CHARACTERS = 4_000_000;

  /** Culprits that are looked for in one batch; the caller comes back with what is left. */
  private static final int MAX_CULPRITS = 100;

  private final InfluxWire wire;

  /**
   * A line that was refused.
   *
   * @param index its place in the batch
   * @param reason what the server said
   */
  record Culprit(int index, String reason) {}

  BatchWriter(InfluxWire wire) {
    this.wire = wire;
  }

  /** Writes a line for each item; what it returns was refused, the rest is written. */
  <T> List<Culprit> write(List<T> items, BiConsumer<StringBuilder, T> format) {
    List<Culprit> culprits = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    int characters = 0;
    int first = 0;
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < items.size(); i++) {
      line.setLength(0);
      format.accept(line, items.get(i));
      if (lines.size() == MAX_LINES || characters + line.length() > MAX_CHARACTERS) {
        send(lines, first, culprits);
        lines.clear();
        characters = 0;
        first = i;
      }
      lines.add(line.toString());
      characters += line.length() + 1;
    }
    send(lines, first, culprits);
    return culprits;
  }

  private void send(List<String> lines, int first, List<Culprit> culprits) {
    if (lines.isEmpty() || culprits.size() >= MAX_CULPRITS) {
      return;
    }
    try {
      wire.write(String.join("\n", lines));
    } catch (InfluxWire.ContentRefused e) {
      if (lines.size() == 1) {
        culprits.add(new Culprit(first, e.getMessage()));
        return;
      }
      int half = lines.size() / 2;
      send(lines.subList(0, half), first, culprits);
      send(lines.subList(half, lines.size()), first + half, culprits);
    }
  }
}
