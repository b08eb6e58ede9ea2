package io.campuspulse.ingest;

import io.campuspulse.window.Watermark;

/**
 * How the engine treats time and memory.
 *
 * @param watermark what moves watermarks
 * @param memoryMillis how much event time behind the watermark stays in memory; older readings are
 *     served from the store. {@code Long.MAX_VALUE} keeps everything, for offline computation
 */
public record EngineSettings(Watermark.Rules watermark, long memoryMillis) {
  /** Two hours of allowed lateness in memory, and an hour for holds and sessions. */
  public static final EngineSettings DEFAULT =
      new EngineSettings(Watermark.Rules.DEFAULT, 3 * 3_600_000L);

  /** Everything in memory. */
  public static EngineSettings offline(Watermark.Rules rules) {
    return new EngineSettings(rules, Long.MAX_VALUE);
  }
}
