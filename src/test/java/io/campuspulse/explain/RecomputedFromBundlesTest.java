package io.campuspulse.explain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.campuspulse.explain.recompute.Numbers;
import io.campuspulse.explain.recompute.Recompute;
import io.campuspulse.metrics.MetricCatalog;
import io.campuspulse.metrics.MetricInfo;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Scope;
import io.campuspulse.query.ExplainJson;
import io.campuspulse.query.FigureQuery;
import io.campuspulse.query.Figures;
import io.campuspulse.query.Grouping;
import io.campuspulse.query.Resolution;
import io.campuspulse.testing.SmallCampus;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Issue 5, point 7: whoever has only the bundle arrives at the same digits. */
class RecomputedFromBundlesTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final List<Scope> SCOPES =
      List.of(
          Scope.CITY,
          World.SCHOOL,
          World.BUILDING,
          Scope.space("r1"),
          Scope.space("r2"),
          Scope.space("r3"),
          Scope.equipment("M1"));

  /** An hour, hours at and in a gap, days with and without gaps, one in progress, and weeks. */
  private static final List<Interval> RANGES =
      List.of(
          range("2025-12-30T10:00", "2025-12-30T11:00"),
          range("2025-12-31T11:00", "2025-12-31T12:00"),
          range("2025-12-31T12:00", "2025-12-31T13:00"),
          range("2025-12-30T00:00", "2025-12-31T00:00"),
          range("2025-12-31T00:00", "2026-01-01T00:00"),
          range("2026-01-03T00:00", "2026-01-04T00:00"),
          range("2026-01-05T00:00", "2026-01-06T00:00"),
          range("2026-01-07T00:00", "2026-01-08T00:00"),
          range("2025-12-29T00:00", "2026-01-02T00:00"),
          range("2025-12-29T00:00", "2026-01-05T00:00"));

  private static final long DAYS = 2 * 86_400_000L;

  private static Figures figures;

  @BeforeAll
  static void run() {
    figures = new World().read();
  }

  private static Interval range(String from, String to) {
    return new Interval(World.at(from), World.at(to));
  }

  private static JsonNode bundle(MetricInfo metric, String basis, Scope scope, Interval range) {
    FigureQuery query =
        new FigureQuery(
            metric.id(), basis, scope, Grouping.NONE, range, Resolution.TOTAL, SmallCampus.ZONE);
    try {
      return JSON.readTree(ExplainJson.bytes(figures.explain(query)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyMetricOfTheCatalogueHasARecipe() {
    Set<String> metrics =
        MetricCatalog.all().stream().map(m -> m.info().id()).collect(Collectors.toSet());
    assertThat(Recompute.metrics()).isEqualTo(metrics);
  }

  @Test
  void everyFigureIsRecomputedToTheSameDigits() {
    List<String> wrong = new ArrayList<>();
    Set<String> valued = new TreeSet<>();
    for (MetricInfo metric : MetricCatalog.all().stream().map(m -> m.info()).toList()) {
      List<String> bases = new ArrayList<>(metric.bases());
      if (bases.isEmpty()) {
        bases.add(null);
      }
      for (String basis : bases) {
        for (Scope scope : SCOPES) {
          for (Interval range : RANGES) {
            boolean again = scope.equals(Scope.CITY) && range.length() > DAYS;
            if (!again) { // the city has one school
              check(bundle(metric, basis, scope, range), valued, wrong);
            }
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    // A recipe that has only ever seen null would prove nothing.
    assertThat(valued).isEqualTo(new TreeSet<>(Recompute.metrics()));
  }

  private static void check(JsonNode bundle, Set<String> valued, List<String> wrong) {
    JsonNode figure = bundle.get("figure");
    String what =
        bundle.get("metric").asText()
            + " "
            + bundle.get("scope").asText()
            + " "
            + bundle.get("from").asText()
            + " "
            + bundle.get("to").asText();
    compare(what, figure, Recompute.figure(bundle), wrong);
    for (JsonNode purpose : bundle.get("purposes")) {
      String label = purpose.get("purpose").asText();
      compare(what + " " + label, purpose.get("figure"), Recompute.purpose(bundle, label), wrong);
    }
    if (figure.get("value").isNumber()) {
      valued.add(bundle.get("metric").asText());
    }
  }

  private static void compare(String what, JsonNode figure, Numbers made, List<String> wrong) {
    same(what, figure, "value", made.value(), wrong);
    same(what, figure, "numerator", made.numerator(), wrong);
    same(what, figure, "denominator", made.denominator(), wrong);
    same(what, figure, "coverage", made.coverage(), wrong);
    same(what, figure, "low", made.low(), wrong);
    same(what, figure, "high", made.high(), wrong);
  }

  private static void same(
      String what, JsonNode figure, String field, BigDecimal made, List<String> wrong) {
    JsonNode served = figure.get(field);
    boolean equal =
        made == null
            ? served.isNull()
            : served.isNumber() && served.decimalValue().compareTo(made) == 0;
    if (!equal) {
      wrong.add(what + " " + field + ": served " + served + ", recomputed " + made);
    }
  }

  @Test
  void theRecipesKnowNothingOfTheProduct() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "com.fasterxml.jackson..", "io.campuspulse.explain.recompute..")
        .check(new ClassFileImporter().importPackages("io.campuspulse.explain.recompute"));
  }
}
