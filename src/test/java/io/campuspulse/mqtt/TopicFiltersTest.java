package io.campuspulse.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eclipse.paho.client.mqttv3.MqttTopic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicFiltersTest {
  @ParameterizedTest
  @CsvSource({
    "a/b, a/b, true",
    "a/b, a/c, false",
    "a/+, a/b, true",
    "a/+, a/b/c, false",
    "a/+/c, a/b/+, true",
    "a/#, a, true",
    "a/#, a/b/c, true",
    "a/#, b/#, false",
    "a/#, +/b, true",
    "#, $SYS/x, false",
    "+/x, $SYS/x, false",
    "#, a/b, true",
    "$SYS/#, $SYS/x, true"
  })
  void tellsWhetherTwoFiltersCoverACommonTopic(String a, String b, boolean overlap) {
    assertThat(TopicFilters.overlap(a, b)).isEqualTo(overlap);
    assertThat(TopicFilters.overlap(b, a)).isEqualTo(overlap);
  }

  @Property
  void filtersThatMatchTheSameTopicOverlap(
      @ForAll("filters") String a, @ForAll("filters") String b, @ForAll("topics") String topic) {
    if (MqttTopic.isMatched(a, topic) && MqttTopic.isMatched(b, topic)) {
      assertThat(TopicFilters.overlap(a, b)).isTrue();
    }
  }

  @Provide
  Arbitrary<String> filters() {
    return levels(List.of("a", "b", "+")).flatMap(f -> Arbitraries.of(f, f + "/#"));
  }

  @Provide
  Arbitrary<String> topics() {
    return levels(List.of("a", "b"));
  }

  private static Arbitrary<String> levels(List<String> words) {
    return Arbitraries.of(words).list().ofMinSize(1).ofMaxSize(3).map(l -> String.join("/", l));
  }
}
