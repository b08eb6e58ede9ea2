package io.campuspulse.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campuspulse.journal.DiskGuard.Level;
import io.campuspulse.journal.DiskGuard.Limits;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DiskGuardTest {
  private final AtomicLong free = new AtomicLong(1_000);

  private DiskGuard guard(long minFree, long total) {
    return new DiskGuard(new Limits(0.80, 0.90, minFree), free::get, () -> total);
  }

  private Level at(DiskGuard guard, long freeBytes) {
    free.set(freeBytes);
    return guard.check();
  }

  @Test
  void alarmsFromEightyPercentAndStopsFromNinety() {
    DiskGuard guard = guard(0, 1_000);
    assertThat(guard.level()).isEqualTo(Level.OK);
    assertThat(at(guard, 201)).isEqualTo(Level.OK);
    assertThat(at(guard, 199)).isEqualTo(Level.ALARM);
    assertThat(at(guard, 101)).isEqualTo(Level.ALARM);
    assertThat(at(guard, 99)).isEqualTo(Level.STOP);
    assertThat(at(guard, 500)).isEqualTo(Level.OK);
  }

  @Test
  void stopsBelowTheMinimumOfFreeBytesWhateverThePercentage() {
    DiskGuard guard = guard(50, 60);
    assertThat(at(guard, 60)).isEqualTo(Level.ALARM);
    assertThat(at(guard, 49)).isEqualTo(Level.STOP);
    DiskGuard unknownTotal = guard(50, 0);
    assertThat(at(unknownTotal, 100)).isEqualTo(Level.OK);
    assertThat(at(unknownTotal, 49)).isEqualTo(Level.STOP);
  }

  @Test
  void describesTheDiskWithItsLimits() {
    free.set(95L << 20);
    DiskGuard guard = guard(10L << 20, 1_000L << 20);
    assertThat(guard.describe())
        .isEqualTo(
            "disk STOP: 90.5 % used, 95 MiB free"
                + " (alarm at 80 %, stop at 90 % or below 10 MiB free)");
  }

  @Test
  void eachChangeOfTheLevelIsToldOnce() {
    free.set(150);
    DiskGuard guard = guard(1, 1_000);
    List<Level> told = new ArrayList<>();
    guard.onChange(told::add);
    assertThat(told).containsExactly(Level.ALARM);
    for (long bytes : new long[] {140, 130, 500, 600, 150, 50, 40, 900}) {
      at(guard, bytes);
    }
    assertThat(told).containsExactly(Level.ALARM, Level.OK, Level.ALARM, Level.STOP, Level.OK);
  }

  @Test
  void aDiskThatDoesNotAnswerStopsIntake() {
    DiskGuard guard =
        new DiskGuard(
            Limits.DEFAULT,
            () -> {
              throw new UncheckedIOException(new java.io.IOException("gone"));
            },
            () -> 1);
    assertThat(guard.level()).isEqualTo(Level.STOP);
    assertThat(guard.describe()).contains("unknown").contains("gone");
  }

  @Test
  void impossibleLimitsAreRefused() {
    assertThatThrownBy(() -> new Limits(0.9, 0.8, 0))
        .hasMessage("disk limits are alarm 0.9 and stop 0.8, must be 0 < alarm <= stop <= 1");
    assertThatThrownBy(() -> new Limits(0.8, Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Limits(0.8, 0.9, -1)).hasMessageContaining("minFreeBytes");
  }
}
