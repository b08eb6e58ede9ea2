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
    newestReceived = Math.max(newestReceived, entry.message().receivedAtMillis());
  }

  void note(Journal.Entry entry, Balance.Fate fate) {
    messages++;
    newestReceived = Math.max(newestReceived, entry.message().receivedAtMillis());
    fates.merge(fate, 1L, Long::sum);
  }

  void quarantine(Journal.Entry entry, Translator.Problem problem) {
    quarantined.add(
        new QuarantinedMessage(
            entry.offset(), entry.message(), problem.reason(), problem.sentence()));
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
