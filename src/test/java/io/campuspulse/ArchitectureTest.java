package io.campuspulse;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;

/** Every arrow of the package map in the README: who may know whom. */
@AnalyzeClasses(packages = "io.campuspulse", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.campuspulse.";
  private static final String[] PURE = {
    ROOT + "model..",
    ROOT + "registry..",
    ROOT + "codec..",
    ROOT + "normalize..",
    ROOT + "window..",
    ROOT + "metrics..",
    ROOT + "query..",
    ROOT + "journal",
    ROOT + "store"
  };

  private static ArchRule mayUse(String pkg, String... others) {
    String[] allowed = new String[others.length + 1];
    allowed[0] = ROOT + pkg + "..";
    for (int i = 0; i < others.length; i++) {
      allowed[i + 1] = ROOT + others[i];
    }
    return classes()
        .that()
        .resideInAPackage(ROOT + pkg + "..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed).or(not(resideInAnyPackage("io.campuspulse.."))))
        .because("the package map gives " + pkg + " these neighbours and no others");
  }

  @ArchTest
  static final ArchRule modelKnowsNothing =
      classes()
          .that()
          .resideInAPackage(ROOT + "model..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(ROOT + "model..", "java..");

  @ArchTest static final ArchRule registry = mayUse("registry", "model..");
  @ArchTest static final ArchRule codec = mayUse("codec", "model..");
  @ArchTest static final ArchRule normalize = mayUse("normalize", "model..");
  @ArchTest static final ArchRule window = mayUse("window", "model..");

  @ArchTest static final ArchRule metrics = mayUse("metrics", "model..", "registry..", "window..");

  @ArchTest
  static final ArchRule journalPort =
      classes()
          .that()
          .resideInAPackage(ROOT + "journal")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(ROOT + "journal", ROOT + "model..", "java..");

  @ArchTest
  static final ArchRule storePort =
      classes()
          .that()
          .resideInAPackage(ROOT + "store")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(ROOT + "store", ROOT + "model..", "java..");

  @ArchTest
  static final ArchRule query =
      mayUse("query", "model..", "store", "window..", "metrics..", "registry..");

  @ArchTest
  static final ArchRule ingest =
      mayUse(
          "ingest",
          "model..",
          "registry..",
          "codec..",
          "normalize..",
          "window..",
          "metrics..",
          "journal",
          "store",
          "query");

  @ArchTest static final ArchRule mqtt = mayUse("mqtt", "model..", "journal");
  @ArchTest static final ArchRule sqlite = mayUse("journal.sqlite", "journal", "store", "model..");
  @ArchTest static final ArchRule influx = mayUse("store.influx", "store", "model..");
  @ArchTest static final ArchRule embedded = mayUse("store.embedded", "store", "model..");
  @ArchTest static final ArchRule memory = mayUse("store.memory", "store", "model..");
  @ArchTest static final ArchRule ops = mayUse("ops", "query..", "model..");

  @ArchTest
  static final ArchRule http =
      mayUse(
          "http", "journal", "query..", "ops..", "model..", "registry..", "metrics..", "window..");

  @ArchTest
  static final ArchRule city =
      mayUse("city", "query..", "metrics..", "model..", "registry..", "journal");

  @ArchTest static final ArchRule mockCitySharesNoCodeWithTheSender = mayUse("mockcity", "model..");

  @ArchTest
  static final ArchRule config = mayUse("config", "model..", "registry..", "codec..", "metrics..");

  @ArchTest
  static final ArchRule simulatorSharesNoCodeWithWhatItTests =
      mayUse("simulator", "model..", "registry..", "config..");

  @ArchTest
  static final ArchRule onlyTheCommandLineKnowsTheApplication =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "app..", ROOT + "cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + "app..", ROOT + "cli..");

  @ArchTest
  static final ArchRule pureCodeKnowsNoFramework =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.vertx..",
              "org.eclipse.paho..",
              "com.influxdb..",
              "okhttp3..",
              "io.questdb..",
              "com.fasterxml.jackson.databind..",
              "org.slf4j..",
              "picocli..",
              "org.sqlite..",
              "io.moquette..",
              "io.netty..",
              "io.micrometer..",
              ROOT + "config..");

  private static ArchRule onlyIn(String client, String... homes) {
    String[] packages = new String[homes.length];
    for (int i = 0; i < homes.length; i++) {
      packages[i] = ROOT + homes[i] + "..";
    }
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(client + "..")
        .because(client + " stays replaceable");
  }

  @ArchTest
  static final ArchRule paho = onlyIn("org.eclipse.paho", "mqtt", "simulator", "app", "cli");

  @ArchTest static final ArchRule moquette = onlyIn("io.moquette", "mqtt.broker");
  @ArchTest static final ArchRule influxClient = onlyIn("com.influxdb", "store.influx");
  @ArchTest static final ArchRule questdb = onlyIn("io.questdb", "store.embedded");
  @ArchTest static final ArchRule jdbc = onlyIn("java.sql", "journal.sqlite");
  @ArchTest static final ArchRule vertx = onlyIn("io.vertx", "http", "app");
  @ArchTest static final ArchRule picocli = onlyIn("picocli", "cli");
  @ArchTest static final ArchRule yaml = onlyIn("org.snakeyaml", "config", "http");
  @ArchTest static final ArchRule statistics = onlyIn("org.hipparchus", "metrics.savings");
  @ArchTest static final ArchRule iCalendar = onlyIn("biweekly", "config");
  @ArchTest static final ArchRule protobuf = onlyIn("com.google.protobuf", "codec");

  @ArchTest
  static final ArchRule theSystemClockIsReadInTheCompositionRootOnly =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "app..", ROOT + "cli..")
          .should()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("io.campuspulse.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noDrawersForOddsAndEnds =
      noClasses()
          .should()
          .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..manager..");
}
