package io.campuspulse.app;

import io.campuspulse.codec.Convention;
import io.campuspulse.codec.Conventions;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.convention.NativeConventions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The payload conventions of the product: one line registers one. */
public final class Decoders {
  private Decoders() {}

  /** A decoder of all conventions, with fresh state. */
  public static Conventions all() {
    return new Conventions(
        NativeConventions.with(List.of(), Limits.DEFAULT), Limits.DEFAULT, effect -> {});
  }

  /** The ids that the registry may name. */
  public static Set<String> ids() {
    Set<String> ids = new TreeSet<>();
    for (Convention c : NativeConventions.with(List.of(), Limits.DEFAULT)) {
      ids.add(c.id());
    }
    return ids;
  }
}
