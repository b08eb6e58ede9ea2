package io.campuspulse.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.model.Interval;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowsTest {
  private static final long NOW = 1_772_000_000_000L;

  @Test
  void whatIsNowhereCostsAHandfulOfLooksThatTileAllTime() {
    List<Interval> looks = new ArrayList<>();
    String found =
        Windows.backwards(
            Storable.TIMES,
            NOW,
            span -> {
              looks.add(span);
              return null;
            });
    assertThat(found).isNull();
    assertThat(looks).hasSizeLessThan(12);
    assertThat(looks.get(0)).isEqualTo(new Interval(NOW - 1_800_000, NOW));
    for (int i = 1; i < looks.size(); i++) {
      assertThat(looks.get(i).end()).isEqualTo(looks.get(i - 1).start());
    }
    assertThat(looks.get(looks.size() - 1).start()).isZero();
  }

  @Test
  void forwardsLooksTileAllTimeToo() {
    List<Interval> looks = new ArrayList<>();
    Windows.forwards(
        Storable.TIMES,
        Long.MIN_VALUE,
        span -> {
          looks.add(span);
          return null;
        });
    assertThat(looks).hasSizeLessThan(12);
    assertThat(looks.get(0)).isEqualTo(new Interval(0, 1_800_000));
    for (int i = 1; i < looks.size(); i++) {
      assertThat(looks.get(i).start()).isEqualTo(looks.get(i - 1).end());
    }
    assertThat(looks.get(looks.size() - 1).end()).isEqualTo(Storable.TIMES.end());
  }

  @Test
  void theFirstAnswerEndsTheSearch() {
    List<Interval> looks = new ArrayList<>();
    Interval found =
        Windows.backwards(
            Storable.TIMES,
            Long.MAX_VALUE,
            span -> {
              looks.add(span);
              return looks.size() == 2 ? span : null;
            });
    assertThat(looks).hasSize(2);
    assertThat(found).isEqualTo(looks.get(1));
    assertThat(looks.get(0).end()).isEqualTo(Storable.TIMES.end());
  }
}
