package io.campuspulse.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campuspulse.codec.convention.NativeConventions;
import io.campuspulse.codec.mapping.MappingConvention;
import io.campuspulse.model.RawMessage;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConventionsTest {
  /** Counts its messages; that is its state. */
  private static final class Counting implements Convention {
    private final String id;
    private int count;

    Counting(String id) {
      this.id = id;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public boolean claims(Topic topic) {
      return topic.level(0).equals("t");
    }

    @Override
    public DecodeResult decode(Topic topic, RawMessage message, Effects effects) {
      return switch (topic.last()) {
        case "decline" -> null;
        case "defect" -> throw new IllegalStateException("a bug");
        case "bad" -> throw Rejection.invalid("bad");
        default -> {
          count++;
          yield new DecodeResult.NoTelemetry(id, List.of());
        }
      };
    }

    @Override
    public void save(DataOutput out) throws IOException {
      out.writeInt(count);
    }

    @Override
    public Runnable load(DataInput in) throws IOException {
      int read = in.readInt();
      return () -> count = read;
    }
  }

  private final Counting first = new Counting("first");
  private final Counting second = new Counting("second");
  private final Conventions decoder =
      new Conventions(List.of(first, second), new Limits(32, 10, 10, 10), Effects.NONE);

  private DecodeResult feed(String topic) {
    return decoder.decode(new RawMessage(topic, new byte[0], false, 0));
  }

  @Test
  void theFirstThatClaimsDecodesAndOneThatDeclinesPassesOn() {
    assertThat(feed("t/x").convention()).isEqualTo("first");
    assertThat(second.count).isZero();
    assertThat(feed("t/decline"))
        .isEqualTo(
            new DecodeResult.Rejected(
                null, RejectReason.UNCLAIMED_TOPIC, "no convention claims topic \"t/decline\""));
    assertThat(feed("u").convention()).isNull();
  }

  @Test
  void rejectionsAndDefectsAreOutcomesAndOnlyDefectsCount() {
    assertThat(feed("t/bad"))
        .isEqualTo(new DecodeResult.Rejected("first", RejectReason.INVALID_PAYLOAD, "bad"));
    assertThat(decoder.failures()).isZero();
    assertThat(feed("t/defect")).isInstanceOf(DecodeResult.Rejected.class);
    assertThat(decoder.failures()).isEqualTo(1);
  }

  @Test
  void payloadsOverTheLimitAreRefusedBeforeTheyAreLookedAt() {
    DecodeResult result = decoder.decode(new RawMessage("t/x", new byte[11], false, 0));
    assertThat(result)
        .isEqualTo(
            new DecodeResult.Rejected(
                "first", RejectReason.LIMIT, "payload of 11 bytes is over the limit of 10"));
  }

  @Test
  void aSnapshotBringsTheStateBack() throws IOException {
    feed("t/x");
    byte[] state = decoder.snapshot();
    feed("t/x");
    decoder.restore(state);
    assertThat(first.count).isEqualTo(1);
  }

  @Test
  void aDamagedSnapshotIsRefusedWholeAndChangesNothing() {
    feed("t/x");
    byte[] state = decoder.snapshot();
    feed("t/x");
    for (int i = 0; i < state.length; i++) {
      byte[] damaged = state.clone();
      damaged[i] ^= 0x41;
      assertThatThrownBy(() -> decoder.restore(damaged)).isInstanceOf(IOException.class);
      byte[] cut = java.util.Arrays.copyOf(state, i);
      assertThatThrownBy(() -> decoder.restore(cut)).isInstanceOf(IOException.class);
    }
    assertThat(first.count).isEqualTo(2);
  }

  @Test
  void stateOfAConventionThatIsGoneIsDropped() throws IOException {
    feed("t/x");
    Counting only = new Counting("second");
    Conventions later = new Conventions(List.of(only), Limits.DEFAULT, Effects.NONE);
    later.restore(decoder.snapshot());
    assertThat(only.count).isZero();
  }

  @Test
  void twoConventionsWithOneIdAreRefused() {
    assertThatThrownBy(
            () ->
                new Conventions(
                    List.of(first, new Counting("first")), Limits.DEFAULT, Effects.NONE))
        .hasMessage("two conventions have the id first");
  }

  @Test
  void discoveryTellsNamesAndUnits() {
    List<Effect> effects = new ArrayList<>();
    Conventions natives =
        new Conventions(
            NativeConventions.with(List.of(), Limits.DEFAULT), Limits.DEFAULT, effects::add);
    String config =
        "{\"name\":\"T\",\"stat_t\":\"~/state\",\"~\":\"a/b\",\"unit_of_meas\":\"°C\","
            + "\"dev_cla\":\"temperature\",\"val_tpl\":\"{{ value_json.t }}\","
            + "\"uniq_id\":\"u1\",\"dev\":{\"name\":\"D\"}}";
    natives.decode(
        new RawMessage(
            "homeassistant/sensor/n/t/config", config.getBytes(StandardCharsets.UTF_8), true, 0));
    assertThat(effects)
        .containsExactly(
            new Effect.DiscoveredEntity(
                "u1", "a/b/state", "{{ value_json.t }}", "°C", "temperature", "T", "D"));
  }

  @Test
  void theConventionsOwnMessageKeyIsTold() {
    Conventions natives = SharedVectors.decoder();
    String up = "{\"deduplicationId\":\"k1\",\"object\":{\"a\":1}}";
    DecodeResult.Decoded result =
        (DecodeResult.Decoded)
            natives.decode(
                new RawMessage(
                    "application/a/device/d/event/up",
                    up.getBytes(StandardCharsets.UTF_8),
                    false,
                    0));
    assertThat(result.messageKey()).isEqualTo("k1");
  }

  @Test
  void whatKeepsStateIsFreshInAFork() throws NoSuchMethodException {
    int stateful = 0;
    for (Convention convention :
        NativeConventions.with(List.of(new MappingConvention(List.of())), Limits.DEFAULT)) {
      Class<?> saves =
          convention.getClass().getMethod("save", DataOutput.class).getDeclaringClass();
      if (!saves.equals(Convention.class)) {
        stateful++;
        assertThat(convention.fresh()).as(convention.id()).isNotSameAs(convention);
      }
    }
    assertThat(stateful).isEqualTo(3);
  }
}
