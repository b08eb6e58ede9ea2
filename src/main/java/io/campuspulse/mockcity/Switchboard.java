package io.campuspulse.mockcity;

/** The failure that is switched on, for some requests or until it is switched off. Thread-safe. */
public final class Switchboard {
  /** For ever. */
  public static final long ALWAYS = Long.MAX_VALUE;

  private static final long PRESET_MILLIS = 120_000;

  private Setting setting = new Setting(Mode.OK, ALWAYS, PRESET_MILLIS);

  /**
   * What is switched on.
   *
   * @param mode the failure
   * @param times number of requests that it still applies to
   * @param millis how slow or skewed
   */
  public record Setting(Mode mode, long times, long millis) {}

  /** Switches a failure on until another call. */
  public void set(Mode mode) {
    set(new Setting(mode, ALWAYS, PRESET_MILLIS));
  }

  /** Switches a failure on. */
  public synchronized void set(Setting next) {
    setting = next;
  }

  /** What is switched on. */
  public synchronized Setting now() {
    return setting;
  }

  /** What applies to one more request. */
  synchronized Setting take() {
    Setting taken = setting;
    if (taken.times() != ALWAYS) {
      setting =
          taken.times() <= 1
              ? new Setting(Mode.OK, ALWAYS, PRESET_MILLIS)
              : new Setting(taken.mode(), taken.times() - 1, taken.millis());
    }
    return taken;
  }
}
