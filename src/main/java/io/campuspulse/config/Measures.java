package io.campuspulse.config;

import io.campuspulse.model.Unit;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads amounts with their unit written out, such as {@code 7.5kW} or {@code 100000 kWh}. */
final class Measures {
  private static final Pattern AMOUNT =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?)\\s*(\\S*)");

  private Measures() {}

  /** The positive amount in a canonical unit; a wrong one is reported. A bare count needs none. */
  static Optional<BigDecimal> read(Node node, Unit canonical, int decimals) {
    if (node instanceof Scalar scalar) {
      Matcher matcher = AMOUNT.matcher(scalar.raw().strip());
      if (matcher.matches()) {
        Optional<Unit> unit =
            matcher.group(2).isEmpty() && canonical == Unit.ONE
                ? Optional.of(Unit.ONE)
                : Unit.bySymbol(matcher.group(2)).filter(u -> u.convertibleTo(canonical));
        if (unit.isPresent()) {
          BigDecimal amount =
              unit.get().convert(new BigDecimal(matcher.group(1)), canonical, decimals);
          if (amount.signum() > 0) {
            return Optional.of(amount);
          }
        }
      }
    }
    String example = canonical == Unit.ONE ? "65536" : "100 " + canonical.symbol();
    node.problem("must be a positive amount with its unit, such as " + example);
    return Optional.empty();
  }
}
