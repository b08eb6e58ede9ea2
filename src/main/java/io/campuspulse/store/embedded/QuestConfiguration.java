package io.campuspulse.store.embedded;

import io.questdb.DefaultTelemetryConfiguration;
import io.questdb.Metrics;
import io.questdb.TelemetryConfiguration;
import io.questdb.cairo.CommitMode;
import io.questdb.cairo.DefaultCairoConfiguration;
import java.nio.file.Path;

/** QuestDB set up for one table of readings and one of facts, durable commits, little memory. */
final class QuestConfiguration extends DefaultCairoConfiguration {
  private static final int MEBIBYTE = 1 << 20;
  private static final int SMALL = 64;

  private final TelemetryConfiguration telemetry =
      new DefaultTelemetryConfiguration() {
        @Override
        public boolean getEnabled() {
          return false;
        }

        @Override
        public boolean getDisableCompletely() {
          return true;
        }
      };

  QuestConfiguration(Path root) {
    super(root.toString());
  }

  @Override
  public int getCommitMode() {
    return CommitMode.SYNC;
  }

  @Override
  public TelemetryConfiguration getTelemetryConfiguration() {
    return telemetry;
  }

  @Override
  public Metrics getMetrics() {
    return Metrics.DISABLED;
  }

  @Override
  public boolean enableTestFactories() {
    return false;
  }

  @Override
  public boolean isMatViewEnabled() {
    return false;
  }

  /** Late rows rewrite the end of a partition, not all of it: parts of this size split off. */
  @Override
  public long getPartitionO3SplitMinSize() {
    return 1L * MEBIBYTE;
  }

  @Override
  public int getO3ColumnMemorySize() {
    return MEBIBYTE / 2;
  }

  @Override
  public long getWalPurgeInterval() {
    return 5_000;
  }

  // Pools and queues: made for servers of many cores and long statements, filled at the start.

  @Override
  public int getSqlExpressionPoolCapacity() {
    return SMALL;
  }

  @Override
  public int getSqlColumnPoolCapacity() {
    return SMALL;
  }

  @Override
  public int getSqlLexerPoolCapacity() {
    return SMALL;
  }

  @Override
  public int getSqlModelPoolCapacity() {
    return SMALL;
  }

  @Override
  public int getO3PartitionQueueCapacity() {
    return SMALL;
  }

  @Override
  public int getO3OpenColumnQueueCapacity() {
    return SMALL;
  }

  @Override
  public int getO3CopyQueueCapacity() {
    return SMALL;
  }

  @Override
  public int getUnorderedPageFrameReduceQueueCapacity() {
    return SMALL;
  }

  @Override
  public int getColumnIndexerQueueCapacity() {
    return SMALL;
  }

  @Override
  public int getVectorAggregateQueueCapacity() {
    return SMALL;
  }
}
