package io.campuspulse.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.app.Decoders;
import io.campuspulse.codec.Conventions;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Limits;
import io.campuspulse.config.MappingLoader;
import io.campuspulse.config.Problems;
import io.campuspulse.model.RawMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DecodeSamplesTest {
  private final Conventions decoder =
      Decoders.all(
          new MappingLoader(Limits.DEFAULT, new Problems())
              .load(List.of(Path.of("config/mappings"))));

  @Test
  void everyTypicalMessageGivesReadings() {
    decoder.decode(DecodeSamples.birth());
    Map<String, RawMessage> typical = DecodeSamples.typical();
    typical.forEach(
        (name, message) ->
            assertThat(decoder.decode(message))
                .as(name)
                .isInstanceOfSatisfying(
                    DecodeResult.Decoded.class,
                    decoded -> assertThat(decoded.readings()).hasSizeGreaterThan(1)));
  }

  @Test
  void tenThousandBadMessagesLeaveNoTraceInTheDecoder() {
    decoder.decode(DecodeSamples.birth());
    List<RawMessage> typical = List.copyOf(DecodeSamples.typical().values());
    List<DecodeResult> before = new ArrayList<>();
    typical.forEach(m -> before.add(decoder.decode(m)));
    byte[] state = decoder.snapshot();
    Set<String> reasons = new TreeSet<>();
    int fed = 0;
    while (fed < 10_000) {
      for (RawMessage good : typical) {
        for (RawMessage bad : DecodeSamples.broken(good)) {
          fed++;
          if (decoder.decode(bad) instanceof DecodeResult.Rejected rejected) {
            reasons.add(rejected.reason().code());
          }
        }
      }
    }
    assertThat(reasons)
        .containsExactly("duplicate-key", "invalid-json", "invalid-payload", "limit");
    assertThat(decoder.failures()).isZero();
    assertThat(decoder.snapshot()).isEqualTo(state);
    List<DecodeResult> after = new ArrayList<>();
    typical.forEach(m -> after.add(decoder.decode(m)));
    assertThat(after).isEqualTo(before);
  }
}
