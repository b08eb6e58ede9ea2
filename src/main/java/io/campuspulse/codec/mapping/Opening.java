package io.campuspulse.codec.mapping;

import io.campuspulse.codec.Rejection;
import io.campuspulse.codec.json.JsonObjects;
import io.campuspulse.codec.json.JsonTree;
import java.util.ArrayList;
import java.util.List;

/**
 * A text inside a body that is written in a form of its own, and is replaced by what it holds.
 *
 * @param keys the keys that lead to the text
 * @param codec how it is written
 * @param demanded whether a message is rejected when the text is there and not of that form
 */
record Opening(List<String> keys, BodyCodec codec, boolean demanded) {
  JsonTree apply(JsonTree root, Run run) {
    return replace(root, 0, run);
  }

  private JsonTree replace(JsonTree node, int depth, Run run) {
    if (depth == keys.size()) {
      return node instanceof JsonTree.Str text ? opened(text, run) : node;
    }
    if (node instanceof JsonTree.Arr array) {
      List<JsonTree> items = new ArrayList<>(array.size());
      array.items().forEach(item -> items.add(replace(item, depth, run)));
      return new JsonTree.Arr(items);
    }
    if (node instanceof JsonTree.Obj object) {
      for (int i = 0; i < object.size(); i++) {
        if (object.key(i).equals(keys.get(depth))) {
          return JsonObjects.with(object, i, replace(object.value(i), depth + 1, run));
        }
      }
    }
    return node;
  }

  private JsonTree opened(JsonTree.Str text, Run run) {
    JsonTree tree = codec.open(text.value(), run.limits());
    if (tree == null && demanded) {
      throw Rejection.invalid(
          "the text at " + String.join(".", keys) + " is not of the form that the mapping names");
    }
    return tree == null ? text : tree;
  }
}
