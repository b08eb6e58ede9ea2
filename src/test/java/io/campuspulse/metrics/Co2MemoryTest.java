package io.campuspulse.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What CO2 taught, as a text that a meter of the same room carries beside its own. */
class Co2MemoryTest {
  @Test
  void whatARoomLearntSurvivesBesideTheStateOfItsMeter() {
    Co2Memory memory = Co2Memory.restore("");
    memory.enter(86_400_000L * 20_000);
    memory.noteLevel(86_400_000L * 20_000, 431.5);
    memory.noteFall(3.5);
    memory.lastMinute = 28_800_000;
    memory.used = true;

    String saved = memory.save();
    String joined = Carries.join("1,2", saved);

    assertThat(Carries.part(joined, 1)).isEqualTo(saved);
    assertThat(Co2Memory.restore(Carries.part(joined, 1)).save()).isEqualTo(saved);
  }
}
