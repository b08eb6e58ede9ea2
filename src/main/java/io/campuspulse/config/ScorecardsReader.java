package io.campuspulse.config;

import io.campuspulse.model.Quantity;
import io.campuspulse.model.SpaceType;
import io.campuspulse.registry.Scorecards;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code scorecards.yaml} of the registry folder; without it there are no cards. */
final class ScorecardsReader {
  private ScorecardsReader() {}

  static Scorecards read(Path folder, Problems problems) {
    Path file = folder.resolve("scorecards.yaml");
    return Files.exists(file)
        ? StrictYaml.read(file, problems).map(ScorecardsReader::read).orElse(Scorecards.NONE)
        : Scorecards.NONE;
  }

  private static Scorecards read(Section root) {
    List<Scorecards.Item> items = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Section entry : root.sections("items")) {
      String id = RegistryEntries.id(entry);
      if (!ids.add(id)) {
        entry.problemAt("id", "an item's id is used once");
      }
      items.add(
          new Scorecards.Item(
              id,
              RegistryEntries.name(entry),
              entry.enumOf("card", Scorecards.Card.class),
              types(entry),
              evidence(entry)));
    }
    root.finish();
    return new Scorecards(items);
  }

  private static Set<SpaceType> types(Section entry) {
    Set<SpaceType> types = EnumSet.noneOf(SpaceType.class);
    entry.list("types").forEach(word -> FiguresReader.types(word).ifPresent(types::add));
    return types;
  }

  private static Set<Quantity> evidence(Section entry) {
    Set<Quantity> quantities = EnumSet.noneOf(Quantity.class);
    for (Scalar word : entry.list("evidence")) {
      Quantity.byId(word.raw())
          .ifPresentOrElse(
              quantities::add, () -> word.problem("must be a quantity, such as co2 or people"));
    }
    return quantities;
  }
}
