package io.campuspulse.journal;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Watches the disk under the journal, so that intake stops before the disk is full and consumers
 * can still move their cursors and trim. Thread-safe.
 */
public final class DiskGuard {

  /** What the disk allows. */
  public enum Level {
    OK,
    /** Intake goes on; an operator should look. */
    ALARM,
    /** Nothing more is appended, so nothing is acknowledged. */
    STOP
  }

  /**
   * Where the levels begin.
   *
   * @param alarmUsed used part of the disk, 0..1, from which on there is an alarm
   * @param stopUsed used part of the disk, 0..1, from which on intake stops; not below the alarm
   * @param minFreeBytes intake stops below this number of free bytes, whatever the parts say, and
   *     the alarm begins at twice that number
   */
  public record Limits(double alarmUsed, double stopUsed, long minFreeBytes) {
    /** 80 %, 90 %, 256 MiB. */
    public static final Limits DEFAULT = new Limits(0.80, 0.90, 256L << 20);

    public Limits {
      if (!(alarmUsed > 0 && alarmUsed <= stopUsed && stopUsed <= 1)) {
        throw new IllegalArgumentException(
            "disk limits are alarm "
                + alarmUsed
                + " and stop "
                + stopUsed
                + ", must be 0 < alarm <= stop <= 1");
      }
      if (minFreeBytes < 0) {
        throw new IllegalArgumentException("minFreeBytes is " + minFreeBytes + ", must be >= 0");
      }
    }
  }

  /** One look at the disk. */
  private record Look(Level level, long freeBytes, long totalBytes, RuntimeException error) {}

  private final Limits limits;
  private final LongSupplier freeBytes;
  private final LongSupplier totalBytes;
  private volatile Look last;
  private Level told = Level.OK; // guarded by this
  private Consumer<Level> listener = level -> {}; // guarded by this

  /**
   * Takes a first look.
   *
   * <p>A supplier that throws means {@link Level#STOP}: a disk that does not answer takes no
   * writes.
   *
   * @param freeBytes bytes that this process may still write, such as {@code
   *     FileStore.getUsableSpace}
   * @param totalBytes size of the disk in bytes; 0 when unknown, then only {@code minFreeBytes}
   *     counts
   */
  public DiskGuard(Limits limits, LongSupplier freeBytes, LongSupplier totalBytes) {
    this.limits = limits;
    this.freeBytes = freeBytes;
    this.totalBytes = totalBytes;
    this.last = look();
  }

  /** Looks at the disk now. */
  public Level check() {
    Look look = look();
    last = look;
    tell(look.level);
    return look.level;
  }

  private synchronized void tell(Level level) {
    if (level != told) {
      told = level;
      listener.accept(level);
    }
  }

  /**
   * Names who is told once about each change of the level, and at once when it is not {@link
   * Level#OK} now. Called by whoever looks at the disk; must not block.
   */
  public synchronized void onChange(Consumer<Level> newListener) {
    listener = newListener;
    told = Level.OK;
    tell(last.level);
  }

  /** The level at the last look. */
  public Level level() {
    return last.level;
  }

  /** The last look as a sentence. */
  public String describe() {
    Look look = last;
    if (look.error != null) {
      return "disk STOP: its free space is unknown: " + look.error.getMessage();
    }
    return String.format(
        Locale.ROOT,
        "disk %s: %.1f %% used, %d MiB free (alarm at %.0f %%, stop at %.0f %% or below %d MiB free)",
        look.level,
        100 * used(look.freeBytes, look.totalBytes),
        look.freeBytes >> 20,
        100 * limits.alarmUsed,
        100 * limits.stopUsed,
        limits.minFreeBytes >> 20);
  }

  private Look look() {
    try {
      return judge(freeBytes.getAsLong(), totalBytes.getAsLong());
    } catch (RuntimeException e) {
      return new Look(Level.STOP, 0, 0, e);
    }
  }

  private Look judge(long free, long total) {
    double used = used(free, total);
    Level level = Level.OK;
    if (used >= limits.stopUsed || free < limits.minFreeBytes) {
      level = Level.STOP;
    } else if (used >= limits.alarmUsed || free < 2 * limits.minFreeBytes) {
      level = Level.ALARM;
    }
    return new Look(level, free, total, null);
  }

  private static double used(long free, long total) {
    return total <= 0 ? 0 : 1 - (double) free / total;
  }
}
