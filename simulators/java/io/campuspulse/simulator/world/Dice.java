package io.campuspulse.simulator.world;

/**
 * Stateless random numbers: each draw is a function of the seed, an entity, a time key and a salt,
 * so that any part of the world can be computed without computing what came before. The mixer is
 * that of SplitMix64 (Steele, Lea, Flood 2014).
 */
public final class Dice {
  private final long seed;

  public Dice(long seed) {
    this.seed = mix(seed + 0x9E3779B97F4A7C15L);
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }

  /** A key for an entity's id. */
  public static long key(String id) {
    long h = 0xCBF29CE484222325L;
    for (int i = 0; i < id.length(); i++) {
      h = (h ^ id.charAt(i)) * 0x100000001B3L;
    }
    return mix(h);
  }

  /** 64 random bits. */
  public long bits(long entity, long time, long salt) {
    return mix(mix(mix(seed ^ entity) + time * 0x9E3779B97F4A7C15L) + salt * 0xD1B54A32D192ED03L);
  }

  /** Uniform in [0, 1). */
  public double unit(long entity, long time, long salt) {
    return (bits(entity, time, salt) >>> 11) * 0x1.0p-53;
  }

  /** True with a probability. */
  public boolean chance(double probability, long entity, long time, long salt) {
    return unit(entity, time, salt) < probability;
  }

  /** Uniform among 0 to {@code bound} − 1. */
  public int below(int bound, long entity, long time, long salt) {
    return (int) (unit(entity, time, salt) * bound);
  }

  /** About normal, mean 0, variance 1, never beyond ±3.47 (sum of four uniforms). */
  public double normal(long entity, long time, long salt) {
    long b = bits(entity, time, salt);
    long sum = (b & 0xFFFF) + ((b >>> 16) & 0xFFFF) + ((b >>> 32) & 0xFFFF) + (b >>> 48);
    return (sum / 65_536.0 - 2) * 1.7320508075688772;
  }
}
