package io.campuspulse.ingest;

import java.util.EnumMap;
import java.util.Map;

/**
 * Where every journaled message went, since the journal was made. {@code journaled = stored +
 * quarantined + no-telemetry + duplicate + conflict + pending}; any other sum is an alarm.
 *
 * <p>A message that is replayed from quarantine is journaled once more and meets a fate once more:
 * {@code received = journaled - replayed - pending replays}, and {@code quarantined} counts
 * verdicts, not what lies in quarantine now.
 *
 * @param journaled messages in the journal, ever
 * @param pending journaled, not yet dealt with
 * @param fates messages by what became of them
 * @param replayed how many of those with a fate came back from quarantine
 */
public record Balance(long journaled, long pending, Map<Fate, Long> fates, long replayed) {
  /** What became of a message. */
  public enum Fate {
    /** At least one new reading. */
    STORED,
    /** Kept verbatim because nothing of it could be used. */
    QUARANTINED,
    /** Well-formed, nothing to store: status, metadata, retained copies. */
    NO_TELEMETRY,
    /** All its readings were there already with the same values. */
    DUPLICATE,
    /** Its readings were there already, at least one with another value. */
    CONFLICT;

    /** The word in metrics, such as {@code no-telemetry}. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  public Balance {
    fates = Map.copyOf(fates);
  }

  /** Whether the equation holds. */
  public boolean holds() {
    return journaled == pending + fates.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The saved form of fates. */
  static String save(Map<Fate, Long> fates) {
    StringBuilder out = new StringBuilder();
    for (Fate fate : Fate.values()) {
      out.append(out.length() == 0 ? "" : ",").append(fates.getOrDefault(fate, 0L));
    }
    return out.toString();
  }

  /** Restores saved fates; null gives none. */
  static EnumMap<Fate, Long> restore(String saved) {
    EnumMap<Fate, Long> fates = new EnumMap<>(Fate.class);
    String[] parts = saved == null ? new String[0] : saved.split(",", -1);
    for (Fate fate : Fate.values()) {
      boolean there = fate.ordinal() < parts.length;
      fates.put(fate, there ? Long.parseLong(parts[fate.ordinal()]) : 0L);
    }
    return fates;
  }
}
