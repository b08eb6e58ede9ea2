package io.campuspulse.city;

import io.campuspulse.journal.Outbox;
import io.campuspulse.journal.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A batch in the making, with the cursors that move when it is kept. Used by one thread. */
final class Draft {
  private final List<FigureRecord> records = new ArrayList<>();
  private final List<String> entities = new ArrayList<>();
  private final Map<String, Outbox.Progress> schools = new HashMap<>();
  private final Map<String, Outbox.Sent> figures = new HashMap<>();
  private long revision;
  private String registry;

  Draft(Outbox.Standing standing) {
    this.revision = standing.revision();
    this.registry = standing.registry();
  }

  void add(FigureRecord record) {
    records.add(record);
    long sent = record.figure().revised().revision();
    if (sent > 1) {
      figures.put(record.id(), new Outbox.Sent(sent, record.figure().interval().end()));
    }
  }

  /** Adds something that is not a figure. */
  void addEntities(List<String> more) {
    entities.addAll(more);
  }

  void moved(String school, Outbox.Progress progress) {
    schools.put(school, progress);
  }

  void moved(long newRevision) {
    revision = newRevision;
  }

  void told(String newRegistry) {
    registry = newRegistry;
  }

  /** The revision of a figure in this draft, or 0. */
  long revisionOf(String figure) {
    Outbox.Sent sent = figures.get(figure);
    return sent == null ? 0 : sent.revision();
  }

  int size() {
    return records.size() + entities.size();
  }

  List<FigureRecord> records() {
    return records;
  }

  List<String> entities() {
    return entities;
  }

  Map<String, Tally> days() {
    Map<String, Tally> days = new TreeMap<>();
    records.forEach(r -> days.merge(r.day(), r.tally(), Tally::plus));
    return days;
  }

  Outbox.Moves moves() {
    return new Outbox.Moves(revision, registry, schools, figures);
  }
}
