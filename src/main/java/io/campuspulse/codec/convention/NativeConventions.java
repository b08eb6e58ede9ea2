package io.campuspulse.codec.convention;

import io.campuspulse.codec.Convention;
import io.campuspulse.codec.Limits;
import java.util.ArrayList;
import java.util.List;

/** The registration list of the native conventions. */
public final class NativeConventions {
  private NativeConventions() {}

  /** Conventions with a topic prefix of their own; they go before any mapping. */
  public static List<Convention> specific(Limits limits) {
    return List.of(new Campus(limits));
  }

  /** Conventions that claim topics by their last levels; they go after all mappings. */
  public static List<Convention> broad(Limits limits) {
    return List.of();
  }

  /** All of them, with mappings in their place between. */
  public static List<Convention> with(List<? extends Convention> mappings, Limits limits) {
    List<Convention> all = new ArrayList<>(specific(limits));
    all.addAll(mappings);
    all.addAll(broad(limits));
    return all;
  }
}
