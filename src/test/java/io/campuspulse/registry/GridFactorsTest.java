package io.campuspulse.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.registry.GridFactors.Entry;
import io.campuspulse.registry.GridFactors.Factor;
import io.campuspulse.registry.GridFactors.Status;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GridFactorsTest {
  private static final BigDecimal Y2022 = new BigDecimal("0.5153");
  private static final BigDecimal Y2023 = new BigDecimal("0.4974");

  private final GridFactors factors = table("v1", "0.4974");

  private static GridFactors table(String version, String of2023) {
    return new GridFactors(
        version,
        Map.of(
            "national", Map.of(2021, new Entry(new BigDecimal("0.5568"), Status.VERIFIED)),
            "zhejiang",
                Map.of(
                    2022, new Entry(Y2022, Status.SECONDARY),
                    2023, new Entry(new BigDecimal(of2023), Status.SECONDARY))));
  }

  @Test
  void aKnownYearHasItsOwnFactor() {
    assertThat(factors.factor("zhejiang", 2022))
        .contains(new Factor(Y2022, 2022, false, Status.SECONDARY));
  }

  @Test
  void aLaterYearCarriesTheLatestKnownOne() {
    assertThat(factors.factor("zhejiang", 2026))
        .contains(new Factor(Y2023, 2023, true, Status.SECONDARY));
  }

  @Test
  void aYearBeforeTheFirstCarriesTheFirstAndDoesNotBorrowFromTheNation() {
    assertThat(factors.factor("zhejiang", 2021))
        .contains(new Factor(Y2022, 2022, true, Status.SECONDARY));
  }

  @Test
  void aRegionOutsideTheTableHasNone() {
    assertThat(factors.factor("east_china", 2022)).isEmpty();
  }

  @Test
  void theVersionChangesWithAnyNumber() {
    assertThat(factors.version()).startsWith("v1@").isEqualTo(table("v1", "0.4974").version());
    assertThat(table("v1", "0.4975").version()).isNotEqualTo(factors.version());
    assertThat(table("v2", "0.4974").version()).isNotEqualTo(factors.version());
  }

  @Test
  void theYearsOfAThousandKilowattHoursEachAddAsInTheSpecification() {
    BigDecimal thousand = BigDecimal.valueOf(1_000);
    BigDecimal sum =
        thousand
            .multiply(factors.factor("zhejiang", 2022).orElseThrow().kgPerKwh())
            .add(thousand.multiply(factors.factor("zhejiang", 2023).orElseThrow().kgPerKwh()));
    assertThat(sum).isEqualByComparingTo("1012.7");
  }
}
