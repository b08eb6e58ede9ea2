package io.campuspulse.ingest;

import io.campuspulse.journal.Journal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * What a checkpoint saves beside the cursor, and how the next start takes it up: watermarks,
 * revision numbers, decoder state, fates of messages, the registry in force. One thread.
 */
final class SavedState {
  private static final String FATES = "ingest.fates";
  private static final String WATERMARK = "ingest.watermark.";
  private static final String SCHOOLS = "ingest.schools";
  private static final String REGISTRY = "ingest.registry";
  private static final String REVISIONS = "ingest.revisions";
  private static final String DECODER = "ingest.decoder";
  private static final String AVAILABILITY = "ingest.availability";
  private static final String DELIVERIES = "ingest.deliveries";
  private static final String REPLAYED = "ingest.replayed";

  private final Pipeline.Parts parts;
  private final Journal journal;
  private final Deliveries deliveries;
  private final Replays replays;
  private final LongSupplier nanoTime;

  SavedState(Pipeline.Parts parts, Deliveries deliveries, Replays replays, LongSupplier nanoTime) {
    this.parts = parts;
    this.journal = parts.journal();
    this.deliveries = deliveries;
    this.replays = replays;
    this.nanoTime = nanoTime;
  }

  /** How many messages had each fate. */
  EnumMap<Balance.Fate, Long> fates() {
    return Balance.restore(journal.state(FATES));
  }

  /** How many messages had come from quarantine. */
  long replayed() {
    String saved = journal.state(REPLAYED);
    return saved == null ? 0 : Long.parseLong(saved);
  }

  /** Version of the registry that was in force, or null before the first checkpoint. */
  String registry() {
    return journal.state(REGISTRY);
  }

  /** Has the engine load its recent state; may be repeated after a failure. */
  void restoreEngine() {
    Map<String, String> watermarks = new HashMap<>();
    String schools = journal.state(SCHOOLS);
    if (schools != null && !schools.isEmpty()) {
      for (String school : schools.split(",", -1)) {
        watermarks.put(school, journal.state(WATERMARK + school));
      }
    }
    parts.engine().restore(watermarks, Objects.requireNonNullElse(journal.state(REVISIONS), ""));
  }

  /** Restores what decoding and the live view need. */
  void restoreDecoding() {
    String decoder = journal.state(DECODER);
    if (decoder != null) {
      parts.translator().restoreState(decoder);
    }
    deliveries.restore(journal.state(DELIVERIES));
    replays.restore(journal);
    String availability = journal.state(AVAILABILITY);
    if (availability != null && !availability.isEmpty()) {
      for (String line : availability.split("\n", -1)) {
        int tab = line.indexOf('\t');
        parts.live().onAvailability(line.substring(0, tab), line.substring(tab + 1));
      }
    }
  }

  /** What says that everything is restated for the registry in force, by key. */
  Map<String, String> restaged() {
    return Map.of(
        REVISIONS, parts.engine().saveRevisions(), REGISTRY, parts.configuration().version());
  }

  /** The values of the next checkpoint, by key. */
  Map<String, String> values(Map<Balance.Fate, Long> fates, long replayed) {
    Map<String, String> values = new HashMap<>(replays.state());
    values.put(REPLAYED, Long.toString(replayed));
    Map<String, String> watermarks = parts.engine().saveWatermarks();
    watermarks.forEach((school, saved) -> values.put(WATERMARK + school, saved));
    values.put(SCHOOLS, String.join(",", watermarks.keySet()));
    values.put(REVISIONS, parts.engine().saveRevisions());
    values.put(REGISTRY, parts.configuration().version());
    values.put(FATES, Balance.save(fates));
    values.put(DECODER, parts.translator().saveState());
    values.putAll(deliveries.state(DELIVERIES));
    StringBuilder lines = new StringBuilder();
    parts
        .live()
        .availabilities()
        .forEach(
            (device, said) ->
                lines.append(lines.isEmpty() ? "" : "\n").append(device).append('\t').append(said));
    values.put(AVAILABILITY, lines.toString());
    values.putAll(parts.asides().dueState(nanoTime.getAsLong()));
    return values;
  }
}
