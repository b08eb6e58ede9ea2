package io.campuspulse.config;

import io.campuspulse.model.Point;
import io.campuspulse.model.Point.Role;
import io.campuspulse.model.Point.Traits;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Unit;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A point as written, of a device or of a profile.
 *
 * @param metric native metric path
 * @param node where it stands
 * @param quantity what it measures
 * @param role what metrics may take it for
 * @param traits its traits; a nominal interval of 0 stands for the device's
 * @param subject its own subject, else the device's
 * @param id its own id, else one made of device and metric
 */
record PointEntry(
    String metric,
    Node node,
    Quantity quantity,
    Role role,
    Traits traits,
    Optional<Scope> subject,
    Optional<String> id) {
  private static final Set<Quantity> METERED =
      Set.of(
          Quantity.ENERGY_REGISTER,
          Quantity.ENERGY_EXPORT_REGISTER,
          Quantity.ENERGY_GENERATION_REGISTER,
          Quantity.WATER_REGISTER,
          Quantity.POWER,
          Quantity.FLOW);
  private static final Set<Quantity> ENERGY =
      Set.of(
          Quantity.ENERGY_REGISTER,
          Quantity.ENERGY_EXPORT_REGISTER,
          Quantity.ENERGY_GENERATION_REGISTER);
  private static final Set<Quantity> STICKING = Set.of(Quantity.PEOPLE, Quantity.CO2);
  private static final Set<Quantity> PRESENCE = Set.of(Quantity.MOTION, Quantity.OCCUPIED);

  /** Reads {@code metric: quantity} or {@code metric: {quantity: …, …}}. */
  static Optional<PointEntry> read(Map.Entry<String, Node> entry) {
    Node node = entry.getValue();
    if (node instanceof Section section) {
      return Optional.of(read(entry.getKey(), section));
    }
    if (node instanceof Scalar word) {
      return word.enumOf(Quantity.class)
          .map(
              quantity ->
                  new PointEntry(
                      entry.getKey(),
                      node,
                      quantity,
                      Role.NORMAL,
                      Traits.nominal(0),
                      Optional.empty(),
                      Optional.empty()));
    }
    node.problem("must be a quantity, or a block of keys with 'quantity'");
    return Optional.empty();
  }

  private static PointEntry read(String metric, Section section) {
    Quantity quantity = section.enumOf("quantity", Quantity.class);
    Role role = section.enumOf("role", Role.class, Role.NORMAL);
    if (role == Role.MAIN && !METERED.contains(quantity)) {
      section.problemAt("role", "a main meter measures energy, power, water or flow");
    }
    return new PointEntry(
        metric,
        section,
        quantity,
        role,
        traits(section, quantity),
        Subjects.read(section),
        section.has("id") ? Optional.of(RegistryEntries.id(section)) : Optional.empty());
  }

  private static Traits traits(Section section, Quantity quantity) {
    onlyFor(section, "rollover", quantity.kind() == Quantity.Kind.COUNTER, "a counter");
    onlyFor(section, "rated_power", ENERGY.contains(quantity), "an energy register");
    onlyFor(section, "always_on", quantity == Quantity.ENERGY_REGISTER, "an energy register");
    onlyFor(section, "replaced", quantity.kind() == Quantity.Kind.COUNTER, "a counter");
    onlyFor(section, "own_hold", PRESENCE.contains(quantity), "motion and occupied");
    onlyFor(section, "stuck_after", STICKING.contains(quantity), "people and co2");
    return new Traits(
        section.optionalText("unit").flatMap(symbol -> unit(section, symbol, quantity)),
        section
            .node("rollover")
            .flatMap(n -> Measures.read(n, quantity.unit(), quantity.decimals()))
            .map(amount -> amount.unscaledValue().longValueExact()),
        section
            .node("rated_power")
            .flatMap(n -> Measures.read(n, Unit.MILLIWATT, 0))
            .map(amount -> amount.unscaledValue().longValueExact()),
        section
            .optionalDuration("own_hold", Duration.ZERO, Duration.ofHours(1))
            .map(Duration::toMillis)
            .orElse(0L),
        section
            .optionalDuration("interval", DeviceReader.SHORTEST, DeviceReader.LONGEST)
            .map(Duration::toMillis)
            .orElse(0L),
        section
            .optionalDuration("stuck_after", Duration.ofMinutes(10), DeviceReader.LONGEST)
            .map(Duration::toMillis)
            .orElse(0L),
        new Point.Register(
            section.flag("always_on", false), MeterReplacements.read(section, quantity)));
  }

  private static void onlyFor(Section section, String key, boolean fits, String what) {
    if (section.has(key) && !fits) {
      section.problemAt(key, "is only for " + what);
    }
  }

  private static Optional<Unit> unit(Section section, String symbol, Quantity quantity) {
    Optional<Unit> unit = Unit.bySymbol(symbol);
    if (unit.isEmpty()) {
      section.problemAt("unit", "is not a known unit");
    } else if (!unit.get().convertibleTo(quantity.unit())) {
      section.problemAt("unit", "does not convert to " + quantity.unit().symbol());
      return Optional.empty();
    }
    return unit;
  }

  /** The point of a device. */
  Point toPoint(String pointId, String device, Scope subject, Traits full) {
    return new Point(pointId, device, metric, quantity, subject, role, full);
  }
}
