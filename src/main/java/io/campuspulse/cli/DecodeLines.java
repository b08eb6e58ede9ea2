package io.campuspulse.cli;

import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Effect;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.MessageDecoder;
import io.campuspulse.codec.RejectReason;
import io.campuspulse.codec.Rejection;
import io.campuspulse.codec.json.DecodeJson;
import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.json.StrictJson;
import io.campuspulse.model.RawMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;

/**
 * Decodes messages line by line: one JSON object in, one out, in the same order. A line that is no
 * message gives a rejection too, so that lines can be counted against each other.
 */
final class DecodeLines {
  /** Longest line, and longest payload file, that is read: 4 MiB. */
  static final int LONGEST = 4 << 20;

  private final StrictJson json = new StrictJson(new Limits(8, LONGEST, 1, 32));
  private final DecodeJson writer = new DecodeJson();
  private final MessageDecoder decoder;
  private final List<Effect> effects;
  private final InstantSource clock;

  /**
   * A run.
   *
   * @param effects the list that the decoder's effects are put on; emptied here after each line
   */
  DecodeLines(MessageDecoder decoder, List<Effect> effects, InstantSource clock) {
    this.decoder = decoder;
    this.effects = effects;
    this.clock = clock;
  }

  /** Decodes until the input ends; empty lines are passed over. */
  void run(InputStream in, PrintWriter out) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        decode(line, out);
      } else if (line.size() <= LONGEST) {
        line.write(b);
      }
    }
    decode(line, out);
  }

  private void decode(ByteArrayOutputStream line, PrintWriter out) {
    byte[] bytes = line.toByteArray();
    line.reset();
    boolean blank = true;
    for (byte b : bytes) {
      blank &= b == ' ' || b == '\t' || b == '\r';
    }
    if (!blank) {
      out.println(answer(bytes));
      out.flush();
    }
  }

  private String answer(byte[] line) {
    effects.clear();
    JsonTree id = null;
    try {
      if (!(json.read(line) instanceof JsonTree.Obj object)) {
        throw Rejection.invalid("the line must be an object");
      }
      id = object.get("id");
      RawMessage message = message(object);
      return writer.line(id, decoder.decode(message), message.retained(), effects);
    } catch (Rejection rejection) {
      return refused(id, rejection.reason(), rejection.getMessage());
    }
  }

  private String refused(JsonTree id, RejectReason reason, String sentence) {
    DecodeResult result = new DecodeResult.Rejected(null, reason, "input line: " + sentence);
    return writer.line(id, result, false, List.of());
  }

  private RawMessage message(JsonTree.Obj object) {
    String topic = object.text("topic");
    String payload = object.text("payload");
    if (topic == null || payload == null) {
      throw Rejection.invalid("topic and payload must be texts");
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(payload);
      boolean retained = object.get("retained") == JsonTree.Bool.TRUE;
      return new RawMessage(topic, bytes, retained, receivedAt(object.get("receivedAt")));
    } catch (IllegalArgumentException e) {
      throw Rejection.invalid("payload is not base64");
    }
  }

  private long receivedAt(JsonTree value) {
    if (value instanceof JsonTree.Num millis) {
      return millis.value().longValue();
    }
    if (value instanceof JsonTree.Str text) {
      try {
        return OffsetDateTime.parse(text.value()).toInstant().toEpochMilli();
      } catch (DateTimeParseException | ArithmeticException e) {
        throw Rejection.invalid(
            "receivedAt " + Rejection.quote(text.value()) + " is not ISO-8601 with an offset");
      }
    }
    return clock.millis();
  }
}
