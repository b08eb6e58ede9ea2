package io.campuspulse.codec.mapping;

import io.campuspulse.codec.json.JsonObjects;
import io.campuspulse.codec.json.JsonTree;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of fields in bytes. Immutable; safe for all threads.
 *
 * @param marker bytes after whose first occurrence the layout starts; none when it starts at once
 * @param length least number of bytes from there on
 * @param fields the fields
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ByteLayout(byte[] marker, int length, List<ByteField> fields) {
  /** The fields as an object, or null when the bytes do not have this layout. */
  JsonTree read(byte[] bytes) {
    int start = start(bytes);
    if (start < 0 || bytes.length - start < length) {
      return null;
    }
    Map<String, JsonTree> members = new LinkedHashMap<>();
    for (ByteField field : fields) {
      members.put(field.name(), field.read(bytes, start));
    }
    return JsonObjects.of(members);
  }

  private int start(byte[] bytes) {
    for (int i = 0; i + marker.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + marker.length, marker, 0, marker.length)) {
        return i + marker.length;
      }
    }
    return -1;
  }
}
