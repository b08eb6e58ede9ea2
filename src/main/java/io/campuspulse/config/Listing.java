package io.campuspulse.config;

import java.util.ArrayList;
import java.util.List;

/** A YAML list. */
public final class Listing extends Node {
  private final List<Node> items;

  Listing(Source source, int line, String path, List<Node> items) {
    super(source, line, path);
    this.items = List.copyOf(items);
  }

  /** The items in order. */
  public List<Node> items() {
    return items;
  }

  /** The items that are sections; others are reported. */
  public List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    for (Node item : items) {
      if (item instanceof Section section) {
        sections.add(section);
      } else {
        item.problem("must be a block of keys, not " + item.what());
      }
    }
    return sections;
  }

  /** The items that are single values; others are reported. */
  public List<Scalar> scalars() {
    List<Scalar> scalars = new ArrayList<>();
    for (Node item : items) {
      if (item instanceof Scalar scalar) {
        scalars.add(scalar);
      } else {
        item.problem("must be a single value, not " + item.what());
      }
    }
    return scalars;
  }

  @Override
  String shown() {
    return "";
  }

  @Override
  String what() {
    return "a list";
  }

  @Override
  void finishTree() {
    items.forEach(Node::finishTree);
  }
}
