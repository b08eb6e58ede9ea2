package io.campuspulse.codec;

/** Takes what a message asks for beyond its readings. Called while the message is decoded. */
@FunctionalInterface
public interface Effects {
  /** Ignores everything: for tools that only look. */
  Effects NONE = effect -> {};

  /** Takes one effect. */
  void accept(Effect effect);
}
