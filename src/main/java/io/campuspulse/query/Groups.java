package io.campuspulse.query;

import io.campuspulse.model.Name;
import io.campuspulse.model.Scope;
import io.campuspulse.model.SpaceType;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Breaks a scope down into the groups of a grouping. */
final class Groups {
  private Groups() {}

  /**
   * A line of an answer.
   *
   * @param id group id, or null for the whole scope
   * @param name display name, or null
   * @param roots the scopes that it consists of, disjoint
   * @param purpose the purpose label that it is about, or null
   */
  record Group(String id, Name name, List<Scope> roots, String purpose) {
    Group(String id, Name name, List<Scope> roots) {
      this(id, name, roots, null);
    }
  }

  static List<Group> of(Campus campus, Scope scope, Grouping by) {
    return switch (by) {
      case NONE -> List.of(new Group(null, null, List.of(scope)));
      case SPACE_TYPE -> byType(campus, scope);
      case PURPOSE -> byPurpose(scope);
      case SCHOOL -> byLevel(campus, scope, Scope.Level.SCHOOL);
      case BUILDING -> byLevel(campus, scope, Scope.Level.BUILDING);
      case SPACE -> byLevel(campus, scope, Scope.Level.SPACE);
      case EQUIPMENT -> byLevel(campus, scope, Scope.Level.EQUIPMENT);
    };
  }

  private static List<Group> byType(Campus campus, Scope scope) {
    List<Group> groups = new ArrayList<>();
    for (SpaceType type : SpaceType.values()) {
      List<Scope> roots =
          campus.spacesUnder(scope).stream()
              .filter(s -> s.type() == type)
              .map(s -> Scope.space(s.id()))
              .toList();
      if (!roots.isEmpty()) {
        groups.add(new Group(type.id(), type.displayName(), roots));
      }
    }
    return groups;
  }

  private static List<Group> byPurpose(Scope scope) {
    return Purpose.labels().stream()
        .map(
            label ->
                new Group(
                    label,
                    Purpose.byId(label).map(Purpose::displayName).orElse(Purpose.UNSPECIFIED_NAME),
                    List.of(scope),
                    label))
        .toList();
  }

  private static List<Group> byLevel(Campus campus, Scope scope, Scope.Level level) {
    if (scope.level().compareTo(level) > 0) {
      throw new QueryProblem(
          QueryProblem.Kind.BAD_PARAMETER,
          "by",
          level.word(),
          "a scope can be broken down by its own level or one below it");
    }
    List<Scope> found = new ArrayList<>();
    descend(campus, scope, level, found);
    return found.stream()
        .map(s -> new Group(s.id(), nameOf(campus, s).orElse(null), List.of(s)))
        .toList();
  }

  /** A scope and everything below it. */
  static List<Scope> under(Campus campus, Scope scope) {
    List<Scope> all = new ArrayList<>();
    all.add(scope);
    for (int i = 0; i < all.size(); i++) {
      all.addAll(campus.childrenOf(all.get(i)));
    }
    return all;
  }

  private static void descend(Campus campus, Scope scope, Scope.Level level, List<Scope> into) {
    if (scope.level() == level) {
      into.add(scope);
      return;
    }
    campus.childrenOf(scope).forEach(child -> descend(campus, child, level, into));
  }

  private static Optional<Name> nameOf(Campus campus, Scope scope) {
    return switch (scope.level()) {
      case CITY -> Optional.of(campus.city().name());
      case SCHOOL -> campus.school(scope.id()).map(s -> s.name());
      case BUILDING -> campus.building(scope.id()).map(b -> b.name());
      case SPACE -> campus.space(scope.id()).map(s -> s.name());
      case EQUIPMENT -> campus.equipment(scope.id()).map(e -> e.name());
    };
  }
}
