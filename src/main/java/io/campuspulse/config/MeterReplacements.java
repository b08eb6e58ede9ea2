package io.campuspulse.config;

import io.campuspulse.model.Point.Replacement;
import io.campuspulse.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads when a register was exchanged: {@code replaced: [{at: 2026-03-02T10:05:00+08:00, old_end:
 * 1002kWh, new_start: 990kWh}]}, where the old register's last level is optional and the new one's
 * first is 0 unless given.
 */
final class MeterReplacements {
  private MeterReplacements() {}

  static List<Replacement> read(Section point, Quantity quantity) {
    List<Replacement> found = new ArrayList<>();
    for (Section entry : point.sections("replaced")) {
      OptionalLong at = Moments.read(entry, "at");
      Optional<Long> oldEnd = level(entry, "old_end", quantity);
      long newStart = level(entry, "new_start", quantity).orElse(0L);
      at.ifPresent(millis -> found.add(new Replacement(millis, oldEnd, newStart)));
    }
    found.sort(Comparator.comparingLong(Replacement::atMillis));
    return found;
  }

  private static Optional<Long> level(Section entry, String key, Quantity quantity) {
    return entry
        .node(key)
        .flatMap(n -> Measures.read(n, quantity.unit(), quantity.decimals()))
        .map(BigDecimal::unscaledValue)
        .map(java.math.BigInteger::longValueExact);
  }
}
