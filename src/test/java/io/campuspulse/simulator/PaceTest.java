package io.campuspulse.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final AtomicLong now = new AtomicLong(1_000_000);

  @Test
  void fullSpeedNeverWaits() {
    assertThat(Pace.asFastAsPossible().waitMillis(Long.MAX_VALUE / 2)).isZero();
  }

  @Test
  void inRealTimeAMessageGoesWhenTheClockReachesItsTime() {
    Pace pace = Pace.realTime(now::get);
    assertThat(pace.waitMillis(1_000_250)).isEqualTo(250);
    now.set(1_000_251);
    assertThat(pace.waitMillis(1_000_250)).isNegative();
  }

  @Test
  void sixtyTimesAsFastAMinuteTakesASecond() {
    Pace pace = Pace.times(60, now::get, 5_000_000);
    assertThat(pace.waitMillis(5_000_000 + 60_000)).isEqualTo(1_000);
    now.addAndGet(1_000);
    assertThat(pace.waitMillis(5_000_000 + 60_000)).isZero();
  }
}
