package io.campuspulse.config;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Builds the node tree from parser events, refusing what configuration has no use for. */
final class TreeReader {
  private final Source source;
  private final Iterator<Event> events;
  private int depth;

  TreeReader(Source source, Iterator<Event> events) {
    this.source = source;
    this.events = events;
  }

  /** The only document's root; empty when the text holds none. */
  Optional<Node> document() {
    events.next(); // stream start
    if (events.next().getEventId() == Event.ID.StreamEnd) {
      return Optional.empty();
    }
    Event first = events.next();
    Node root = node(first, lineOf(first), "");
    events.next(); // document end
    Event after = events.next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      throw refuse(after, "", "", "a file holds one document; remove the second ---");
    }
    boolean empty = root instanceof Scalar scalar && scalar.raw().isEmpty();
    return empty ? Optional.empty() : Optional.of(root);
  }

  private Node node(Event event, int line, String path) {
    if (event instanceof AliasEvent alias) {
      throw refuse(event, path, "*" + alias.getAlias(), "aliases are not used; repeat the value");
    }
    if (event instanceof NodeEvent anchored && anchored.getAnchor().isPresent()) {
      String anchor = "&" + anchored.getAnchor().get();
      throw refuse(event, path, anchor, "anchors are not used; repeat the value");
    }
    if (event instanceof ScalarEvent scalar) {
      refuseTag(event, scalar.getTag(), path);
      String text = scalar.getValue();
      boolean nothing = scalar.isPlain() && (text.equals("~") || text.equals("null"));
      return new Scalar(source, line, path, nothing ? "" : text);
    }
    refuseTag(event, ((CollectionStartEvent) event).getTag(), path);
    depth++;
    if (depth > StrictYaml.MAX_DEPTH) {
      throw refuse(event, "", "", "is nested deeper than " + StrictYaml.MAX_DEPTH + " levels");
    }
    Node node =
        event.getEventId() == Event.ID.MappingStart ? section(line, path) : listing(line, path);
    depth--;
    return node;
  }

  private Section section(int line, String path) {
    Map<String, Node> entries = new LinkedHashMap<>();
    Map<String, Integer> lines = new LinkedHashMap<>();
    for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
      String name = key instanceof ScalarEvent scalar ? scalar.getValue() : "";
      String below = path.isEmpty() ? name : path + "." + name;
      if (key instanceof NodeEvent anchored && anchored.getAnchor().isPresent()) {
        throw refuse(key, path, "", "anchors are not used; repeat the value");
      }
      if (name.isEmpty()) {
        throw refuse(key, path, "", "a key must be a plain word");
      }
      if (name.equals("<<")) {
        throw refuse(key, path, "<<", "merge keys are not used; repeat the values");
      }
      Node value = node(events.next(), lineOf(key), below);
      Integer before = lines.putIfAbsent(name, lineOf(key));
      if (before != null) {
        source
            .problems()
            .add(
                new Problem(
                    source.file(),
                    lineOf(key),
                    below,
                    "",
                    "the key is already given in line " + before));
      } else {
        entries.put(name, value);
      }
    }
    return new Section(source, line, path, entries);
  }

  private Listing listing(int line, String path) {
    List<Node> items = new ArrayList<>();
    for (Event item = events.next();
        item.getEventId() != Event.ID.SequenceEnd;
        item = events.next()) {
      items.add(node(item, lineOf(item), path + "[" + items.size() + "]"));
    }
    return new Listing(source, line, path, items);
  }

  private void refuseTag(Event event, Optional<String> tag, String path) {
    if (tag.isPresent() && !tag.get().equals("!")) {
      throw refuse(event, path, tag.get(), "tags are not used");
    }
  }

  private static int lineOf(Event event) {
    return event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
  }

  private StrictYaml.Refused refuse(Event event, String path, String value, String rule) {
    return new StrictYaml.Refused(new Problem(source.file(), lineOf(event), path, value, rule));
  }
}
