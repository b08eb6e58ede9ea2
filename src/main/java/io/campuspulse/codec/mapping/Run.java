package io.campuspulse.codec.mapping;

import io.campuspulse.codec.Limits;
import io.campuspulse.codec.Rejection;
import io.campuspulse.codec.rules.Readings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything known while one message is decoded by one route. One thread, one message. */
final class Run {
  /** An attribute to remember once the message has proven valid. */
  record Learned(String key, String name, String value) {}

  private final Mapping mapping;
  private final Route route;
  private final String[] slots;
  private final Readings readings;
  private final List<Learned> learned = new ArrayList<>(0);
  private Map<String, String> attributes;
  private Cursor base;
  private Cursor leaf;
  private String path;

  Run(Mapping mapping, Route route, String[] slots) {
    this.mapping = mapping;
    this.route = route;
    this.slots = slots;
    this.readings = new Readings(mapping.limits());
  }

  Limits limits() {
    return mapping.limits();
  }

  Mapping mapping() {
    return mapping;
  }

  Readings readings() {
    return readings;
  }

  /** Whether the body is one text as it stands. */
  boolean bare() {
    return route.body().codec().bare();
  }

  void bind(int slot, String value) {
    if (slot >= 0) {
      slots[slot] = value;
    }
  }

  String slot(int slot) {
    return slots[slot];
  }

  void attributes(Map<String, String> known) {
    attributes = known;
  }

  /** An attribute of the key that the route looks up, or null. */
  String attribute(String name) {
    return attributes == null ? null : attributes.get(name);
  }

  void learn(String key, String name, String value) {
    if (learned.size() >= limits().readings()) {
      throw Rejection.limit("more than " + limits().readings() + " attributes in one message");
    }
    learned.add(new Learned(key, name, value));
  }

  List<Learned> learned() {
    return learned;
  }

  /** Sets the element from which native paths start. */
  void base(Cursor element) {
    base = element;
    at(element);
  }

  Cursor base() {
    return base;
  }

  /** Sets the value that is being read. */
  void at(Cursor value) {
    leaf = value;
    path = null;
  }

  /** The native path of the value that is being read. */
  String path() {
    if (path == null) {
      path = leaf.pathFrom(base);
    }
    return path;
  }

  /** Where in the body the value stands, for sentences. */
  String where() {
    String at = path();
    return at.isEmpty() ? "the value" : "'" + at + "'";
  }
}
