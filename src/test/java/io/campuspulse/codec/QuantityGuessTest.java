package io.campuspulse.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityGuessTest {
  @ParameterizedTest
  @CsvSource({
    "object.temperature, °C, temperature",
    "switch:0.aenergy.total, Wh, energy_register",
    "em:0.total_act_ret_energy, Wh, energy_export_register",
    "ENERGY.Today, kWh,",
    "rxInfo[0].snr, dB,",
    "humidity:0.rh, %, humidity",
    "battery, %, battery",
    "pm2_5, µg/m³, pm25",
    "tvoc, ppb,",
    "occupied,, occupied",
    "power_outage_count,,",
    "Machine/Power,, power",
    "Meter/Energy,, energy_register",
    "pressure, bananas,",
    "humidity, °C, temperature",
  })
  void unitAndNamePointToTheQuantityOrToNone(String metric, String unit, String quantity) {
    assertThat(QuantityGuess.of(metric, unit).map(q -> q.id()).orElse(null)).isEqualTo(quantity);
  }
}
