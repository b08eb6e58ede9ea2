package io.campuspulse.ingest;

import io.campuspulse.metrics.MachineState;
import io.campuspulse.metrics.Occupancy;
import io.campuspulse.model.Reading;
import io.campuspulse.query.LiveView;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The newest of everything, written by the ingest thread, read by any. */
public final class LiveState implements LiveView {
  private final ConcurrentMap<String, AtomicReference<Latest>> latest = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, AtomicLong> seen = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, String> availability = new ConcurrentHashMap<>();
  private final Supplier<FactEngine.Published> published;

  public LiveState(Supplier<FactEngine.Published> published) {
    this.published = published;
  }

  void onReading(Reading r) {
    AtomicReference<Latest> cell = latest.get(r.point());
    if (cell == null) {
      cell = latest.computeIfAbsent(r.point(), k -> new AtomicReference<>());
    }
    Latest now = cell.getPlain();
    if (now == null || now.timeMillis() <= r.timeMillis()) {
      cell.setRelease(new Latest(r.timeMillis(), r.value(), r.quality()));
    }
  }

  void onSeen(String device, long receivedAtMillis) {
    AtomicLong cell = seen.get(device);
    if (cell == null) {
      cell = seen.computeIfAbsent(device, k -> new AtomicLong());
    }
    if (receivedAtMillis > cell.getPlain()) {
      cell.setRelease(receivedAtMillis);
    }
  }

  void onAvailability(String device, String state) {
    availability.put(device, state);
  }

  /** Availability statements by device, for checkpoints. */
  Map<String, String> availabilities() {
    return Map.copyOf(availability);
  }

  @Override
  public Optional<Latest> latest(String point) {
    return Optional.ofNullable(latest.get(point)).map(AtomicReference::get);
  }

  @Override
  public Presence presence(String space) {
    FactEngine.Published now = published.get();
    FactEngine.SpacePresence p = now.presences().get(space);
    if (p == null || now.watermarks().getOrDefault(p.school(), 0L) != p.until()) {
      return new Presence("unknown", Optional.empty(), "none");
    }
    Occupancy o = p.occupancy();
    return new Presence(
        o.state().name().toLowerCase(Locale.ROOT),
        o.headsMilli() < 0 ? Optional.empty() : Optional.of(o.headsMilli() / 1000),
        o.source().name().toLowerCase(Locale.ROOT));
  }

  @Override
  public String machine(String equipment) {
    FactEngine.Published now = published.get();
    FactEngine.MachineNow m = now.machines().get(equipment);
    boolean current = m != null && now.watermarks().getOrDefault(m.school(), 0L) == m.until();
    return (current ? m.state() : MachineState.UNKNOWN).word();
  }

  @Override
  public Optional<Long> lastSeen(String device) {
    return Optional.ofNullable(seen.get(device)).map(AtomicLong::get);
  }

  @Override
  public Optional<String> availability(String device) {
    return Optional.ofNullable(availability.get(device));
  }

  @Override
  public Optional<Long> watermark(String school) {
    return Optional.ofNullable(published.get().watermarks().get(school))
        .filter(w -> w != Long.MIN_VALUE);
  }

  @Override
  public Optional<Long> newestEventTime() {
    return latest.values().stream()
        .map(AtomicReference::get)
        .filter(Objects::nonNull)
        .map(Latest::timeMillis)
        .max(Long::compare);
  }
}
