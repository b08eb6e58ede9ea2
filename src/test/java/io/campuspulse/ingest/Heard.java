package io.campuspulse.ingest;

import io.campuspulse.model.RawMessage;

/** What the pipeline would remember about unknown devices. */
public final class Heard {
  private final Strangers strangers = new Strangers();
  private final Asides asides = new Asides(strangers, LiveEffects.NONE);

  public void take(Translator translator, RawMessage message) {
    asides.take(message, translator.translate(message).beyond());
  }

  public Strangers strangers() {
    return strangers;
  }

  /** The same after a restart. */
  public Strangers restored() {
    Strangers again = new Strangers();
    again.restore(strangers.save());
    return again;
  }
}
