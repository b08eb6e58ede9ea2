package io.campuspulse.registry;

import io.campuspulse.model.Name;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.SpaceType;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a place is asked for on each of the three cards (METRICS §5 "Scorecard"); a product
 * definition that every city may change.
 *
 * @param items all items
 */
public record Scorecards(List<Item> items) {
  /** No items. */
  public static final Scorecards NONE = new Scorecards(List.of());

  /** The cards of the plan. */
  public enum Card {
    INFORMATIZATION,
    INTELLIGENCE,
    GREEN;

    /** The word in files. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One line of a card.
   *
   * @param id unique among all items
   * @param name display name
   * @param card the card that it stands on
   * @param types the types of places that it applies to
   * @param evidence quantities of which any one, measured in the place, proves it
   */
  public record Item(
      String id, Name name, Card card, Set<SpaceType> types, Set<Quantity> evidence) {
    public Item {
      types = Set.copyOf(types);
      evidence = Set.copyOf(evidence);
    }
  }

  public Scorecards {
    items = List.copyOf(items);
  }

  /** Equal texts, equal cards. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (Item i : items) {
      out.append(i.id())
          .append(i.name())
          .append(i.card())
          .append(i.types().stream().sorted().toList())
          .append(i.evidence().stream().sorted().toList());
    }
    return out.toString();
  }
}
