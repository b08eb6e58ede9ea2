package io.campuspulse.app.savings;

import java.nio.file.Path;

/** A file that breaks its format; the message names file, line, value and rule. */
public final class BadFile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadFile(Path file, String rule) {
    super(file + ": " + rule);
  }

  BadFile(Path file, long line, String rule) {
    super(file + ":" + line + ": " + rule);
  }
}
