package io.campuspulse.codec.mapping;

import io.campuspulse.codec.NativeQuality;
import io.campuspulse.codec.NativeValue;
import io.campuspulse.codec.Rejection;
import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.rules.Judged;
import io.campuspulse.codec.rules.Ranges;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a single value of a body becomes the value of a reading. Immutable; safe for all threads.
 *
 * @param shape what becomes of lists and objects
 * @param codes sentinels
 * @param wording how text is read
 * @param arithmetic what is done to numbers
 * @param accept what a value must be, or null; else it fails
 * @param refuse what rejects the whole message, or null
 * @param failure what happens when a value fails
 */
record ValueRule(
    Shape shape,
    Codes codes,
    Wording wording,
    Arithmetic arithmetic,
    Condition accept,
    Condition refuse,
    Failure failure) {
  static final ValueRule DEFAULT =
      new ValueRule(
          Shape.DEFAULT, Codes.DEFAULT, Wording.DEFAULT, Arithmetic.NONE, null, null, Failure.BAD);

  /** What happens when a value is not what is demanded. */
  enum Failure {
    /** Its reading is null and bad. */
    BAD,
    /** The message is rejected. */
    REJECT,
    /** It stays as it was sent. */
    KEEP,
    /** There is no reading of it. */
    SKIP
  }

  /** Judges a single value; null means that there is no reading of it. */
  Judged judge(Run run, JsonTree node) {
    if (refuse != null && refuse.holds(node, run)) {
      throw refused(run, node, "is not a value of this convention");
    }
    if (codes.isInvalid(node, run)) {
      return Judged.none(rawOf(node), NativeQuality.INVALID);
    }
    if (node == JsonTree.Null.NULL) {
      return Judged.none(null, codes.nulls());
    }
    if (accept != null && !accept.holds(node, run)) {
      return failed(run, node, accept.asked());
    }
    Judged judged = read(run, node);
    if (judged == null) {
      return failed(run, node, demand());
    }
    if (judged.value() instanceof NativeValue.Num number) {
      judged = compute(run, node, judged, number);
    }
    return codes.isSuspect(node, run) ? judged.atWorst(NativeQuality.SUSPECT) : judged;
  }

  private String demand() {
    return switch (wording.type()) {
      case NUMBER -> "must be " + (wording.like() == null ? "a number" : wording.like().words());
      case WORD -> "must be " + String.join(" or ", wording.words().keySet());
      default -> "cannot be read";
    };
  }

  private Judged read(Run run, JsonTree node) {
    if (node instanceof JsonTree.Str text) {
      return wording.read(text.value(), run.bare(), run.limits());
    }
    if (!wording.words().isEmpty()) {
      NativeValue word = wording.words().get(Template.scalarText(node));
      if (word != null) {
        return Judged.good(word);
      }
    }
    if (wording.type() == Wording.Type.WORD) {
      return null;
    }
    return Judged.good(plain(node));
  }

  private Judged compute(Run run, JsonTree node, Judged judged, NativeValue.Num number) {
    BigDecimal result = arithmetic.apply(number.value());
    if (result == null) {
      return failed(run, node, "must be a whole number, since bits of it are taken");
    }
    NativeQuality quality = judged.quality();
    if (arithmetic.changes() && Ranges.isSentinel(number.value())) {
      quality = NativeQuality.SUSPECT;
    }
    if (arithmetic.range() != null) {
      NativeQuality verdict = arithmetic.range().judge(result);
      if (verdict == NativeQuality.BAD || verdict == NativeQuality.INVALID) {
        return Judged.none(rawOf(node), verdict);
      }
      quality = verdict.compareTo(quality) < 0 ? verdict : quality;
    }
    return new Judged(new NativeValue.Num(result, number.raw()), judged.unit(), quality);
  }

  private Judged failed(Run run, JsonTree node, String rule) {
    return switch (failure) {
      case BAD -> Judged.none(rawOf(node), NativeQuality.BAD);
      case KEEP -> Judged.good(plain(node));
      case SKIP -> null;
      case REJECT -> throw refused(run, node, rule);
    };
  }

  private static Rejection refused(Run run, JsonTree node, String rule) {
    String shown = Template.scalarText(node);
    return Rejection.invalid(
        run.where() + ": " + (shown == null ? node.kind() : Rejection.quote(shown)) + " " + rule);
  }

  private static String rawOf(JsonTree node) {
    return node instanceof JsonTree.Str text ? text.value() : null;
  }

  /** A value exactly as it stands in the body. */
  static NativeValue plain(JsonTree node) {
    if (node instanceof JsonTree.Num number) {
      return new NativeValue.Num(number.value(), null);
    }
    if (node instanceof JsonTree.Str text) {
      return new NativeValue.Text(text.value());
    }
    if (node instanceof JsonTree.Bool bool) {
      return new NativeValue.Bool(bool.value());
    }
    if (node instanceof JsonTree.Arr array) {
      return new NativeValue.ListOf(array.items().stream().map(ValueRule::plain).toList());
    }
    if (node instanceof JsonTree.Obj object) {
      Map<String, NativeValue> members = new LinkedHashMap<>();
      for (int i = 0; i < object.size(); i++) {
        members.put(object.key(i), plain(object.value(i)));
      }
      return new NativeValue.MapOf(members);
    }
    return NativeValue.NULL;
  }

  /** A list of single values, each judged by this rule; the worst verdict counts for all. */
  Judged list(Run run, List<JsonTree> items) {
    List<NativeValue> values = new ArrayList<>(items.size());
    NativeQuality worst = NativeQuality.GOOD;
    for (JsonTree item : items) {
      boolean single = Kind.SCALAR.holds(item);
      Judged judged = single ? judge(run, item) : Judged.good(plain(item));
      if (judged != null) {
        values.add(judged.value());
        worst = judged.quality().compareTo(worst) < 0 ? judged.quality() : worst;
      }
    }
    return new Judged(new NativeValue.ListOf(values), null, worst);
  }
}
