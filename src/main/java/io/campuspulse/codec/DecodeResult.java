package io.campuspulse.codec;

import java.util.List;

/** The outcome of decoding one message. Malformed input is an outcome, never an exception. */
public sealed interface DecodeResult {
  /** The convention that claimed the message, such as {@code campus}; null when none did. */
  String convention();

  /** Availability statements of the message. */
  List<Availability> availability();

  /**
   * At least one reading.
   *
   * @param messageKey the convention's own identity of the message, by which a second delivery is
   *     known, such as ChirpStack's deduplication id; null when it has none beyond device, metric
   *     and time
   */
  record Decoded(
      String convention,
      List<NativeReading> readings,
      List<Availability> availability,
      String messageKey)
      implements DecodeResult {
    public Decoded {
      readings = List.copyOf(readings);
      availability = List.copyOf(availability);
    }

    /** A message without an identity of its own. */
    public Decoded(
        String convention, List<NativeReading> readings, List<Availability> availability) {
      this(convention, readings, availability, null);
    }
  }

  /** Well-formed, nothing measured. */
  record NoTelemetry(String convention, List<Availability> availability) implements DecodeResult {
    public NoTelemetry {
      availability = List.copyOf(availability);
    }
  }

  /**
   * Invalid by its own format, or claimed by nothing.
   *
   * @param sentence what, which value, which rule
   */
  record Rejected(String convention, RejectReason reason, String sentence) implements DecodeResult {
    @Override
    public List<Availability> availability() {
      return List.of();
    }
  }
}
