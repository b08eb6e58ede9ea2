package io.campuspulse.codec.mapping;

import io.campuspulse.codec.Availability;
import io.campuspulse.codec.Rejection;
import io.campuspulse.codec.json.JsonTree;
import java.util.List;

/**
 * What a message says about a device being there. Immutable; safe for all threads.
 *
 * @param when conditions
 * @param device candidates for the device, or none for the route's
 * @param of where the word stands, or null when the message itself says it
 * @param words what each word means; null for words that mean nothing
 * @param otherwise the meaning of any other word, or of the message itself; null for nothing
 * @param strict whether a word that is not known rejects the message
 */
record AvailabilityRule(
    Guard when,
    List<Template> device,
    Operand of,
    GlobTable<Meaning> words,
    Availability.State otherwise,
    boolean strict) {

  /**
   * What a word means.
   *
   * @param state null for nothing
   */
  record Meaning(Availability.State state) {}

  void read(Run run, Cursor here, String routeDevice) {
    if (!when.passes(run, here)) {
      return;
    }
    Availability.State state = otherwise;
    if (of != null) {
      JsonTree node = of.get(run, here);
      String word = node == null ? null : Template.scalarText(node);
      Meaning meaning = word == null ? null : words.get(word);
      if (meaning != null) {
        state = meaning.state;
      } else if (strict) {
        throw Rejection.invalid(
            (word == null ? "nothing" : Rejection.quote(word)) + " is not a state of a device");
      }
    }
    String name = device.isEmpty() ? routeDevice : Naming.first(device, run, here);
    if (state != null && name != null && run.mapping().allows(name)) {
      run.readings().available(name, state);
    }
  }
}
