package io.campuspulse.codec.mapping;

import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Rejection;
import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.rules.Stamp;
import io.campuspulse.model.RawMessage;

/** Applies one route to one message. */
final class Interpreter {
  private final Mapping mapping;
  private final Route route;
  private final Run run;
  private final AttributeStore store;

  /**
   * The tree that a codec made of the message, so that the next route need not parse it again.
   *
   * @param codec the codec
   * @param tree what it made
   */
  record Parsed(BodyCodec codec, JsonTree tree) {}

  private Parsed parsed;

  Interpreter(Mapping mapping, Route route, String[] slots, AttributeStore store) {
    this.mapping = mapping;
    this.route = route;
    this.run = new Run(mapping, route, slots);
    this.store = store;
  }

  /**
   * Decodes a message whose topic the route accepts.
   *
   * @return null when the route's conditions leave the message to others
   * @throws Rejection when it is invalid; nothing is remembered then
   */
  DecodeResult decode(RawMessage message, Parsed before) {
    parsed = before;
    boolean ignored = route.body().codec() instanceof BodyCodec.None;
    boolean meant = !ignored || route.output().once().whenEmpty() != null;
    if (message.payload().length == 0 && meant && route.body().empty() != Route.Empty.TEXT) {
      return empty();
    }
    Cursor root = Cursor.root(body(message));
    run.base(root);
    if (route.memory().lookup() != null) {
      String key = route.memory().lookup().text(run, root);
      run.attributes(key == null ? null : store.get(key));
    }
    if (!route.match().when().passes(run, root)) {
      return null;
    }
    if (!route.match().require().passes(run, root)) {
      throw Rejection.invalid("the body does not hold: " + route.match().require().asked());
    }
    Route.Output output = route.output();
    output.each().each(run, root, this::element);
    for (LearnRule rule : route.memory().learn()) {
      rule.read(run, root);
    }
    if (output.once().key() != null) {
      run.readings().messageKey(output.once().key().text(run, root));
    }
    run.learned().forEach(each -> store.put(each.key(), each.name(), each.value()));
    return run.readings().result(mapping.name());
  }

  private DecodeResult empty() {
    Route.Output output = route.output();
    if (route.body().empty() == Route.Empty.REJECT) {
      if (!route.match().when().alternatives().isEmpty()) {
        return null;
      }
      throw Rejection.invalid("the payload is empty");
    }
    Cursor root = Cursor.root(JsonTree.Null.NULL);
    run.base(root);
    String device = Naming.first(output.device(), run, root);
    if (output.once().whenEmpty() != null && device != null) {
      run.readings().available(device, output.once().whenEmpty());
    }
    for (LearnRule rule : route.memory().learn()) {
      rule.read(run, root);
    }
    run.learned().forEach(each -> store.put(each.key(), each.name(), each.value()));
    return run.readings().result(mapping.name());
  }

  /** What the body was read as, or null when nobody looked. */
  Parsed parsed() {
    return parsed;
  }

  private JsonTree body(RawMessage message) {
    Route.Body body = route.body();
    if (parsed == null || parsed.codec != body.codec()) {
      boolean empty = message.payload().length == 0;
      parsed =
          new Parsed(
              body.codec(),
              empty
                  ? new JsonTree.Str("")
                  : body.codec().read(message.payload(), mapping.limits()));
    }
    JsonTree tree = parsed.tree;
    for (Opening opening : body.openings()) {
      tree = opening.apply(tree, run);
    }
    return tree;
  }

  private void element(Cursor at) {
    Route.Output output = route.output();
    run.base(at);
    String device = Naming.first(output.device(), run, at);
    Stamp stamp = output.readings().isEmpty() ? Stamp.NONE : output.time().stamp(run, at);
    ReadingRule.Context context =
        new ReadingRule.Context(device, device != null || output.deviceless(), stamp);
    for (ReadingRule rule : output.readings()) {
      run.at(at);
      rule.read(run, context);
    }
    run.at(at);
    for (AvailabilityRule rule : output.availability()) {
      rule.read(run, at, device);
    }
  }
}
