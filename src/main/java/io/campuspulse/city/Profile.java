package io.campuspulse.city;

import io.campuspulse.journal.Outbox;
import io.campuspulse.journal.Tally;
import io.campuspulse.model.School;
import io.campuspulse.registry.Campus;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How one kind of city platform is spoken to. Implementations are immutable. */
interface Profile {
  /** What is sent for a batch: formed once, sent until it is acknowledged. */
  String body(long number, Draft draft);

  /**
   * The request that carries a batch, signed for now.
   *
   * @param done what the city has of it already, by the ids of {@link Delivery#done}
   */
  Request push(Outbox.Batch batch, Set<String> done, long nowMillis);

  /** Whether an answer says that the whole batch was received. */
  Delivery judge(Outbox.Batch batch, Set<String> done, Response response);

  /** The request for the city's count and digest of a local day. */
  Request reconciliation(String day, long nowMillis);

  /** Adds what the city has not been told of the registry to an empty draft. */
  default void registry(Campus campus, List<School> schools, Draft draft, int max) {}

  /** Newest measurements of a school that go with its figures. */
  default List<String> measurements(Ground ground, School school, int max) {
    return List.of();
  }

  /** The city's count and digest in an answer to {@link #reconciliation}. */
  static Optional<Tally> tally(Response response) {
    if (response.status() != 200) {
      return Optional.empty();
    }
    Flat answer = Flat.parse(response.body());
    Optional<String> digest = answer.text("digest").filter(d -> d.matches("[0-9a-f]{64}"));
    return answer.number("records").flatMap(n -> digest.map(d -> new Tally(n, d)));
  }
}
