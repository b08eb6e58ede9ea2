package io.campuspulse.codec.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.codec.Conventions;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Effects;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.NativeReading;
import io.campuspulse.codec.NativeTime;
import io.campuspulse.codec.NativeValue;
import io.campuspulse.config.MappingLoader;
import io.campuspulse.config.Problems;
import io.campuspulse.model.RawMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A decoder of mappings written in a test, and readings in a short form. */
final class Mapped {
  private final Conventions decoder;

  private Mapped(List<Mapping> mappings) {
    this.decoder =
        new Conventions(List.of(new MappingConvention(mappings)), Limits.DEFAULT, Effects.NONE);
  }

  /** Compiles mappings that must be right; a first line {@code mapping: x} is added when absent. */
  static Mapped by(String... texts) {
    Problems problems = new Problems();
    List<Mapping> mappings = new ArrayList<>();
    for (String text : texts) {
      String whole = text.startsWith("mapping:") ? text : "mapping: test\n" + text;
      new MappingLoader(Limits.DEFAULT, problems)
          .parse("test.yaml", whole)
          .ifPresent(mappings::add);
    }
    assertThat(problems.sentences()).isEmpty();
    return new Mapped(mappings);
  }

  /** What is wrong with a mapping, one sentence a line. */
  static String problems(String text) {
    Problems problems = new Problems();
    new MappingLoader(Limits.DEFAULT, problems).parse("my.yaml", text);
    return problems.sentences();
  }

  DecodeResult decode(String topic, String payload) {
    return decode(topic, payload.getBytes(StandardCharsets.UTF_8), false);
  }

  DecodeResult decode(String topic, byte[] payload, boolean retained) {
    return decoder.decode(new RawMessage(topic, payload, retained, 0));
  }

  Conventions conventions() {
    return decoder;
  }

  /**
   * The readings, each as {@code device metric=value unit quality time}, what is plain left out.
   */
  List<String> read(String topic, String payload) {
    return shown(decode(topic, payload));
  }

  static List<String> shown(DecodeResult result) {
    if (result instanceof DecodeResult.Rejected rejected) {
      return List.of("rejected " + rejected.reason().code() + ": " + rejected.sentence());
    }
    return result instanceof DecodeResult.Decoded decoded
        ? decoded.readings().stream().map(Mapped::shown).toList()
        : List.of();
  }

  private static String shown(NativeReading reading) {
    StringBuilder out = new StringBuilder();
    out.append(reading.device()).append(' ').append(reading.metric()).append('=');
    out.append(shown(reading.value()));
    if (reading.unit() != null) {
      out.append(' ').append(reading.unit());
    }
    if (reading.quality() != io.campuspulse.codec.NativeQuality.GOOD) {
      out.append(' ').append(reading.quality().word());
    }
    if (reading.time() instanceof NativeTime.At at) {
      out.append(' ').append(at.instant());
    } else if (reading.time() instanceof NativeTime.Local local) {
      out.append(' ').append(local.time());
    }
    return out.toString();
  }

  private static String shown(NativeValue value) {
    if (value instanceof NativeValue.Num number) {
      return number.value().toPlainString();
    }
    if (value instanceof NativeValue.Text text) {
      return "'" + text.value() + "'";
    }
    if (value instanceof NativeValue.Bool bool) {
      return Boolean.toString(bool.value());
    }
    if (value instanceof NativeValue.ListOf list) {
      return list.values().stream().map(Mapped::shown).toList().toString();
    }
    return value instanceof NativeValue.MapOf map ? map.members().toString() : "null";
  }
}
