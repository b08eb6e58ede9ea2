package io.campuspulse.city;

import io.campuspulse.journal.Outbox;
import io.campuspulse.model.Interval;
import io.campuspulse.model.School;
import io.campuspulse.model.Scope;
import io.campuspulse.query.QueryProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The catalogue interfaces of one city: sheets, count, page, changed-since. Thread-safe. */
final class Catalog {
  private static final Pattern CURSOR = Pattern.compile("([0-9]{1,15})\\.([0-9]{1,18})");

  private final LinkSettings settings;
  private final Ground ground;
  private final RecordSource source;

  Catalog(LinkSettings settings, Ground ground) {
    this.settings = settings;
    this.ground = ground;
    this.source = new RecordSource(ground);
  }

  /** An item that is in the catalogue; its school need not have data yet. */
  private record Entry(School school, Feed feed) {
    String id() {
      return CatalogItem.id(school, feed);
    }
  }

  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (School school : settings.schools().of(ground.campus().get())) {
      settings.feeds().forEach(feed -> entries.add(new Entry(school, feed)));
    }
    entries.sort((a, b) -> a.id().compareTo(b.id()));
    return entries;
  }

  private CatalogItem item(Entry entry) {
    Outbox.Progress progress =
        ground
            .outbox()
            .progress(settings.id(), entry.school().id())
            .orElseGet(
                () -> {
                  long today = RecordSource.dayStart(ground.clock().getAsLong(), source.zone());
                  return new Outbox.Progress(today, today);
                });
    long horizon = source.horizon(entry.school()).orElse(progress.start());
    return CatalogItem.of(
        entry.school(), entry.feed(), progress, Math.max(horizon, progress.start()), source.zone());
  }

  private CatalogItem item(String id) {
    return entries().stream()
        .filter(e -> e.id().equals(id))
        .findFirst()
        .map(this::item)
        .orElseThrow(
            () ->
                new QueryProblem(
                    QueryProblem.Kind.NOT_FOUND,
                    "item",
                    id,
                    "the item must be one of the city's catalogue"));
  }

  byte[] sheets(Optional<String> after, int limit) {
    List<Entry> all = entries();
    List<Entry> rest =
        all.stream()
            .filter(e -> after.isEmpty() || e.id().compareTo(after.get()) > 0)
            .limit(limit + 1L)
            .toList();
    List<Entry> page = rest.subList(0, Math.min(limit, rest.size()));
    return JsonText.bytes(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("items");
          for (Entry entry : page) {
            Sheet.write(json, item(entry));
          }
          json.writeEndArray();
          json.writeNumberField("total", all.size());
          json.writeStringField(
              "next", rest.size() > limit ? page.get(page.size() - 1).id() : null);
          json.writeEndObject();
        });
  }

  byte[] sheet(String id) {
    CatalogItem item = item(id);
    return JsonText.bytes(json -> Sheet.write(json, item));
  }

  byte[] count(String id) {
    CatalogItem item = item(id);
    return JsonText.bytes(
        json -> {
          json.writeStartObject();
          json.writeStringField("item", item.id());
          json.writeNumberField("records", item.count());
          json.writeEndObject();
        });
  }

  byte[] page(String id, int page, int size) {
    CatalogItem item = item(id);
    List<FigureRecord> records = records(item, item.range((page - 1L) * size, size));
    return JsonText.bytes(
        json -> {
          json.writeStartObject();
          json.writeStringField("item", item.id());
          json.writeNumberField("page", page);
          json.writeNumberField("size", size);
          json.writeNumberField("total", item.count());
          json.writeArrayFieldStart("records");
          for (FigureRecord record : records) {
            record.write(json);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private List<FigureRecord> records(CatalogItem item, Interval range) {
    return range.isEmpty()
        ? List.of()
        : source.records(item.feed(), item.school(), range).orElse(List.of());
  }

  byte[] changes(String id, Optional<String> since, int limit) {
    CatalogItem item = item(id);
    long revision = ground.figures().revision();
    long from = item.start();
    if (since.isPresent()) {
      Matcher cursor = CURSOR.matcher(since.get());
      if (!cursor.matches()) {
        throw new QueryProblem(
            QueryProblem.Kind.BAD_PARAMETER,
            "since",
            since.get(),
            "since must be the next of an earlier answer");
      }
      from = Long.parseLong(cursor.group(1));
      revision = Long.parseLong(cursor.group(2));
    }
    List<FigureRecord> records = new ArrayList<>();
    RecordSource.Restatement restated =
        source.restated(item.feed(), Scope.school(item.school().id()), revision);
    for (RecordSource.Restated one : restated.items()) {
      if (one.interval().start() >= item.start() && one.interval().end() <= from) {
        records.addAll(records(item, one.interval()));
      }
    }
    Interval fresh = item.from(from, limit);
    List<FigureRecord> finals = records(item, fresh);
    records.addAll(finals);
    long next = finals.isEmpty() ? Math.max(from, item.start()) : fresh.end();
    boolean more = restated.more() || (!finals.isEmpty() && fresh.end() < item.end());
    return JsonText.bytes(
        json -> {
          json.writeStartObject();
          json.writeStringField("item", item.id());
          json.writeArrayFieldStart("records");
          for (FigureRecord record : records) {
            record.write(json);
          }
          json.writeEndArray();
          json.writeStringField("next", next + "." + restated.next());
          json.writeBooleanField("more", more);
          json.writeEndObject();
        });
  }
}
