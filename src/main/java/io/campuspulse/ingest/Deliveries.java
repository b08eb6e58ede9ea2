package io.campuspulse.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The messages that conventions with a message key delivered lately, so that a second delivery of
 * one counts once even when its readings have no time of their own. The first in the journal
 * counts; the window is one of receive time. Bounded, saved with each checkpoint. One thread.
 */
public final class Deliveries {
  private static final int VERSION = 1;
  private static final int MOST = 16_384;

  /** So many are kept however old they are: replayed messages come among newer ones. */
  private static final int AT_LEAST = 1_024;

  private static final long LONGEST_WINDOW_MILLIS = 86_400_000;

  private final LinkedHashMap<Long, First> seen = new LinkedHashMap<>();
  private long newest = Long.MIN_VALUE;
  private boolean changed;

  private record First(long number, long receivedAtMillis, long windowMillis) {}

  /**
   * Notes a delivery.
   *
   * @param delivery its identity, or null when its convention has no message key
   * @param number the message's own number: offered again under it, it is no second delivery
   * @return whether the same message was delivered before, in its window
   */
  public boolean again(Translator.Delivery delivery, long number, long receivedAtMillis) {
    if (delivery == null) {
      return false;
    }
    long window = Math.min(delivery.windowMillis(), LONGEST_WINDOW_MILLIS);
    First first = seen.get(delivery.id());
    if (first != null && Math.abs(receivedAtMillis - first.receivedAtMillis()) <= window) {
      return number != first.number();
    }
    seen.remove(delivery.id());
    seen.put(delivery.id(), new First(number, receivedAtMillis, window));
    newest = Math.max(newest, receivedAtMillis);
    changed = true;
    Iterator<First> eldest = seen.values().iterator();
    while (seen.size() > AT_LEAST) {
      First oldest = eldest.next();
      if (seen.size() <= MOST && !expired(oldest)) {
        break;
      }
      eldest.remove();
    }
    return false;
  }

  private boolean expired(First first) {
    return first.receivedAtMillis() < newest - first.windowMillis();
  }

  int size() {
    return seen.size();
  }

  /** The saved form, for a checkpoint; nothing when the last one still holds. */
  Map<String, String> state(String key) {
    if (!changed) {
      return Map.of();
    }
    changed = false;
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(VERSION);
      out.writeInt(seen.size());
      for (Map.Entry<Long, First> entry : seen.entrySet()) {
        out.writeLong(entry.getKey());
        out.writeLong(entry.getValue().number());
        out.writeLong(entry.getValue().receivedAtMillis());
        out.writeLong(entry.getValue().windowMillis());
      }
      return Map.of(key, Base64.getEncoder().encodeToString(bytes.toByteArray()));
    } catch (IOException e) {
      throw new IllegalStateException("a byte array refused to be written", e);
    }
  }

  /** Restores a saved form; null, or one that cannot be read, is none. */
  void restore(String saved) {
    seen.clear();
    if (saved == null) {
      return;
    }
    try {
      DataInputStream in =
          new DataInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(saved)));
      if (in.readInt() != VERSION) {
        return;
      }
      for (int left = in.readInt(); left > 0; left--) {
        long id = in.readLong();
        First first = new First(in.readLong(), in.readLong(), in.readLong());
        seen.put(id, first);
        newest = Math.max(newest, first.receivedAtMillis());
      }
    } catch (IOException | IllegalArgumentException e) {
      seen.clear();
    }
  }
}
