package io.campuspulse.ingest;

import io.campuspulse.codec.MessageDecoder;
import io.campuspulse.codec.RejectReason;
import io.campuspulse.journal.Journal;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Translates messages that came back from quarantine. They belong to the past: a decoder of their
 * own reads them, so that an old birth, gap or unit cannot disturb what the newest messages have
 * told. It begins each replay with what is known now, and learns from the replayed messages, in the
 * order in which they were received. One thread.
 */
final class Replays {
  private static final String KEY = "ingest.replay";

  /** Found before a message has any reading: after a fix it may well have none. */
  private static final Set<String> BEFORE_READINGS =
      Arrays.stream(RejectReason.values()).map(RejectReason::code).collect(Collectors.toSet());

  private final Translator translator;
  private MessageDecoder decoder;
  private long atMillis = Long.MIN_VALUE;
  private String saved = "";
  private boolean used;

  Replays(Translator translator) {
    this.translator = translator;
  }

  /** Goes on with a replay that was under way. */
  void restore(Journal journal) {
    String state = journal.state(KEY);
    saved = state == null ? "" : state;
  }

  /** What is to be saved with a checkpoint: nothing unless messages were replayed. */
  Map<String, String> state() {
    if (!used) {
      return Map.of();
    }
    used = false;
    saved = prefix(atMillis) + Base64.getEncoder().encodeToString(decoder.snapshot());
    return Map.of(KEY, saved);
  }

  private static String prefix(long atMillis) {
    return atMillis + ":";
  }

  Translator.Translation translate(Journal.Entry entry) {
    Journal.Replay replay = entry.replay();
    if (decoder == null || replay.atMillis() != atMillis) {
      begin(replay.atMillis());
    }
    used = true;
    Translator.Translation t = translator.translate(entry.message(), decoder);
    boolean nothing = t.problem() == null && t.readings().isEmpty();
    return nothing && !BEFORE_READINGS.contains(replay.reason()) ? lost(t, replay) : t;
  }

  private void begin(long newAtMillis) {
    atMillis = newAtMillis;
    decoder = translator.forkDecoder();
    if (saved.startsWith(prefix(atMillis))) {
      try {
        decoder.restore(Base64.getDecoder().decode(saved.substring(prefix(atMillis).length())));
      } catch (IOException | IllegalArgumentException e) {
        // of another version: what is known now will do
      }
    }
  }

  /** It had readings once: without them it must not vanish. */
  private static Translator.Translation lost(Translator.Translation t, Journal.Replay replay) {
    Translator.Problem problem =
        new Translator.Problem(
            "context-lost",
            "replayed after '%s', but it has no reading now: a name or unit that an earlier"
                    .formatted(replay.reason())
                + " message gave is no longer known, or its mapping leaves it out");
    return new Translator.Translation(
        t.readings(),
        t.devices(),
        t.availability(),
        problem,
        Translator.Beyond.NOTHING,
        t.delivery());
  }
}
