package io.campuspulse.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A progress line for long work: redrawn on a terminal, a line every tenth elsewhere. Short work
 * shows nothing. Not thread-safe.
 */
final class Progress implements AutoCloseable {
  private static final int STEPS = 50;
  private static final long QUIET_NANOS = 1_000_000_000L;

  private final PrintWriter out;
  private final String label;
  private final long from;
  private final long to;
  private final boolean terminal;
  private final long startedAt = System.nanoTime();
  private int shown = -1;

  @SuppressWarnings("SystemConsoleNull") // Java 17: null means no terminal
  Progress(PrintWriter out, String label, long from, long to) {
    this.out = out;
    this.label = label;
    this.from = from;
    this.to = to;
    this.terminal = System.console() != null;
  }

  /** Progress through the bytes of a file. */
  static Progress ofBytes(PrintWriter out, String label, Path file) throws IOException {
    return new Progress(out, label, 0, Files.size(file));
  }

  /** Tells how far the work is. */
  void at(long position) {
    long span = Math.max(1, to - from);
    int step = (int) (STEPS * Math.min(span, Math.max(0, position - from)) / span);
    if (step == shown || (shown < 0 && System.nanoTime() - startedAt < QUIET_NANOS)) {
      return;
    }
    if (terminal) {
      out.print(
          "\r"
              + label
              + " ["
              + "#".repeat(step)
              + ".".repeat(STEPS - step)
              + "] "
              + step * 100 / STEPS
              + " %");
    } else if (step / 5 != shown / 5 || shown < 0) {
      out.println(label + " " + step * 100 / STEPS + " %");
    }
    out.flush();
    shown = step;
  }

  @Override
  public void close() {
    if (terminal && shown >= 0) {
      out.println();
      out.flush();
    }
  }
}
