package io.campuspulse.ingest;

import io.campuspulse.journal.Journal;
import io.campuspulse.journal.QuarantinedMessage;
import io.campuspulse.model.Reading;
import io.campuspulse.window.PointBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The work between two checkpoints: what was read and what must be written together. */
final class Batch {
  final List<Reading> readings = new ArrayList<>();
  final List<QuarantinedMessage> quarantined = new ArrayList<>();
  private final List<Journal.Entry> sources = new ArrayList<>();
  private final Map<Balance.Fate, Long> fates = new EnumMap<>(Balance.Fate.class);
  private int messages;
  private int replayed;
  private long newestReceived = Long.MIN_VALUE;

  void add(Reading reading, Journal.Entry source) {
    readings.add(reading);
    sources.add(source);
  }

  /** Takes out readings that the store refuses for good, and quarantines their messages. */
  void refuse(Collection<Reading> culprits, String sentence) {
    Set<Reading> out = new HashSet<>(culprits);
    for (int i = readings.size() - 1; i >= 0; i--) {
      if (out.contains(readings.get(i))) {
        readings.remove(i);
        quarantine(sources.remove(i), new Translator.Problem("store-refused", sentence));
      }
    }
  }

  /** Notes a message that was counted before. */
  void again(Journal.Entry entry) {
    messages++;
    newestReceived = Math.max(newestReceived, entry.journaledAtMillis());
  }

  void note(Journal.Entry entry, Balance.Fate fate) {
    again(entry);
    fates.merge(fate, 1L, Long::sum);
    replayed += entry.replay() == null ? 0 : 1;
  }

  void quarantine(Journal.Entry entry, Translator.Problem problem) {
    quarantined.add(
        new QuarantinedMessage(
            entry.origin(),
            entry.message(),
            problem.reason(),
            problem.sentence(),
            problem.source()));
  }

  /** The fate of a message from what its readings did to the set. */
  static Balance.Fate fateOf(List<PointBuffer.Added> added) {
    if (added.isEmpty()) {
      return Balance.Fate.NO_TELEMETRY;
    }
    if (added.contains(PointBuffer.Added.NEW) || added.contains(PointBuffer.Added.REPLAY)) {
      return Balance.Fate.STORED;
    }
    return added.contains(PointBuffer.Added.CONFLICT)
        ? Balance.Fate.CONFLICT
        : Balance.Fate.DUPLICATE;
  }

  /** How many of the messages counted came back from quarantine. */
  int replayed() {
    return replayed;
  }

  int messages() {
    return messages;
  }

  long newestReceived() {
    return newestReceived;
  }

  Map<Balance.Fate, Long> fates() {
    return fates;
  }
}
