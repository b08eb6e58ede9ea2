package io.campuspulse.codec.mapping;

import io.campuspulse.codec.json.JsonTree;
import java.util.List;
import java.util.function.Consumer;

/**
 * A way through a body. It starts at the root ({@code $}), at the current value ({@code .}) or at a
 * parent ({@code ^}, repeated for more), and goes on by keys ({@code .name}, {@code .'any key'}),
 * keys made of what is known ({@code .<{key}u>}), positions ({@code [0]}, {@code [-1]} from the
 * end), and loops: {@code .*} and {@code .{name}} over the members of an object, {@code [*]} and
 * {@code [{name}]} over the items of an array, {@code [*?]} over the items of an array or the one
 * value that stands in its place.
 *
 * <p>Immutable; safe for all threads.
 */
public final class NodePath {
  /** The current value itself. */
  static final NodePath HERE = new NodePath(".", 0, List.of());

  static final int ROOT = -1;

  /** One step. */
  sealed interface Step {}

  record Key(String name) implements Step {}

  record MadeKey(Template name) implements Step {}

  record Position(int index) implements Step {}

  record Members(int slot) implements Step {}

  record Items(int slot, boolean orOne) implements Step {}

  private final String text;
  private final int up;
  private final Step[] steps;
  private final boolean loops;

  NodePath(String text, int up, List<Step> steps) {
    this.text = text;
    this.up = up;
    this.steps = steps.toArray(Step[]::new);
    this.loops = steps.stream().anyMatch(s -> s instanceof Members || s instanceof Items);
  }

  /** Whether it may lead to several values. */
  boolean loops() {
    return loops;
  }

  private Cursor start(Cursor here) {
    if (up == ROOT) {
      return here.rootOf();
    }
    Cursor at = here;
    for (int i = 0; i < up && at != null; i++) {
      at = at.parent();
    }
    return at;
  }

  /** The value it leads to, or null when there is none. For paths without loops. */
  JsonTree value(Run run, Cursor here) {
    Cursor from = start(here);
    JsonTree node = from == null ? null : from.node();
    for (Step step : steps) {
      if (node == null) {
        return null;
      }
      node = next(run, here, node, step);
    }
    return node;
  }

  private static JsonTree next(Run run, Cursor here, JsonTree node, Step step) {
    if (step instanceof Key key) {
      return node instanceof JsonTree.Obj object ? object.get(key.name) : null;
    }
    if (step instanceof Position position) {
      if (node instanceof JsonTree.Arr array) {
        int at = position.index < 0 ? array.size() + position.index : position.index;
        return at >= 0 && at < array.size() ? array.item(at) : null;
      }
      return null;
    }
    String name = ((MadeKey) step).name.text(run, here);
    return name != null && node instanceof JsonTree.Obj object ? object.get(name) : null;
  }

  /** Calls back with every place it leads to, in document order, loop variables bound. */
  void each(Run run, Cursor here, Consumer<Cursor> action) {
    Cursor from = start(here);
    if (from != null) {
      walk(run, here, from, 0, action);
    }
  }

  private void walk(Run run, Cursor here, Cursor at, int index, Consumer<Cursor> action) {
    if (index == steps.length) {
      action.accept(at);
      return;
    }
    Step step = steps[index];
    if (step instanceof Members members) {
      if (at.node() instanceof JsonTree.Obj object) {
        for (int i = 0; i < object.size(); i++) {
          run.bind(members.slot, object.key(i));
          walk(run, here, at.member(object.key(i), object.value(i)), index + 1, action);
        }
      }
    } else if (step instanceof Items items) {
      if (at.node() instanceof JsonTree.Arr array) {
        for (int i = 0; i < array.size(); i++) {
          if (items.slot >= 0) {
            run.bind(items.slot, Integer.toString(i));
          }
          walk(run, here, at.item(i, array.item(i)), index + 1, action);
        }
      } else if (items.orOne) {
        walk(run, here, at, index + 1, action);
      }
    } else {
      JsonTree node = next(run, here, at.node(), step);
      if (node != null) {
        walk(run, here, below(run, here, at, step, node), index + 1, action);
      }
    }
  }

  private static Cursor below(Run run, Cursor here, Cursor at, Step step, JsonTree node) {
    if (step instanceof Position position) {
      int index = position.index;
      return at.item(index < 0 ? ((JsonTree.Arr) at.node()).size() + index : index, node);
    }
    String name = step instanceof Key key ? key.name : ((MadeKey) step).name.text(run, here);
    return at.member(name, node);
  }

  /** The path as written. */
  @Override
  public String toString() {
    return text;
  }
}
