package io.campuspulse.metrics.savings;

/** Neumaier's compensated sum (1974): the same rows in the same order give the same digits. */
final class CompensatedSum {
  private double sum;
  private double lost;

  void add(double x) {
    double next = sum + x;
    lost += Math.abs(sum) >= Math.abs(x) ? (sum - next) + x : (x - next) + sum;
    sum = next;
  }

  double value() {
    return sum + lost;
  }
}
