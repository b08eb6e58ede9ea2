package io.campuspulse.window;

/**
 * The watermark of one school: the newest event time seen less the allowed delay, in whole minutes.
 * When the school has been silent while others were received, the journaled receive time moves it
 * on. A function of journaled messages alone, never of the wall clock. Not thread-safe.
 */
public final class Watermark {
  private static final long MINUTE = 60_000;

  /**
   * What moves watermarks.
   *
   * @param delayMillis allowed delay of readings behind the newest one
   * @param graceMillis how long after the watermark has passed an interval stays provisional
   * @param idleMillis silence of a school after which receive time counts
   */
  public record Rules(long delayMillis, long graceMillis, long idleMillis) {
    /** Two minutes of delay, half an hour of grace, a quarter of an hour of silence. */
    public static final Rules DEFAULT = new Rules(120_000, 1_800_000, 900_000);
  }

  private final Rules rules;
  private long newestEvent = Long.MIN_VALUE;
  private long lastReceived = Long.MIN_VALUE;
  private long millis = Long.MIN_VALUE;

  public Watermark(Rules rules) {
    this.rules = rules;
  }

  /** Notes a reading of the school. */
  public void onReading(long eventMillis, long receivedAtMillis) {
    newestEvent = Math.max(newestEvent, eventMillis);
    lastReceived = Math.max(lastReceived, receivedAtMillis);
    raise(newestEvent - rules.delayMillis());
  }

  /** Notes that something was received for any school. */
  public void onReceived(long receivedAtMillis) {
    if (lastReceived != Long.MIN_VALUE && receivedAtMillis - lastReceived > rules.idleMillis()) {
      raise(receivedAtMillis - rules.idleMillis() - rules.delayMillis());
    }
  }

  /** Declares that everything before a time has arrived: offline data is complete. */
  public void completeUntil(long eventMillis) {
    raise(eventMillis);
  }

  private void raise(long candidate) {
    if (millis == Long.MIN_VALUE || candidate >= millis + MINUTE) {
      millis = Math.max(millis, Math.floorDiv(candidate, MINUTE) * MINUTE);
    }
  }

  /** The watermark, epoch milliseconds, or {@code Long.MIN_VALUE} before the first reading. */
  public long millis() {
    return millis;
  }

  /** Whether an interval that ends at a time is final. */
  public boolean isFinal(long endMillis) {
    return isFinal(millis, endMillis, rules);
  }

  /** Whether an interval that ends at a time is final under a watermark. */
  public static boolean isFinal(long watermark, long endMillis, Rules rules) {
    return watermark != Long.MIN_VALUE && watermark >= endMillis + rules.graceMillis();
  }

  /** The saved form for checkpoints. */
  public String save() {
    return newestEvent + "," + lastReceived + "," + millis;
  }

  /** Restores a saved form. */
  public void restore(String saved) {
    String[] parts = saved.split(",", -1);
    newestEvent = Long.parseLong(parts[0]);
    lastReceived = Long.parseLong(parts[1]);
    millis = Long.parseLong(parts[2]);
  }
}
