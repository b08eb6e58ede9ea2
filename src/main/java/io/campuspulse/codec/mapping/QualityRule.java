package io.campuspulse.codec.mapping;

import io.campuspulse.codec.NativeQuality;
import io.campuspulse.codec.NativeValue;
import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.rules.Judged;
import java.util.List;

/**
 * What the source says about a value; the worst verdict counts. Immutable; safe for all threads.
 *
 * @param verdicts all are asked
 */
record QualityRule(List<Verdict> verdicts) {
  static final QualityRule NONE = new QualityRule(List.of());

  /** One way to a verdict. */
  sealed interface Verdict {
    NativeQuality judge(Run run, Cursor here);
  }

  /** A verdict when conditions hold: an error, or a flag that speaks for its siblings. */
  record When(Guard guard, NativeQuality is) implements Verdict {
    @Override
    public NativeQuality judge(Run run, Cursor here) {
      return guard.passes(run, here) ? is : NativeQuality.GOOD;
    }
  }

  /** A code and what each code means. */
  record Coded(Operand code, GlobTable<NativeQuality> table, NativeQuality otherwise)
      implements Verdict {
    @Override
    public NativeQuality judge(Run run, Cursor here) {
      JsonTree node = code.get(run, here);
      String text = node == null ? null : Template.scalarText(node);
      if (text == null) {
        return NativeQuality.GOOD;
      }
      NativeQuality found = table.get(text);
      return found == null ? otherwise : found;
    }
  }

  /** The reading's value under the source's verdict: what the source disowns is null. */
  Judged apply(Run run, Cursor here, Judged judged) {
    NativeQuality worst = NativeQuality.GOOD;
    for (Verdict verdict : verdicts) {
      NativeQuality next = verdict.judge(run, here);
      worst = next.compareTo(worst) < 0 ? next : worst;
    }
    if (worst.compareTo(NativeQuality.NO_VALUE) <= 0) {
      boolean nothing = judged.value() instanceof NativeValue.Null;
      return new Judged(nothing ? judged.value() : NativeValue.NULL, judged.unit(), worst)
          .atWorst(judged.quality());
    }
    return judged.atWorst(worst);
  }
}
