package io.campuspulse.codec.mapping;

import io.campuspulse.codec.NativeQuality;
import io.campuspulse.codec.NativeTime;
import io.campuspulse.codec.NativeValue;
import io.campuspulse.codec.Rejection;
import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.rules.Judged;
import io.campuspulse.codec.rules.Ranges;
import io.campuspulse.codec.rules.Stamp;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One kind of reading of a route. Immutable; safe for all threads.
 *
 * @param select where values stand
 * @param when conditions on a value, seen from it
 * @param filter native paths that count
 * @param naming how the readings are called
 * @param measure what they say
 * @param points by metric, what they say instead
 * @param moment when and in which order they were taken
 */
record ReadingRule(
    NodePath select,
    Guard when,
    PathFilter filter,
    Naming naming,
    Measure measure,
    GlobTable<Measure> points,
    Moment moment) {

  /**
   * When a reading was taken.
   *
   * @param time candidates that go before those of the route
   * @param sequence where the device's sequence number stands, or null
   */
  record Moment(TimeRule time, Operand sequence) {}

  /** What the route knows about the element that is being read. */
  record Context(String device, boolean deviceKnown, Stamp stamp) {}

  void read(Run run, Context context) {
    select.each(run, run.base(), at -> selected(run, context, at));
  }

  private void selected(Run run, Context context, Cursor at) {
    run.at(at);
    if (!when.passes(run, at) || (!filter.passive() && filter.excludes(run.path()))) {
      return;
    }
    boolean included = filter.passive() || filter.includes(run.path());
    String device = context.device();
    if (!naming.device().isEmpty()) {
      device = Naming.first(naming.device(), run, at);
      if (device == null) {
        throw Rejection.invalid(run.where() + " names no device");
      }
    } else if (!context.deviceKnown()) {
      throw Rejection.invalid("the message names no device");
    }
    Stamp own = moment.time().stamp(run, at);
    Stamp stamp =
        own.time() == NativeTime.NONE && own.useless() && !isTime(context.stamp())
            ? Stamp.USELESS
            : isTime(own) ? own : context.stamp();
    if (run.mapping().allows(device)) {
      new Reader(run, this, at, device, stamp).start(included);
    }
  }

  private static boolean isTime(Stamp stamp) {
    return stamp.time() != NativeTime.NONE;
  }

  /** Reads what was selected at one place. */
  private record Reader(Run run, ReadingRule rule, Cursor selected, String device, Stamp stamp) {
    void start(boolean included) {
      for (NodePath path : rule.measure.from()) {
        JsonTree node = path.value(run, selected);
        if (node != null) {
          Cursor at =
              node == selected.node()
                  ? selected
                  : new Cursor(node, selected.parent(), selected.key(), selected.index());
          value(at, at, included);
          return;
        }
      }
    }

    private void value(Cursor top, Cursor at, boolean included) {
      Shape shape = rule.measure.value().shape();
      JsonTree node = at.node();
      if (node instanceof JsonTree.Obj object) {
        switch (shape.objects()) {
          case FLATTEN -> members(top, at, object, included);
          case WHOLE -> emitWhole(top, at, Judged.good(ValueRule.plain(node)), included);
          case SKIP -> {}
        }
      } else if (node instanceof JsonTree.Arr array) {
        array(top, at, array, included);
      } else if (shape.split() != null
          && node instanceof JsonTree.Str text
          && text.value().strip().contains(shape.split())) {
        array(top, at, split(text.value(), shape.split()), included);
      } else if (included) {
        emit(top, at, null);
      }
    }

    private static JsonTree.Arr split(String text, String separator) {
      List<JsonTree> items = new ArrayList<>();
      for (String item : text.strip().split(Pattern.quote(separator), -1)) {
        if (!item.isEmpty()) {
          items.add(new JsonTree.Str(item));
        }
      }
      return new JsonTree.Arr(items);
    }

    private void members(Cursor top, Cursor at, JsonTree.Obj object, boolean included) {
      for (int i = 0; i < object.size(); i++) {
        below(top, at.member(object.key(i), object.value(i)), included);
      }
    }

    private void array(Cursor top, Cursor at, JsonTree.Arr array, boolean included) {
      switch (rule.measure.value().shape().arrays()) {
        case POSITIONS -> {
          for (int i = 0; i < array.size(); i++) {
            below(top, at.item(i, array.item(i)), included);
          }
        }
        case VECTOR -> list(top, at, array, included);
        case WHOLE -> emitWhole(top, at, Judged.good(ValueRule.plain(array)), included);
        case SERIES -> {
          Condition positive = new Condition.Within(BigDecimal.ZERO, null);
          JsonTree rate = rule.measure.value().shape().rate().get(run, selected);
          if (!positive.holds(rate, run)) {
            throw Rejection.invalid(run.where() + " is a series without a sample rate");
          }
          list(top, at, array, included);
        }
        case SKIP -> {}
      }
    }

    private void list(Cursor top, Cursor at, JsonTree.Arr array, boolean included) {
      run.at(at);
      emitWhole(top, at, rule.measure.value().list(run, array.items()), included);
    }

    private void below(Cursor top, Cursor at, boolean included) {
      if (rule.filter.passive()) {
        value(top, at, included);
        return;
      }
      run.at(at);
      String path = run.path();
      if (!rule.filter.excludes(path)) {
        value(top, at, included || rule.filter.includes(path));
      }
    }

    private void emitWhole(Cursor top, Cursor at, Judged judged, boolean included) {
      if (included) {
        emit(top, at, judged);
      }
    }

    /** Adds one reading; {@code whole} is the value of a list or object. */
    private void emit(Cursor top, Cursor at, Judged whole) {
      run.at(at);
      String metric = rule.naming.metric(run, selected, top, at);
      if (metric == null) {
        throw Rejection.invalid(run.where() + " names no metric");
      }
      Measure measure = rule.points.isEmpty() ? null : rule.points.get(metric);
      Measure chosen = measure == null ? rule.measure : measure;
      Judged judged = whole == null ? chosen.value().judge(run, at.node()) : whole;
      if (judged == null) {
        return;
      }
      Cursor seen = at == top ? selected : at;
      judged = chosen.quality().apply(run, seen, judged);
      boolean plain =
          judged.value() instanceof NativeValue.Text || judged.value() instanceof NativeValue.Bool;
      String unit = judged.unit() != null || plain ? judged.unit() : chosen.unit().unit(run, seen);
      run.readings()
          .put(device, metric, ranged(chosen, metric, judged, unit), unit, stamp, sequence());
    }

    /** The shared ranges and codes; a range of the mapping's own stands for the shared one. */
    private static Judged ranged(Measure measure, String metric, Judged judged, String unit) {
      if (judged.quality() != NativeQuality.GOOD) {
        return judged;
      }
      boolean own = measure.value().arithmetic().range() != null;
      Ranges.Kind kind = own ? Ranges.Kind.OTHER : Ranges.kind(metric, unit);
      return judged.atWorst(Ranges.judge(judged.value(), kind, unit));
    }

    private long sequence() {
      Operand operand = rule.moment.sequence();
      JsonTree node = operand == null ? null : operand.get(run, selected);
      if (node instanceof JsonTree.Num number
          && number.value().signum() >= 0
          && number.value().precision() - number.value().scale() <= 18) {
        return number.value().longValue();
      }
      return -1;
    }
  }
}
