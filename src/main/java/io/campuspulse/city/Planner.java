package io.campuspulse.city;

import io.campuspulse.journal.Outbox;
import io.campuspulse.model.Interval;
import io.campuspulse.model.School;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Forms the next batch of a city from where its cursors stand: first what was restated of figures
 * that it has, then what became final, school by school in the order of time. Used by one thread.
 */
final class Planner {
  private static final long HOUR = 3_600_000;

  /** Looking for restatements reads every feed of every school: not more often than this. */
  private static final long LOOK_MILLIS = 60_000;

  private final LinkSettings settings;
  private final Ground ground;
  private final Profile profile;
  private final RecordSource source;
  private final int maxRecords;
  private long lookedAt = -LOOK_MILLIS;

  Planner(LinkSettings settings, Ground ground, Profile profile, int maxRecords) {
    this.settings = settings;
    this.ground = ground;
    this.profile = profile;
    this.source = new RecordSource(ground);
    this.maxRecords = maxRecords;
  }

  private Outbox outbox() {
    return ground.outbox();
  }

  /** Notes where the figures of schools begin that have data for the first time. */
  void begin() {
    Map<String, Outbox.Progress> first = new LinkedHashMap<>();
    ZoneId zone = source.zone();
    for (School school : settings.schools().of(ground.campus().get())) {
      if (outbox().progress(settings.id(), school.id()).isEmpty()) {
        ground
            .live()
            .watermark(school.id())
            .map(
                mark ->
                    settings
                        .schools()
                        .since()
                        .map(day -> day.atStartOfDay(zone).toInstant().toEpochMilli())
                        .orElseGet(() -> RecordSource.dayStart(mark, zone)))
            .ifPresent(start -> first.put(school.id(), new Outbox.Progress(start, start)));
      }
    }
    if (!first.isEmpty()) {
      Outbox.Standing standing = outbox().standing(settings.id());
      long revision = standing.revision() < 0 ? ground.figures().revision() : standing.revision();
      outbox()
          .move(settings.id(), new Outbox.Moves(revision, standing.registry(), first, Map.of()));
    }
  }

  /** Forms the next batch and keeps it; empty when there is nothing to send. */
  Optional<Outbox.Batch> next() {
    begin();
    Outbox.Standing standing = outbox().standing(settings.id());
    if (standing.revision() < 0) {
      return Optional.empty();
    }
    Draft draft = new Draft(standing);
    Campus campus = ground.campus().get();
    List<School> schools = settings.schools().of(campus);
    profile.registry(campus, schools, draft, maxRecords);
    if (draft.size() == 0 && restated(draft, schools, standing.revision())) {
      finals(draft, schools);
    }
    if (draft.size() == 0) {
      if (draft.moves().revision() != standing.revision()) {
        outbox().move(settings.id(), draft.moves());
      }
      return Optional.empty();
    }
    long number = standing.batches() + 1;
    String body = profile.body(number, draft);
    String key = settings.id() + "-" + number + "-" + Digests.hex(body).substring(0, 16);
    Outbox.Batch batch = new Outbox.Batch(settings.id(), number, key, body, draft.days());
    outbox().prepare(batch, draft.moves());
    return Optional.of(batch);
  }

  /**
   * Adds what was restated of figures that the city has.
   *
   * @return whether all of it is in the draft
   */
  private boolean restated(Draft draft, List<School> schools, long since) {
    long now = ground.clock().getAsLong();
    if (now < lookedAt + LOOK_MILLIS || ground.figures().revision() <= since) {
      return true;
    }
    Map<String, School> mine = new LinkedHashMap<>();
    schools.forEach(s -> mine.put(s.id(), s));
    long next = Long.MAX_VALUE;
    boolean more = false;
    for (Feed feed : settings.feeds()) {
      RecordSource.Restatement restatement = source.restated(feed, Scope.CITY, since);
      for (RecordSource.Restated item : restatement.items()) {
        if (mine.containsKey(item.school())) {
          if (draft.size() >= maxRecords) {
            return false; // the cursor stays; the next batch passes over what this one holds
          }
          restated(draft, feed, mine.get(item.school()), item);
        }
      }
      next = Math.min(next, restatement.next());
      more |= restatement.more();
    }
    draft.moved(next);
    if (!more) {
      lookedAt = now;
    }
    return !more;
  }

  private void restated(Draft draft, Feed feed, School school, RecordSource.Restated item) {
    Optional<Outbox.Progress> progress = outbox().progress(settings.id(), school.id());
    boolean sent =
        progress.isPresent()
            && item.interval().start() >= progress.get().start()
            && item.interval().end() <= progress.get().next();
    String id = FigureRecord.id(school.id(), feed, item.interval().start(), source.zone());
    long known =
        Math.max(1, Math.max(outbox().revisionOf(settings.id(), id), draft.revisionOf(id)));
    if (sent && known < item.revision()) {
      source.records(feed, school, item.interval()).stream()
          .flatMap(List::stream)
          .filter(r -> r.figure().revised().revision() > known)
          .forEach(draft::add);
    }
  }

  private void finals(Draft draft, List<School> schools) {
    for (School school : schools) {
      Optional<Outbox.Progress> progress = outbox().progress(settings.id(), school.id());
      Optional<Long> horizon = source.horizon(school);
      if (progress.isPresent() && horizon.isPresent()) {
        advance(draft, school, progress.get(), horizon.get());
      }
      if (draft.size() >= maxRecords) {
        return;
      }
    }
  }

  private void advance(Draft draft, School school, Outbox.Progress from, long horizon) {
    Outbox.Progress progress = from;
    while (progress.next() < horizon) {
      long end = end(progress.next(), horizon);
      Optional<List<FigureRecord>> chunk =
          end < 0 ? Optional.empty() : chunk(school, progress, end);
      if (chunk.isEmpty() || (draft.size() > 0 && !fits(draft, chunk.get()))) {
        break;
      }
      chunk.get().forEach(draft::add);
      progress = new Outbox.Progress(progress.start(), end);
      draft.moved(school.id(), progress);
    }
    if (progress.next() > from.next()) {
      int room = Math.max(0, maxRecords - draft.size());
      draft.addEntities(profile.measurements(ground, school, room));
    }
  }

  private boolean fits(Draft draft, List<FigureRecord> chunk) {
    return draft.size() + chunk.size() <= maxRecords;
  }

  /** Where the next chunk ends: at most at midnight, and no more hours than fit; -1 for not yet. */
  private long end(long start, long horizon) {
    long midnight = RecordSource.nextDay(start, source.zone());
    long hourly = settings.feeds().stream().filter(Feed::hourly).count();
    if (hourly == 0) {
      return midnight <= horizon ? midnight : -1;
    }
    long daily = settings.feeds().size() - hourly;
    long hours = Math.max(1, (maxRecords - daily) / hourly);
    return Math.min(Math.min(midnight, horizon), start + hours * HOUR);
  }

  private Optional<List<FigureRecord>> chunk(School school, Outbox.Progress progress, long end) {
    List<FigureRecord> records = new ArrayList<>();
    boolean day = end == RecordSource.dayStart(end, source.zone());
    for (Feed feed : settings.feeds()) {
      if (feed.hourly() || day) {
        long start =
            feed.hourly() ? progress.next() : RecordSource.dayStart(end - 1, source.zone());
        Optional<List<FigureRecord>> some = source.records(feed, school, new Interval(start, end));
        if (some.isEmpty()) {
          return Optional.empty();
        }
        records.addAll(some.get());
      }
    }
    return Optional.of(records);
  }
}
