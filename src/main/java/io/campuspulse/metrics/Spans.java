package io.campuspulse.metrics;

import io.campuspulse.model.Interval;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Sets of time as ascending, disjoint, non-empty intervals. */
final class Spans {
  private Spans() {}

  /** All time that any of some intervals covers. */
  static List<Interval> union(Collection<Interval> intervals) {
    List<Interval> sorted = new ArrayList<>(intervals);
    sorted.removeIf(Interval::isEmpty);
    sorted.sort(Comparator.comparingLong(Interval::start));
    List<Interval> union = new ArrayList<>();
    for (Interval i : sorted) {
      Interval last = union.isEmpty() ? null : union.get(union.size() - 1);
      if (last != null && i.start() <= last.end()) {
        union.set(union.size() - 1, new Interval(last.start(), Math.max(last.end(), i.end())));
      } else {
        union.add(i);
      }
    }
    return union;
  }

  /** What is left of an interval without a set of time. */
  static List<Interval> without(Interval whole, List<Interval> taken) {
    List<Interval> left = new ArrayList<>();
    long from = whole.start();
    for (Interval t : taken) {
      if (t.start() >= whole.end()) {
        break;
      }
      if (t.start() > from) {
        left.add(new Interval(from, t.start()));
      }
      from = Math.max(from, t.end());
    }
    if (from < whole.end()) {
      left.add(new Interval(from, whole.end()));
    }
    return left;
  }

  /** Whether an instant lies in a set of time. */
  static boolean contain(List<Interval> spans, long millis) {
    for (Interval s : spans) {
      if (s.contains(millis)) {
        return true;
      }
    }
    return false;
  }

  /** How much of an interval a set of time covers, ms. */
  static long covered(Interval whole, List<Interval> spans) {
    long sum = 0;
    for (Interval s : spans) {
      sum += s.intersect(whole).length();
    }
    return sum;
  }
}
