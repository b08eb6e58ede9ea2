package io.campuspulse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.registry.GridFactors;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GridFactorsLoaderTest {
  @TempDir Path folder;
  private final Problems problems = new Problems();

  @Test
  void theShippedTableHoldsThePublishedFactors() {
    GridFactors table =
        GridFactorsLoader.load(Path.of("config/factors/grid-factors.yaml"), problems).orElseThrow();
    assertThat(table.factor("zhejiang", 2023).orElseThrow().kgPerKwh()).isEqualTo("0.4974");
    assertThat(table.factor("national", 2021).orElseThrow().status())
        .isEqualTo(GridFactors.Status.VERIFIED);
    assertThat(table.regions()).contains("national", "east_china", "zhejiang");
    assertThat(table.version()).matches("mee-2023-1@[0-9a-f]{12}");
  }

  @Test
  void wrongCellsAreAllListed() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("f.yaml"),
            """
            regions:
              Zhejiang: {2022: {kg_per_kwh: 1, status: verified}}
              a: {22: {kg_per_kwh: 1, status: verified}}
              b: {2022: {kg_per_kwh: 515.3, status: sure}, 2023: 0.5}
            """);
    assertThat(GridFactorsLoader.load(file, problems)).isEmpty();
    assertThat(problems.list())
        .extracting(p -> p.sentence().replace(folder + "/", ""))
        .containsExactly(
            "f.yaml:1: 'version' is missing",
            "f.yaml:2: regions.Zhejiang: 'Zhejiang': a region is a word of a-z, 0-9 and _, such as"
                + " zhejiang",
            "f.yaml:3: regions.a.22: '22': must be a year from 2000 to 2099",
            "f.yaml:3: regions.a: needs at least one year",
            "f.yaml:4: regions.b.2022.kg_per_kwh: '515.3': must be a decimal number from 0.0001 to"
                + " 3",
            "f.yaml:4: regions.b.2022.status: 'sure': must be one of verified, secondary,"
                + " configurable, product",
            "f.yaml:4: regions.b.2023: '0.5': must be {kg_per_kwh: …, status: …}");
  }
}
