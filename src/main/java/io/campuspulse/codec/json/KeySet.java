package io.campuspulse.codec.json;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Notices a key that an object has twice; linear while few, hashed when many. */
public final class KeySet {
  private static final int LINEAR = 12;

  private String[] keys = new String[4];
  private int size;
  private Set<String> hashed;

  /** Adds a key and says whether it is new. */
  public boolean add(String key) {
    if (hashed != null) {
      return hashed.add(key);
    }
    for (int i = 0; i < size; i++) {
      if (keys[i].equals(key)) {
        return false;
      }
    }
    if (size == LINEAR) {
      hashed = new HashSet<>(Arrays.asList(keys));
      return hashed.add(key);
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, LINEAR);
    }
    keys[size++] = key;
    return true;
  }
}
