package io.campuspulse.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  /** Always the greatest value asked for. */
  private static final RandomGenerator GREATEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return Long.MAX_VALUE;
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  private static Backoff backoff(RandomGenerator random) {
    return new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), random);
  }

  @Test
  void boundsDoubleUpToTheGreatestAndStartAgainAfterReset() {
    Backoff backoff = backoff(GREATEST);
    assertThat(LongStream.range(0, 6).map(i -> backoff.next()))
        .containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L);
    backoff.reset();
    assertThat(backoff.next()).isEqualTo(100);
  }

  @Test
  void waitsAreSpreadFromNothingToTheBound() {
    Random random = new Random(1);
    long[] waits = LongStream.range(0, 2000).map(i -> backoff(random).next()).toArray();
    assertThat(LongStream.of(waits).min().orElseThrow()).isZero();
    assertThat(LongStream.of(waits).max().orElseThrow()).isEqualTo(100);
    assertThat(LongStream.of(waits).average().orElseThrow()).isBetween(45.0, 55.0);
  }

  @Test
  void theLongestWaitIsInTheUpperHalf() {
    Backoff backoff = backoff(new Random(1));
    assertThat(LongStream.range(0, 500).map(i -> backoff.longest()))
        .allMatch(wait -> wait >= 500 && wait <= 1000);
  }

  @Test
  void staysAtTheGreatestBoundForEver() {
    Backoff backoff = backoff(GREATEST);
    assertThat(LongStream.range(0, 200).map(i -> backoff.next()).max()).hasValue(1000);
  }
}
