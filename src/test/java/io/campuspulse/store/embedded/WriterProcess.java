package io.campuspulse.store.embedded;

import io.campuspulse.model.FactRow;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Reading;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A process that writes numbered batches to an embedded store until it is killed, and prints the
 * number of each batch once its write has returned. Arguments: directory, first number.
 */
final class WriterProcess {
  private static final long START = 1_772_000_000_000L;
  static final Leaf LEAF = new Leaf(Leaf.Kind.SPACE, "A101");

  private WriterProcess() {}

  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    EmbeddedStore store = EmbeddedStore.open(new EmbeddedSettings(Path.of(args[0])));
    for (int n = Integer.parseInt(args[1]); ; n++) {
      store.readings().write(batch(n));
      store.facts().upsert(List.of(fact(n)));
      out.println(n);
    }
  }

  /** The readings of a batch: small and large ones, partly older than what came before. */
  static List<Reading> batch(int n) {
    int size = n % 5 == 0 ? 3_000 : 1 + n % 40;
    long base = START + n * 1_000L - (n % 3 == 0 ? 20_000_000L : 0);
    return IntStream.range(0, size)
        .mapToObj(
            i -> new Reading("p" + i % 50, base + i, n, Quality.GOOD, (long) n * 10_000 + i, base))
        .toList();
  }

  /** The facts that follow a batch, of an interval that later batches write again. */
  static FactRow fact(int n) {
    return new FactRow(
        LEAF, START / 900_000 * 900_000, Facts.of(Map.of("n", (long) n)), "carry " + n, n + 1, n);
  }
}
