package io.campuspulse.config;

import io.campuspulse.registry.GridFactors;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the emission factor table; {@code config/factors/grid-factors.yaml} shows its form. */
public final class GridFactorsLoader {
  private static final Pattern REGION = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final Pattern YEAR = Pattern.compile("20[0-9]{2}");
  private static final BigDecimal LEAST = new BigDecimal("0.0001");
  private static final BigDecimal MOST = BigDecimal.valueOf(3);

  private GridFactorsLoader() {}

  /**
   * Reads a file.
   *
   * @param problems receives everything that is wrong
   * @return the table, or empty when there are problems
   */
  public static Optional<GridFactors> load(Path file, Problems problems) {
    int before = problems.size();
    Optional<GridFactors> table = StrictYaml.read(file, problems).map(GridFactorsLoader::read);
    return problems.size() == before ? table : Optional.empty();
  }

  private static GridFactors read(Section root) {
    String version = root.text("version");
    Map<String, Map<Integer, GridFactors.Entry>> regions = new TreeMap<>();
    root.section("regions")
        .entries()
        .forEach(
            (region, node) -> {
              if (!REGION.matcher(region).matches()) {
                node.problem(region, "a region is a word of a-z, 0-9 and _, such as zhejiang");
              } else if (node instanceof Section years) {
                regions.put(region, years(years));
              } else {
                node.problem("must be a block of keys, not " + node.what());
              }
            });
    root.finish();
    return new GridFactors(version, regions);
  }

  private static Map<Integer, GridFactors.Entry> years(Section region) {
    Map<Integer, GridFactors.Entry> years = new TreeMap<>();
    region
        .entries()
        .forEach(
            (year, node) -> {
              if (!YEAR.matcher(year).matches()) {
                node.problem(year, "must be a year from 2000 to 2099");
              } else if (node instanceof Section cell) {
                years.put(
                    Integer.parseInt(year),
                    new GridFactors.Entry(
                        cell.decimal("kg_per_kwh", LEAST, MOST),
                        cell.enumOf("status", GridFactors.Status.class)));
              } else {
                node.problem("must be {kg_per_kwh: …, status: …}");
              }
            });
    if (years.isEmpty()) {
      region.problem("", "needs at least one year");
    }
    return years;
  }
}
