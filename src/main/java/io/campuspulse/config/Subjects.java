package io.campuspulse.config;

import io.campuspulse.model.Scope;
import java.util.Optional;

/** Reads what a device or a point is about: {@code space}, {@code equipment}, and so on. */
final class Subjects {
  private Subjects() {}

  /** The subject that an entry names, if it names one; two are reported. */
  static Optional<Scope> read(Section entry) {
    Optional<Scope> subject = Optional.empty();
    for (Scope.Level level : Scope.Level.values()) {
      if (level == Scope.Level.CITY || !entry.has(level.word())) {
        continue;
      }
      String id = entry.text(level.word());
      if (subject.isPresent()) {
        entry.problemAt(
            level.word(),
            "an entry is about one thing: space, equipment, building or school; "
                + subject.get()
                + " is already given");
      } else if (!id.isEmpty()) {
        subject = Optional.of(new Scope(level, id));
      }
    }
    return subject;
  }
}
