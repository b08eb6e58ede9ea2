package io.campuspulse.mockcity;

import com.sun.net.httpserver.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes numbered batches. */
final class IrsInbox implements Inbox {
  private final Ledger ledger;

  IrsInbox(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public String path() {
    return "/batches";
  }

  @Override
  public Answer take(Headers headers, byte[] body, boolean partial) {
    String key = headers.getFirst("Idempotency-Key");
    if (key == null || key.isBlank()) {
      return Answer.refused(400, "Idempotency-Key is missing");
    }
    String digest = Door.digest(body);
    try {
      Map<?, ?> batch = Tree.object(Tree.parse(body), "the batch");
      long number = Tree.whole(batch, "batch");
      List<Item> items = new ArrayList<>();
      for (Object record : Tree.list(batch.get("records"), "records")) {
        items.add(Item.of(Tree.object(record, "a record")));
      }
      boolean fresh = ledger.take(number, key + " " + digest, items);
      return new Answer(
          200,
          "{\"batch\":%d,\"records\":%d,\"digest\":%s,\"duplicate\":%b}%n"
              .formatted(number, items.size(), Answer.quoted(digest), !fresh));
    } catch (Tree.Malformed e) {
      return Answer.refused(400, e.getMessage());
    } catch (Ledger.Refused e) {
      return Answer.refused(409, e.getMessage());
    }
  }
}
