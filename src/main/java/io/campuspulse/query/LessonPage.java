package io.campuspulse.query;

import java.util.List;
import java.util.Optional;

/**
 * Some records of the lesson ledger.
 *
 * @param lessons by space, then by time
 * @param next where to go on; a page may be short and still have a next one
 */
public record LessonPage(List<Lesson> lessons, Optional<LessonQuery.Key> next) {
  public LessonPage {
    lessons = List.copyOf(lessons);
  }
}
