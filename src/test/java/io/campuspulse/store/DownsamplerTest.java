package io.campuspulse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campuspulse.store.ReadingStore.Bucket;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class DownsamplerTest {
  @Property(tries = 300)
  void theMeanIsExactAndHalvesGoToTheEvenNeighbour(@ForAll @NotEmpty List<Long> values) {
    Downsampler fold = new Downsampler(1000);
    BigDecimal sum = BigDecimal.ZERO;
    for (long value : values) {
      fold.add(5, value);
      sum = sum.add(BigDecimal.valueOf(value));
    }
    long mean =
        sum.divide(BigDecimal.valueOf(values.size()), 0, RoundingMode.HALF_EVEN).longValueExact();
    assertThat(fold.buckets())
        .containsExactly(
            new Bucket(
                0,
                values.size(),
                values.stream().mapToLong(v -> v).min().getAsLong(),
                values.stream().mapToLong(v -> v).max().getAsLong(),
                mean));
  }

  @Test
  void aWidthThatIsNotPositiveIsRefused() {
    assertThatThrownBy(() -> new Downsampler(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bucket width is not positive: 0 ms");
  }
}
