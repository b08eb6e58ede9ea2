package io.campuspulse.app;

import io.campuspulse.codec.Convention;
import io.campuspulse.codec.Conventions;
import io.campuspulse.codec.Effects;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.convention.NativeConventions;
import io.campuspulse.codec.mapping.Mapping;
import io.campuspulse.codec.mapping.MappingConvention;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The payload conventions of the product: one line registers one. */
public final class Decoders {
  private Decoders() {}

  /** A decoder of all native conventions, with fresh state. */
  public static Conventions all() {
    return all(List.of());
  }

  /** A decoder of all native conventions and of mappings, with fresh state. */
  public static Conventions all(List<Mapping> mappings) {
    return all(mappings, Effects.NONE);
  }

  /**
   * A decoder of all native conventions and of mappings, with fresh state.
   *
   * @param effects takes what messages ask for
   */
  public static Conventions all(List<Mapping> mappings, Effects effects) {
    List<Convention> mapped =
        mappings.isEmpty() ? List.of() : List.of(new MappingConvention(mappings));
    return new Conventions(NativeConventions.with(mapped, Limits.DEFAULT), Limits.DEFAULT, effects);
  }

  /** How long a second delivery of a message is known, by the mappings that say so. */
  static Map<String, Duration> dedupWindows(List<Mapping> mappings) {
    return mappings.stream().collect(Collectors.toMap(Mapping::name, Mapping::dedupWindow));
  }

  /** The ids of native conventions that the registry may name. */
  public static Set<String> ids() {
    return ids(List.of());
  }

  /** The ids that the registry may name, those of mappings among them. */
  public static Set<String> ids(List<Mapping> mappings) {
    Set<String> ids = new TreeSet<>();
    for (Convention c : NativeConventions.with(List.of(), Limits.DEFAULT)) {
      ids.add(c.id());
    }
    mappings.forEach(mapping -> ids.add(mapping.name()));
    return ids;
  }
}
