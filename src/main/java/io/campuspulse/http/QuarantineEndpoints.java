package io.campuspulse.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campuspulse.journal.Quarantine;
import io.campuspulse.journal.QuarantinedMessage;
import io.campuspulse.model.RawMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows messages that could not be used, and has them tried again. */
final class QuarantineEndpoints {
  private static final Logger LOG = LoggerFactory.getLogger(QuarantineEndpoints.class);
  private static final String BYTES = "application/octet-stream";
  private static final int PRESET_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;
  private static final int PREVIEW = 200;

  private final Reads reads;

  QuarantineEndpoints(Reads reads) {
    this.reads = reads;
  }

  private ZoneId zone() {
    return reads.campus().get().city().zone();
  }

  Reply list(Call call) {
    Parameters parameters = call.parameters();
    Quarantine quarantine = reads.upkeep().quarantine();
    int limit = parameters.integer("limit", PRESET_LIMIT, 1, MAX_LIMIT);
    long after = parameters.text("cursor").map(QuarantineEndpoints::cursor).orElse(-1L);
    Quarantine.Filter filter =
        QuarantineFilters.of(name -> parameters.text(name).orElse(null), zone());
    List<QuarantinedMessage> page = quarantine.page(filter, after, limit);
    long total = quarantine.count(filter, -1);
    long last = page.isEmpty() ? after : page.get(page.size() - 1).offset();
    boolean more = quarantine.count(filter, last) > 0;
    Map<String, Long> reasons = quarantine.counts();
    long trimmed = quarantine.trimmed();
    return Reply.json(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("items");
          for (QuarantinedMessage message : page) {
            json.writeStartObject();
            fields(json, message);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeNumberField("total", total);
          json.writeStringField("next", more ? Long.toString(last) : null);
          json.writeObjectFieldStart("reasons");
          for (Map.Entry<String, Long> reason : reasons.entrySet()) {
            json.writeNumberField(reason.getKey(), reason.getValue());
          }
          json.writeEndObject();
          json.writeNumberField("trimmed", trimmed);
          json.writeEndObject();
        },
        DiscoveryEndpoints.LIVE_TTL);
  }

  private static long cursor(String text) {
    if (text.matches("\\d{1,18}")) {
      return Long.parseLong(text);
    }
    throw Problem.parameter("cursor", text, "必须是上一页给出的 next", "must be the next of the page before")
        .exception();
  }

  Reply one(Call call) {
    QuarantinedMessage message = find(call);
    return Reply.json(
        json -> {
          json.writeStartObject();
          fields(json, message);
          json.writeStringField(
              "payload", Base64.getEncoder().encodeToString(message.message().payload()));
          json.writeEndObject();
        },
        DiscoveryEndpoints.LIVE_TTL);
  }

  Reply payload(Call call) {
    byte[] payload = find(call).message().payload();
    String caching = Reply.privately(DiscoveryEndpoints.LIVE_TTL);
    return new Reply(200, BYTES, () -> payload, null, caching, OptionalLong.empty());
  }

  private QuarantinedMessage find(Call call) {
    String id = call.path().get("id");
    if (id.matches("\\d{1,18}")) {
      var found = reads.upkeep().quarantine().get(Long.parseLong(id));
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw Problem.notFound(
            "id",
            id,
            "隔离区中没有此编号的消息（可能已重放或已清理）",
            "the quarantine has no message of this id; it may have been replayed or trimmed")
        .exception();
  }

  private void fields(JsonGenerator json, QuarantinedMessage quarantined) throws IOException {
    RawMessage message = quarantined.message();
    QuarantinedMessage.Source source = quarantined.source();
    json.writeNumberField("id", quarantined.offset());
    json.writeStringField("receivedAt", Times.text(message.receivedAtMillis(), zone()));
    json.writeStringField("topic", message.topic());
    json.writeBooleanField("retained", message.retained());
    json.writeNumberField("bytes", message.payload().length);
    json.writeStringField("reason", quarantined.reason());
    json.writeStringField("sentence", quarantined.sentence());
    json.writeStringField("convention", source == null ? null : source.convention());
    json.writeStringField("device", source == null ? null : source.device());
    json.writeStringField("preview", preview(message.payload()));
  }

  /** The beginning of a payload that is text; null for other bytes. */
  private static String preview(byte[] payload) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
      int end =
          text.offsetByCodePoints(0, Math.min(PREVIEW, text.codePointCount(0, text.length())));
      return end == text.length() ? text : text.substring(0, end) + "…";
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  Reply replay(Call call) {
    Map<String, String> fields = QuarantineFilters.fields(call.body());
    Function<String, String> field = fields::get;
    Quarantine.Filter filter = QuarantineFilters.of(field, zone());
    long atMillis = reads.clock().millis();
    long replayed = reads.upkeep().quarantine().replay(filter, atMillis);
    LOG.info(
        "audit: {} had {} messages of the quarantine replayed: {}",
        call.caller().name(),
        replayed,
        QuarantineFilters.printable(fields));
    byte[] answer =
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeNumberField("replayed", replayed);
              json.writeStringField("requestedAt", Times.text(atMillis, zone()));
              json.writeEndObject();
            });
    return Reply.fresh(202, Reply.JSON, answer);
  }
}
