package io.campuspulse.ingest;

import io.campuspulse.codec.Effect;
import io.campuspulse.journal.Journal;
import io.campuspulse.model.RawMessage;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Who is told what messages say beyond readings: unknown devices and what discovery announces are
 * remembered, everything else is acted on. Used by the ingest thread.
 */
public final class Asides {
  private static final String KEY = "ingest.strangers";

  /** Unknown devices are saved now and then: what a crash costs is a minute of counting them. */
  private static final long SAVE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Strangers strangers;
  private final LiveEffects effects;
  private boolean saved;
  private long savedNanos;

  public Asides(Strangers strangers, LiveEffects effects) {
    this.strangers = strangers;
    this.effects = effects;
  }

  /** Nobody is told. */
  public static Asides none() {
    return new Asides(new Strangers(), LiveEffects.NONE);
  }

  /** Loads what an earlier run remembered, before the first message. */
  public static Strangers remembered(Journal journal) {
    Strangers strangers = new Strangers();
    String state = journal.state(KEY);
    if (state != null) {
      strangers.restore(state);
    }
    return strangers;
  }

  void take(RawMessage message, Translator.Beyond beyond) {
    if (!beyond.unknown().isEmpty()) {
      strangers.heard(beyond.convention(), message, beyond.unknown());
    }
    if (!beyond.unmapped().isEmpty()) {
      strangers.unmapped(beyond.convention(), message, beyond.unmapped());
    }
    for (Effect effect : beyond.effects()) {
      if (effect instanceof Effect.DiscoveredEntity entity) {
        strangers.announced(entity);
      } else {
        effects.accept(effect, message.receivedAtMillis());
      }
    }
  }

  /** What is to be saved with a checkpoint now: mostly nothing. */
  Map<String, String> dueState(long nowNanos) {
    if (saved && nowNanos - savedNanos < SAVE_NANOS) {
      return Map.of();
    }
    saved = true;
    savedNanos = nowNanos;
    return state();
  }

  /** What is to be saved at the end. */
  Map<String, String> state() {
    return strangers.changed() ? Map.of(KEY, strangers.save()) : Map.of();
  }
}
