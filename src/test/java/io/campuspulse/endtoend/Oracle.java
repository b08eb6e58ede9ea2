package io.campuspulse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.app.Decoders;
import io.campuspulse.app.OfflineRun;
import io.campuspulse.journal.QuarantinedMessage;
import io.campuspulse.journal.sqlite.QuarantineBounds;
import io.campuspulse.journal.sqlite.SqliteJournal;
import io.campuspulse.metrics.EmissionFactors;
import io.campuspulse.metrics.Folds;
import io.campuspulse.metrics.LeafFold;
import io.campuspulse.model.FactRow;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quality;
import io.campuspulse.model.RawMessage;
import io.campuspulse.model.Reading;
import io.campuspulse.registry.Campus;
import io.campuspulse.store.FactStore;
import io.campuspulse.store.ReadingStore;
import io.campuspulse.window.Watermark;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares what is in the stores with what was sent and acknowledged. The service must have ended.
 */
final class Oracle {
  private static final int SHOWN = 10;

  private final Campus campus;
  private final List<Traffic.Sent> sent;
  private final BrokerTap tap;
  private final Map<String, Map<Long, Traffic.Known>> known = new HashMap<>();
  private final Map<Traffic.Known, Integer> idOf = new HashMap<>();

  /** Receive times of each message that is there, by its points. */
  private final Map<Integer, Map<String, Set<Long>>> present = new TreeMap<>();

  private final Set<Integer> quarantined = new HashSet<>();

  Oracle(Campus campus, List<Traffic.Sent> sent, BrokerTap tap) {
    this.campus = campus;
    this.sent = sent;
    this.tap = tap;
    for (Traffic.Sent message : sent) {
      for (Traffic.Known reading : message.readings()) {
        known
            .computeIfAbsent(reading.point(), p -> new HashMap<>())
            .put(reading.timeMillis(), reading);
        idOf.put(reading, message.id());
      }
    }
  }

  private static Interval everything() {
    return new Interval(0, 4_102_444_800_000L);
  }

  /** (b) nothing unknown is there, (c) every value is the one sent. */
  void readReadings(ReadingStore store) {
    List<String> wrong = new ArrayList<>();
    List<String> points = campus.points().stream().map(Point::id).toList();
    store.scan(
        points,
        everything(),
        reading -> {
          String problem = note(reading);
          if (problem != null && wrong.size() < SHOWN) {
            wrong.add(problem + ": " + reading);
          }
        });
    assertThat(wrong).as("readings in the store that nobody sent").isEmpty();
  }

  private String note(Reading reading) {
    Traffic.Known match = known.get(reading.point()).get(reading.timeMillis());
    if (match == null) {
      return "unknown";
    }
    if (match.value() != reading.value() || reading.quality() != Quality.GOOD) {
      return "expected " + match;
    }
    present
        .computeIfAbsent(idOf.get(match), id -> new HashMap<>())
        .computeIfAbsent(reading.point(), p -> new TreeSet<>())
        .add(reading.receivedAtMillis());
    return null;
  }

  /** Reads which undecodable messages were kept. */
  void readQuarantine(Path journal) {
    try (SqliteJournal file = SqliteJournal.open(journal, QuarantineBounds.DEFAULT)) {
      for (QuarantinedMessage q : file.quarantine().list(null, 0, Integer.MAX_VALUE)) {
        String payload = new String(q.message().payload(), StandardCharsets.UTF_8);
        quarantined.add(Integer.parseInt(payload, 6, payload.indexOf(','), 10));
      }
    }
  }

  private boolean complete(Traffic.Sent message) {
    return message.readings().isEmpty()
        ? quarantined.contains(message.id())
        : present.getOrDefault(message.id(), Map.of()).size() == message.readings().size();
  }

  /** Messages that are not there, or not wholly. */
  List<Integer> missing() {
    return sent.stream().filter(m -> !complete(m)).map(Traffic.Sent::id).toList();
  }

  /** (a) whatever the service acknowledged is there. */
  void assertObligationsAreMet() {
    Set<Integer> lost = new TreeSet<>(missing());
    lost.retainAll(tap.acknowledged());
    assertThat(lost.stream().limit(SHOWN).toList())
        .as("%d acknowledged messages are lost", lost.size())
        .isEmpty();
    assertThat(tap.strayAcks()).as("acknowledgements of another connection's packets").isZero();
  }

  /** Nothing is there more often than the broker delivered it, and no message in part. */
  void assertNothingIsDoubled() {
    List<String> wrong = new ArrayList<>();
    present.forEach(
        (id, byPoint) -> {
          Set<Set<Long>> copies = new HashSet<>(byPoint.values());
          if (copies.size() != 1 || !complete(sent.get(id))) {
            wrong.add("message " + id + " is there in part: " + byPoint);
          } else if (copies.iterator().next().size() > tap.deliveries(id)) {
            wrong.add("message " + id + " came " + tap.deliveries(id) + " times: " + byPoint);
          }
        });
    assertThat(wrong).isEmpty();
  }

  /** (d) every fact row equals what the same messages give offline, bit by bit. */
  void assertFactsEqualTheOfflineRun(FactStore store) {
    OfflineRun run =
        new OfflineRun(campus, Decoders.all(), EmissionFactors.NONE, Watermark.Rules.DEFAULT);
    messages().forEach(run::accept);
    run.compute();
    List<Leaf> leaves = Folds.of(campus).all().stream().map(LeafFold::leaf).toList();
    Map<String, String> expected = rows(run.facts(), leaves);
    Map<String, String> actual = rows(store, leaves);
    assertThat(expected).isNotEmpty();
    List<String> wrong = new ArrayList<>();
    Set<String> keys = new TreeSet<>(expected.keySet());
    keys.addAll(actual.keySet());
    for (String key : keys) {
      String want = expected.get(key);
      String have = actual.get(key);
      if (want == null || !want.equals(have)) {
        wrong.add(key + "\n  offline " + want + "\n  service " + have);
      }
    }
    assertThat(wrong.stream().limit(SHOWN).toList())
        .as("%d of %d fact rows differ", wrong.size(), keys.size())
        .isEmpty();
  }

  /** What must have been journaled, in the order of its receipt. */
  private List<RawMessage> messages() {
    List<RawMessage> messages = new ArrayList<>();
    present.forEach(
        (id, byPoint) -> {
          Traffic.Sent m = sent.get(id);
          for (long receivedAt : byPoint.values().iterator().next()) {
            messages.add(new RawMessage(m.topic(), m.payload(), false, receivedAt));
          }
        });
    messages.sort(Comparator.comparingLong(RawMessage::receivedAtMillis));
    return messages;
  }

  private static Map<String, String> rows(FactStore store, List<Leaf> leaves) {
    Map<String, String> rows = new HashMap<>();
    store.scan(
        leaves,
        everything(),
        (FactRow row) ->
            rows.put(
                row.leaf().key() + " at " + row.intervalStart(),
                row.facts().encode() + " carry '" + row.carry() + "'"));
    return rows;
  }

  /** Numbers for the log. */
  String summary() {
    long copies =
        present.values().stream().mapToLong(p -> p.values().iterator().next().size()).sum();
    return "%d messages sent, %d acknowledged, %d in the store (%d copies), %d quarantined, %d not there"
        .formatted(
            sent.size(),
            tap.acknowledged().size(),
            present.size(),
            copies,
            quarantined.size(),
            missing().size());
  }
}
