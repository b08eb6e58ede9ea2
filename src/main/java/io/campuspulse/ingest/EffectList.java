package io.campuspulse.ingest;

import io.campuspulse.codec.Effect;
import io.campuspulse.codec.Effects;
import java.util.ArrayList;
import java.util.List;

/** Holds the effects of one message until it has been decoded. One thread. */
public final class EffectList implements Effects {
  private static final int MOST = 20_000;

  private final List<Effect> effects = new ArrayList<>();

  @Override
  public void accept(Effect effect) {
    if (effects.size() < MOST) {
      effects.add(effect);
    }
  }

  /** The effects since the last call. */
  List<Effect> take() {
    if (effects.isEmpty()) {
      return List.of();
    }
    List<Effect> taken = List.copyOf(effects);
    effects.clear();
    return taken;
  }
}
