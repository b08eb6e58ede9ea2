package io.campuspulse.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An effective-dated registry value: each value is in force from its date (local midnight) until
 * the next one's. The first value also holds for all time before its date.
 *
 * @param <T> the value's type
 */
public final class Dated<T> {
  private final NavigableMap<LocalDate, T> values;

  private Dated(NavigableMap<LocalDate, T> values) {
    this.values = values;
  }

  /** A value that never changes. */
  public static <T> Dated<T> always(T value) {
    return new Dated<>(new TreeMap<>(Map.of(LocalDate.EPOCH, value)));
  }

  /** No value at any time. */
  public static <T> Dated<T> never() {
    return new Dated<>(new TreeMap<>());
  }

  /** Values by the date from which each holds. */
  public static <T> Dated<T> of(Map<LocalDate, T> values) {
    return new Dated<>(new TreeMap<>(values));
  }

  /** The value in force on a date. */
  public Optional<T> on(LocalDate date) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    Map.Entry<LocalDate, T> entry = values.floorEntry(date);
    return Optional.of(entry == null ? values.firstEntry().getValue() : entry.getValue());
  }

  /** The value in force last, for displays. */
  public Optional<T> latest() {
    return values.isEmpty() ? Optional.empty() : Optional.of(values.lastEntry().getValue());
  }

  /** All dates at which a value starts to hold, ascending. */
  public List<LocalDate> changes() {
    return List.copyOf(values.keySet());
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Dated<?> other && values.equals(other.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
