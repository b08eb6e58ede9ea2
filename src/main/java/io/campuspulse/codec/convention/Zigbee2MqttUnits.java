package io.campuspulse.codec.convention;

import io.campuspulse.codec.json.JsonTree;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Units that the bridge's list of devices declares ({@code bridge/devices}, {@code exposes}): by
 * friendly name and property. Each list replaces the one before; bounded.
 */
final class Zigbee2MqttUnits {
  private static final int MOST_ENTRIES = 100_000;
  private static final int LONGEST_TEXT = 256;

  private Map<String, Map<String, String>> units = Map.of();

  /** The declared unit, or null. */
  String unit(String device, String property) {
    Map<String, String> known = units.isEmpty() ? null : units.get(device);
    return known == null ? null : known.get(property);
  }

  /** Takes over a list of devices; a body of another shape says nothing and changes nothing. */
  void learn(JsonTree body) {
    if (!(body instanceof JsonTree.Arr devices)) {
      return;
    }
    Map<String, Map<String, String>> learned = new HashMap<>();
    int left = MOST_ENTRIES;
    for (JsonTree item : devices.items()) {
      if (item instanceof JsonTree.Obj device
          && device.text("friendly_name") != null
          && device.object("definition") != null
          && left > 0) {
        Map<String, String> properties = new HashMap<>();
        exposes(device.object("definition").array("exposes"), properties);
        left -= properties.size();
        if (!properties.isEmpty() && device.text("friendly_name").length() <= LONGEST_TEXT) {
          learned.put(device.text("friendly_name"), properties);
        }
      }
    }
    units = learned;
  }

  private static void exposes(JsonTree.Arr features, Map<String, String> properties) {
    for (int i = 0; features != null && i < features.size(); i++) {
      if (features.item(i) instanceof JsonTree.Obj feature) {
        String property = feature.text("property");
        String unit = feature.text("unit");
        if (property != null
            && unit != null
            && property.length() <= LONGEST_TEXT
            && unit.length() <= LONGEST_TEXT
            && !unit.isBlank()) {
          properties.put(property, unit);
        }
        exposes(feature.array("features"), properties);
      }
    }
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(units.size());
    for (Map.Entry<String, Map<String, String>> device : units.entrySet()) {
      out.writeUTF(device.getKey());
      out.writeInt(device.getValue().size());
      for (Map.Entry<String, String> property : device.getValue().entrySet()) {
        out.writeUTF(property.getKey());
        out.writeUTF(property.getValue());
      }
    }
  }

  /** Reads what {@link #save} wrote; nothing changes before the result is run. */
  Runnable load(DataInput in) throws IOException {
    Map<String, Map<String, String>> read = new HashMap<>();
    for (int devices = in.readInt(); devices > 0; devices--) {
      String device = in.readUTF();
      Map<String, String> properties = new HashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        String property = in.readUTF();
        properties.put(property, in.readUTF());
      }
      read.put(device, properties);
    }
    return () -> units = read;
  }
}
