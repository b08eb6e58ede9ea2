package io.campuspulse.city;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quality;
import io.campuspulse.model.School;
import io.campuspulse.query.Figure;
import io.campuspulse.query.LiveView;
import io.campuspulse.query.Resolution;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NgsiEntitiesTest {
  private final SimSchools schools = new SimSchools(() -> World.START);
  private final School school = schools.registry().school("3303020001").orElseThrow();

  private static JsonNode parse(String entity) {
    return World.json(entity.getBytes(StandardCharsets.UTF_8));
  }

  private FigureRecord record(String metric, BigDecimal value, String unit) {
    Figure figure =
        new Figure(
            new Interval(World.START, World.START + 24 * World.HOUR),
            value,
            new Figure.Parts(null, null, BigDecimal.ONE, List.of()),
            new Figure.Bounds(value, value),
            value == null ? Figure.Status.INSUFFICIENT : Figure.Status.FINAL,
            value == null ? "coverage" : null,
            new Figure.Revised(2, 5));
    return new FigureRecord(
        World.feed(metric, Resolution.P1D), school, figure, unit, "m/1", SimSchools.ZONE);
  }

  @Test
  void anIndicatorHasPeriodUnitAndRevision() {
    JsonNode kpi = parse(NgsiEntities.kpi(record("energy_use", new BigDecimal("12.50"), "kWh")));
    assertThat(kpi.get("id").asText())
        .isEqualTo(
            "urn:ngsi-ld:KeyPerformanceIndicator:3303020001:energy_use:P1D:"
                + "2026-03-02T00:00:00+08:00");
    assertThat(kpi.at("/calculationPeriod/value/from").asText())
        .isEqualTo("2026-03-02T00:00:00+08:00");
    assertThat(kpi.at("/calculationPeriod/value/to").asText())
        .isEqualTo("2026-03-03T00:00:00+08:00");
    assertThat(kpi.at("/kpiValue/value").decimalValue()).isEqualByComparingTo("12.5");
    assertThat(kpi.at("/kpiValue/unitCode").asText()).isEqualTo("KWH");
    assertThat(kpi.at("/revision/value").asInt()).isEqualTo(2);
    assertThat(kpi.at("/calculationFrequency/value").asText()).isEqualTo("daily");
  }

  @Test
  void aWithheldIndicatorHasNoValueAndSaysWhy() {
    JsonNode kpi = parse(NgsiEntities.kpi(record("energy_use", null, "kWh")));
    assertThat(kpi.has("kpiValue")).isFalse();
    assertThat(kpi.at("/status/value").asText()).isEqualTo("insufficient");
    assertThat(kpi.at("/reason/value").asText()).isEqualTo("coverage");
  }

  @Test
  void aUnitWithoutACodeIsToldAsText() {
    JsonNode kpi =
        parse(NgsiEntities.kpi(record("energy_use_intensity", BigDecimal.ONE, "kWh/m2")));
    assertThat(kpi.at("/kpiValue/unitCode").isMissingNode()).isTrue();
    assertThat(kpi.at("/kpiValue/unitText/value").asText()).isEqualTo("kWh/m2");
  }

  @Test
  void partsPerMillionStayPartsPerMillion() {
    Point point = schools.registry().point("p3303020001").orElseThrow();
    JsonNode measurement =
        parse(
            NgsiEntities.measurement(
                point, new LiveView.Latest(World.START, 612_500, Quality.GOOD), SimSchools.ZONE));
    assertThat(measurement.at("/numValue/value").decimalValue()).isEqualByComparingTo("612.5");
    assertThat(measurement.at("/numValue/unitCode").asText()).isEqualTo("59");
    assertThat(measurement.at("/refDevice/object").asText())
        .isEqualTo("urn:ngsi-ld:Device:d3303020001");
    assertThat(measurement.at("/controlledProperty/value").asText()).isEqualTo("co2");
  }

  @Test
  void buildingsAndDevicesNameWhatTheyAre() {
    JsonNode building =
        parse(
            NgsiEntities.building(
                schools.registry(), schools.registry().building("b3303020001").orElseThrow()));
    assertThat(building.at("/divisionCode/value").asText()).isEqualTo("330302");
    JsonNode device =
        parse(
            NgsiEntities.device(
                schools.registry(), schools.registry().device("d3303020001").orElseThrow()));
    assertThat(device.at("/controlledAsset/object").asText())
        .isEqualTo("urn:ngsi-ld:Building:b3303020001");
    assertThat(device.at("/controlledProperty/value/0").asText()).isEqualTo("co2");
  }
}
