package io.campuspulse.metrics.savings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FitStatisticsTest {
  /** The unit test of eemeter 3.2.0's model metrics (Apache-2.0): numbers as published there. */
  @Test
  void thePublishedFiveDaysGiveThePublishedStatistics() {
    FitStatistics fit =
        FitStatistics.of(new double[] {1, 3, 4, 1, 6}, new double[] {2, 3, 3, 2, 4}, 2);

    assertThat(fit.cvrmseByDays()).isCloseTo(0.394, within(0.0005));
    assertThat(fit.cvrmse()).isCloseTo(0.509, within(0.0005));
    assertThat(fit.nmbe()).isCloseTo(-0.067, within(0.0005));
    assertThat(fit.residuals().lag1()).isCloseTo(-0.674, within(0.0005));
    assertThat(fit.residuals().effectiveDays()).isCloseTo(25.694, within(0.0005));
  }

  @Test
  void adjustedR2IsOfSquaresNotOfThePearsonCorrelation() {
    FitStatistics fit =
        FitStatistics.of(new double[] {1, 3, 4, 1, 6}, new double[] {2, 3, 3, 2, 4}, 2);

    // 1 - SSE/SST = 1 - 7/18 = 0.611; adjusted 1 - (7/2)/(18/4)
    assertThat(fit.adjustedR2()).isCloseTo(1 - 3.5 / 4.5, within(1e-12));
  }

  @Test
  void usageThatDoesNotVaryHasNoCorrelationsButStatistics() {
    FitStatistics fit =
        FitStatistics.of(new double[] {0.1, 0.1, 0.1, 0.1}, new double[] {0.1, 0.1, 0.1, 0.1}, 0);

    assertThat(fit.adjustedR2()).isZero();
    assertThat(fit.residuals().lag1()).isZero();
    assertThat(fit.residuals().effectiveDays()).isEqualTo(4);
    assertThat(fit.cvrmse()).isZero();
  }
}
