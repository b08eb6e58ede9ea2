package io.campuspulse.codec.mapping;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What messages said about the readings of others, such as a data type or a unit. Bounded: the
 * entry used longest ago makes room. One thread at a time.
 */
final class AttributeStore {
  private static final int LONGEST_TEXT = 4096;

  private final int capacity;
  private final LinkedHashMap<String, Map<String, String>> entries;

  AttributeStore(int capacity) {
    this.capacity = capacity;
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Map<String, String>> eldest) {
            return size() > AttributeStore.this.capacity;
          }
        };
  }

  /** What is known under a key, or null. */
  Map<String, String> get(String key) {
    return entries.get(shortened(key));
  }

  /** Remembers or, with null or an empty text, forgets an attribute; very long texts are cut. */
  void put(String fullKey, String name, String value) {
    String key = shortened(fullKey);
    Map<String, String> known = entries.get(key);
    if (value == null || value.isEmpty()) {
      if (known != null && known.remove(name) != null && known.isEmpty()) {
        entries.remove(key);
      }
      return;
    }
    if (known == null) {
      known = new LinkedHashMap<>(4);
      entries.put(key, known);
    }
    known.put(name, value.length() > LONGEST_TEXT ? value.substring(0, LONGEST_TEXT) : value);
  }

  int size() {
    return entries.size();
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(entries.size());
    for (Map.Entry<String, Map<String, String>> entry : entries.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeInt(entry.getValue().size());
      for (Map.Entry<String, String> attribute : entry.getValue().entrySet()) {
        out.writeUTF(attribute.getKey());
        out.writeUTF(attribute.getValue());
      }
    }
  }

  private static String shortened(String key) {
    return key.length() > LONGEST_TEXT ? key.substring(0, LONGEST_TEXT) : key;
  }

  /** Reads what {@link #save} wrote into a new store. */
  static AttributeStore load(int capacity, DataInput in) throws IOException {
    AttributeStore store = new AttributeStore(capacity);
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      String key = in.readUTF();
      int attributes = in.readInt();
      for (int k = 0; k < attributes; k++) {
        store.put(key, in.readUTF(), in.readUTF());
      }
    }
    return store;
  }
}
