package io.campuspulse.codec.convention;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What births told: for each edge node its birth sequence, the last message sequence, and the alias
 * table of the node and of each of its devices. Bounded in nodes and in aliases altogether; the
 * node that was quiet longest is forgotten first, and its next data asks for a rebirth.
 */
final class SparkplugNodes {
  /** One alias: the metric it stands for. */
  record Alias(String name, int type, String unit) {}

  /** One edge node. */
  static final class Node {
    boolean alive;
    long bdSeq = -1;
    long lastSeq = -1;
    long rebirthAskedAt = Long.MIN_VALUE;
    private final Map<String, Map<Long, Alias>> tables = new HashMap<>();

    /** The alias table of a device, or of the node itself under the empty name; null if unborn. */
    Map<Long, Alias> table(String device) {
      return tables.get(device);
    }

    Set<String> owners() {
      return tables.keySet();
    }
  }

  private final int maxNodes;
  private final int maxAliases;
  private LinkedHashMap<String, Node> nodes = new LinkedHashMap<>(16, 0.75f, true);
  private int aliases;

  SparkplugNodes(int maxNodes, int maxAliases) {
    this.maxNodes = maxNodes;
    this.maxAliases = maxAliases;
  }

  /** The node, or null when none is known; looking makes it the most recently used. */
  Node get(String node) {
    return nodes.get(node);
  }

  /** The node, made when it is new. */
  Node obtain(String name) {
    Node node = nodes.get(name);
    if (node == null) {
      node = new Node();
      nodes.put(name, node);
      trim();
    }
    return node;
  }

  /** Replaces the table of a device, or of the node under the empty name. */
  void born(Node node, String owner, Map<Long, Alias> table) {
    Map<Long, Alias> old = node.tables.put(owner, table);
    aliases += weight(table) - (old == null ? 0 : weight(old));
    trim();
  }

  /** Forgets the table of one owner. */
  void dead(Node node, String owner) {
    Map<Long, Alias> old = node.tables.remove(owner);
    aliases -= old == null ? 0 : weight(old);
  }

  /** Forgets all tables of a node. */
  void clear(Node node) {
    for (Map<Long, Alias> table : node.tables.values()) {
      aliases -= weight(table);
    }
    node.tables.clear();
  }

  int nodeCount() {
    return nodes.size();
  }

  int aliasCount() {
    return aliases;
  }

  /** A table costs its aliases and one for itself, so that empty ones are bounded as well. */
  private static int weight(Map<Long, Alias> table) {
    return table.size() + 1;
  }

  private void trim() {
    Iterator<Map.Entry<String, Node>> eldest = nodes.entrySet().iterator();
    while ((nodes.size() > maxNodes || aliases > maxAliases) && nodes.size() > 1) {
      Node node = eldest.next().getValue();
      eldest.remove();
      clear(node);
    }
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(nodes.size());
    for (Map.Entry<String, Node> entry : nodes.entrySet()) {
      Node node = entry.getValue();
      text(out, entry.getKey());
      out.writeBoolean(node.alive);
      out.writeLong(node.bdSeq);
      out.writeLong(node.lastSeq);
      out.writeLong(node.rebirthAskedAt);
      out.writeInt(node.tables.size());
      for (Map.Entry<String, Map<Long, Alias>> table : node.tables.entrySet()) {
        text(out, table.getKey());
        out.writeInt(table.getValue().size());
        for (Map.Entry<Long, Alias> alias : table.getValue().entrySet()) {
          out.writeLong(alias.getKey());
          text(out, alias.getValue().name());
          out.writeInt(alias.getValue().type());
          text(out, alias.getValue().unit() == null ? "" : alias.getValue().unit());
        }
      }
    }
  }

  /** Reads what {@link #save} wrote; nothing changes before the result is run. */
  Runnable load(DataInput in) throws IOException {
    SparkplugNodes read = new SparkplugNodes(maxNodes, maxAliases);
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      Node node = read.obtain(text(in));
      node.alive = in.readBoolean();
      node.bdSeq = in.readLong();
      node.lastSeq = in.readLong();
      node.rebirthAskedAt = in.readLong();
      int tables = in.readInt();
      for (int t = 0; t < tables; t++) {
        String owner = text(in);
        Map<Long, Alias> table = new HashMap<>();
        int size = in.readInt();
        for (int a = 0; a < size; a++) {
          long alias = in.readLong();
          String name = text(in);
          int type = in.readInt();
          String unit = text(in);
          table.put(alias, new Alias(name, type, unit.isEmpty() ? null : unit));
        }
        read.born(node, owner, table);
      }
    }
    return () -> {
      nodes = read.nodes;
      aliases = read.aliases;
    };
  }

  private static void text(DataOutput out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > 1 << 20) {
      throw new IOException("a text of " + length + " bytes in the decoder state");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Devices of a node that are born, without the node itself. */
  static List<String> devices(Node node) {
    List<String> devices = new ArrayList<>(node.tables.keySet());
    devices.remove("");
    devices.sort(null);
    return devices;
  }
}
