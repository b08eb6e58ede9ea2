package io.campuspulse.metrics.comfort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.campuspulse.metrics.comfort.AdaptiveComfort.Category;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComfortExamplesTest {
  /** Rows of ISO 7730:2005 table D.1. */
  @ParameterizedTest
  @CsvSource({
    "22.0, 22.0, 0.10, 60, 1.2, 0.5, -0.75, 17",
    "27.0, 27.0, 0.10, 60, 1.2, 0.5, 0.77, 17",
    "27.0, 27.0, 0.30, 60, 1.2, 0.5, 0.44, 9",
    "23.5, 25.5, 0.10, 60, 1.2, 0.5, -0.01, 5",
    "19.0, 19.0, 0.10, 40, 1.2, 1.0, -0.60, 13",
    "27.0, 27.0, 0.30, 60, 1.6, 0.5, 0.95, 24"
  })
  void theStandardsTableIsReproduced(
      double air,
      double radiant,
      double speed,
      double humidity,
      double met,
      double clo,
      double pmv,
      double ppd) {
    ThermalBalance.Vote vote =
        new ThermalBalance(air, radiant, speed, humidity, met, clo).iso().orElseThrow();

    assertThat(vote.pmv()).isCloseTo(pmv, within(0.01));
    assertThat(vote.ppd()).isCloseTo(ppd, within(0.6));
  }

  @ParameterizedTest
  @CsvSource({"31, 20, 0.1, 1.1, 0.5", "20, 20, 1.1, 1.1, 0.5", "20, 20, 0.1, 0.7, 0.5"})
  void outsideItsLimitsThereIsNoVote(
      double air, double radiant, double speed, double met, double clo) {
    assertThat(new ThermalBalance(air, radiant, speed, 50, met, clo).iso()).isEmpty();
  }

  @Test
  void runningMean20GivesComfort25Point4AndCategoryTwoFrom21Point4To28Point4() {
    AdaptiveComfort comfort = AdaptiveComfort.en(20, 30).orElseThrow();

    assertThat(comfort.comfortDegC()).isCloseTo(25.4, within(0.01));
    assertThat(comfort.low(Category.II)).isCloseTo(21.4, within(0.01));
    assertThat(comfort.high(Category.II)).isCloseTo(28.4, within(0.01));
  }

  @ParameterizedTest
  @CsvSource({"9.99", "30.01"})
  void runningMeansOutsideTheModelAreRefused(double runningMean) {
    assertThat(AdaptiveComfort.en(runningMean, 30)).isEmpty();
  }

  @Test
  void ashraeAcceptsWithin3Point5And2Point5Kelvin() {
    AdaptiveComfort comfort = AdaptiveComfort.ashrae(16).orElseThrow();

    assertThat(comfort.comfortDegC()).isCloseTo(22.76, within(0.01));
    assertThat(comfort.acceptedBy80(26)).isTrue();
    assertThat(comfort.acceptedBy90(26)).isFalse();
    assertThat(AdaptiveComfort.ashrae(9.9)).isEmpty();
  }

  @Test
  void theRunningMeanWeighsYesterdayMost() {
    double[] days = {24, 20, 20, 20, 20, 20, 20};

    assertThat(AdaptiveComfort.runningMean(days).orElseThrow())
        .isCloseTo(20 + 4 / 3.8, within(1e-9));
    days[0] = Double.NaN;
    assertThat(AdaptiveComfort.runningMean(days)).isEmpty();
  }

  @Test
  void indoor1150AndOutdoor400IsCategoryTwo() {
    assertThat(AirCategory.of(1150, 400, 550, 800, 1350)).isEqualTo(AirCategory.II);
    assertThat(AirCategory.of(950, 400, 550, 800, 1350)).isEqualTo(AirCategory.I);
    assertThat(AirCategory.of(1800, 400, 550, 800, 1350)).isEqualTo(AirCategory.IV);
  }
}
