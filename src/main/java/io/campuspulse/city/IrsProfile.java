package io.campuspulse.city;

import io.campuspulse.journal.Outbox;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Signed JSON batches: {@code POST {url}/batches} with {@code Digest} and {@code Idempotency-Key};
 * the city answers 200 with number, count and digest of what it has. Reconciliation: {@code GET
 * {url}/reconciliation?day=…}.
 */
final class IrsProfile implements Profile {
  private final String city;
  private final LinkSettings.Push push;
  private final Credentials credentials;

  IrsProfile(String city, LinkSettings.Push push) {
    this.city = city;
    this.push = push;
    this.credentials =
        push.credentials()
            .orElseThrow(() -> new IllegalArgumentException("irs-signed needs a key for " + city));
  }

  @Override
  public String body(long number, Draft draft) {
    return JsonText.of(
        json -> {
          json.writeStartObject();
          json.writeStringField("city", city);
          json.writeNumberField("batch", number);
          json.writeArrayFieldStart("records");
          for (FigureRecord record : draft.records()) {
            record.write(json);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  @Override
  public Request push(Outbox.Batch batch, Set<String> done, long nowMillis) {
    URI uri = URI.create(push.url() + "/batches");
    Map<String, String> headers = signed(credentials, "POST", uri, nowMillis);
    headers.put("Content-Type", "application/json");
    headers.put("Digest", Digests.header(batch.body()));
    headers.put("Idempotency-Key", batch.key());
    return new Request("POST", uri, headers, Optional.of(batch.body()));
  }

  /** The headers of a signed request. */
  static Map<String, String> signed(
      Credentials credentials, String method, URI uri, long nowMillis) {
    String date = IrsSignature.date(nowMillis);
    String text =
        IrsSignature.stringToSign(
            method, uri.getRawPath(), uri.getRawQuery(), credentials.accessKey(), date);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(IrsSignature.ACCESS_KEY, credentials.accessKey());
    headers.put(IrsSignature.ALGORITHM, IrsSignature.HMAC_SHA256);
    headers.put(IrsSignature.DATE, date);
    headers.put(IrsSignature.SIGNATURE, IrsSignature.of(credentials.secret(), text));
    return headers;
  }

  @Override
  public Delivery judge(Outbox.Batch batch, Set<String> done, Response response) {
    if (response.status() != 200 && response.status() != 201) {
      return Delivery.refused("the city does not take batch " + batch.number(), response);
    }
    Flat answer = Flat.parse(response.body());
    boolean whole =
        answer.number("batch").filter(n -> n == batch.number()).isPresent()
            && answer.text("digest").filter(Digests.header(batch.body())::equals).isPresent();
    return whole
        ? Delivery.RECEIVED
        : Delivery.refused(
            "the answer does not confirm number and digest of batch " + batch.number(), response);
  }

  @Override
  public Request reconciliation(String day, long nowMillis) {
    URI uri = URI.create(push.url() + "/reconciliation?day=" + day);
    return new Request("GET", uri, signed(credentials, "GET", uri, nowMillis), Optional.empty());
  }
}
