package io.campuspulse.city;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campuspulse.journal.Outbox;
import io.campuspulse.journal.Tally;
import io.campuspulse.model.School;
import io.campuspulse.query.QueryProblem;
import io.campuspulse.query.link.CityDesk;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What linked cities read, and both sides' counts. Thread-safe. */
public final class Desk implements CityDesk {
  private final Map<String, CityLink> links = new LinkedHashMap<>();
  private final Map<String, Catalog> catalogs = new LinkedHashMap<>();
  private final Ground ground;

  /** A desk for some links. */
  public Desk(List<CityLink> links, Ground ground) {
    this.ground = ground;
    for (CityLink link : links) {
      this.links.put(link.settings().id(), link);
      catalogs.put(link.settings().id(), new Catalog(link.settings(), ground));
    }
  }

  @Override
  public List<String> cities() {
    return List.copyOf(links.keySet());
  }

  private <T> T known(Map<String, T> things, String city) {
    T thing = things.get(city);
    if (thing == null) {
      throw new QueryProblem(
          QueryProblem.Kind.NOT_FOUND, "city", city, "the city must be one of the linked ones");
    }
    return thing;
  }

  @Override
  public byte[] links() {
    return JsonText.bytes(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("links");
          for (CityLink link : links.values()) {
            write(json, link);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private void write(JsonGenerator json, CityLink link) throws IOException {
    LinkSettings settings = link.settings();
    Outbox.Standing standing = ground.outbox().standing(settings.id());
    CityLink.State state = link.state();
    List<School> schools = settings.schools().of(ground.campus().get());
    OptionalLong sent =
        schools.stream()
            .flatMap(s -> ground.outbox().progress(settings.id(), s.id()).stream())
            .mapToLong(Outbox.Progress::next)
            .min();
    json.writeStartObject();
    json.writeStringField("city", settings.id());
    JsonText.name(json, "name", settings.name());
    json.writeStringField("profile", settings.push().map(p -> p.profile().word()).orElse(null));
    json.writeNumberField("schools", schools.size());
    json.writeNumberField("feeds", settings.feeds().size());
    json.writeNumberField("batches", standing.batches());
    json.writeFieldName("waiting");
    Optional<Outbox.Batch> waiting = ground.outbox().waiting(settings.id());
    if (waiting.isPresent()) {
      json.writeNumber(waiting.get().number());
    } else {
      json.writeNull();
    }
    json.writeStringField("acknowledgedAt", time(standing.acknowledgedAtMillis()));
    json.writeStringField("figuresUntil", time(sent.orElse(-1)));
    json.writeNumberField("failures", state.failures());
    json.writeStringField("problem", state.problem().orElse(null));
    json.writeEndObject();
  }

  private String time(long millis) {
    return JsonText.timeOrNull(millis, ground.campus().get().city().zone());
  }

  @Override
  public byte[] catalog(String city, Optional<String> after, int limit) {
    return known(catalogs, city).sheets(after, limit);
  }

  @Override
  public byte[] sheet(String city, String item) {
    return known(catalogs, city).sheet(item);
  }

  @Override
  public byte[] count(String city, String item) {
    return known(catalogs, city).count(item);
  }

  @Override
  public byte[] page(String city, String item, int page, int size) {
    return known(catalogs, city).page(item, page, size);
  }

  @Override
  public byte[] changes(String city, String item, Optional<String> since, int limit) {
    return known(catalogs, city).changes(item, since, limit);
  }

  @Override
  public byte[] reconciliation(String city, String day) {
    CityLink link = known(links, city);
    try {
      LocalDate.parse(day);
    } catch (DateTimeException e) {
      throw new QueryProblem(
          QueryProblem.Kind.BAD_PARAMETER, "day", day, "day must be a date such as 2026-03-02");
    }
    Tally theirs = null;
    String problem = null;
    try {
      theirs = link.theirs(day);
    } catch (IOException e) {
      problem = e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      problem = "interrupted";
    }
    Tally ours = ground.outbox().acknowledged(city, day);
    Optional<Tally> waiting =
        ground.outbox().waiting(city).flatMap(b -> Optional.ofNullable(b.days().get(day)));
    return write(city, day, new Sides(ours, theirs, waiting), problem);
  }

  private record Sides(Tally ours, Tally theirs, Optional<Tally> waiting) {
    /** Whether both have the same; what waits may have arrived without our knowing. */
    boolean match() {
      return theirs.equals(ours) || waiting.filter(w -> theirs.equals(ours.plus(w))).isPresent();
    }
  }

  private static byte[] write(String city, String day, Sides sides, String problem) {
    return JsonText.bytes(
        json -> {
          json.writeStartObject();
          json.writeStringField("city", city);
          json.writeStringField("day", day);
          tally(json, "ours", sides.ours());
          tally(json, "theirs", sides.theirs());
          json.writeNumberField("waiting", sides.waiting().map(Tally::records).orElse(0L));
          json.writeFieldName("match");
          if (sides.theirs() == null) {
            json.writeNull();
          } else {
            json.writeBoolean(sides.match());
          }
          json.writeStringField("problem", problem);
          json.writeEndObject();
        });
  }

  private static void tally(JsonGenerator json, String field, Tally tally) throws IOException {
    if (tally == null) {
      json.writeNullField(field);
      return;
    }
    json.writeObjectFieldStart(field);
    json.writeNumberField("records", tally.records());
    json.writeStringField("digest", tally.digest());
    json.writeEndObject();
  }
}
