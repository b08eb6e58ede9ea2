package io.campuspulse.metrics;

import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Facts outside of a figure's bin, such as those of the days before. For one thread. */
public interface History {
  /**
   * Sums per leaf and bin, of what has been judged.
   *
   * @param bins ascending, contiguous, on base boundaries
   */
  Map<Leaf, List<Facts>> read(Collection<Leaf> leaves, List<Interval> bins);
}
