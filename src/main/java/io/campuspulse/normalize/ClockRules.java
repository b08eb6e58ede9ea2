package io.campuspulse.normalize;

/**
 * Which device times are believed.
 *
 * @param futureMillis how far ahead of the receive time a device clock may be
 * @param retentionMillis how old a reading may be when it is received
 */
public record ClockRules(long futureMillis, long retentionMillis) {
  /** Five minutes ahead, 800 days back. */
  public static final ClockRules DEFAULT = new ClockRules(300_000L, 800L * 86_400_000L);

  /** 2000-01-01T00:00:00Z: an earlier device time is an unset clock. */
  public static final long UNSET_BEFORE = 946_684_800_000L;

  /** Whether a device time can stand as event time of something received at a time. */
  public boolean plausible(long deviceMillis, long receivedAtMillis) {
    return deviceMillis >= UNSET_BEFORE
        && deviceMillis <= receivedAtMillis + futureMillis
        && deviceMillis >= receivedAtMillis - retentionMillis;
  }
}
