package dev.cartulary.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.cartulary.beam.EstimateRun;
import dev.cartulary.beam.NightlyRun;
import dev.cartulary.egress.EgressGuard;
import dev.cartulary.keys.KeyRing;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.parquet.TableCipher;
import dev.cartulary.retention.Purge;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** Who may know whom. A new package or library is added to a table here, on purpose. */
@AnalyzeClasses(
    packages = "dev.cartulary",
    importOptions = {ImportOption.DoNotIncludeTests.class})
class ArchitectureTest {
  private static final Set<String> SCHEMAS =
      Set.of("completion", "cost", "digest", "document", "field", "outcome");
  private static final Set<String> EXTRACTORS =
      Set.of(
          "access",
          "ccda",
          "clinical",
          "deadline",
          "egress",
          "fhir",
          "file",
          "hl7",
          "layout",
          "ocr",
          "pdf",
          "phi",
          "picture",
          "scratch",
          "tagging",
          "text",
          "tika");
  private static final Set<String> MODELS =
      Set.of(
          "calibration",
          "chat",
          "checkpoint",
          "constrain",
          "decoder",
          "embedded",
          "schedule",
          "tokenizer");
  private static final Set<String> PIPELINE =
      Set.of(
          "accounting",
          "audit",
          "baseline",
          "beam",
          "bundle",
          "charts",
          "chunk",
          "courier",
          "desk",
          "endpoint",
          "entity",
          "escalation",
          "estimate",
          "evaluation",
          "explain",
          "export",
          "gold",
          "keys",
          "ledger",
          "merge",
          "normalize",
          "page",
          "parallel",
          "parquet",
          "privacy",
          "prompt",
          "reading",
          "relevance",
          "report",
          "retention",
          "review",
          "routing",
          "sheet",
          "spreadsheet",
          "status",
          "types",
          "verify",
          "yaml");
  private static final Set<String> JOBS = Set.of("cli", "config");

  /** Packages of libraries, and the packages of ours that may use them. */
  private static final Map<String, Set<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("ai.djl", Set.of("decoder", "tokenizer")),
          Map.entry("ca.uhn.fhir", Set.of("bundle", "fhir")),
          Map.entry("ca.uhn.hl7v2", Set.of("hl7")),
          Map.entry(
              "com.fasterxml.jackson",
              Set.of(
                  "audit",
                  "calibration",
                  "chat",
                  "checkpoint",
                  "constrain",
                  "endpoint",
                  "entity",
                  "escalation",
                  "evaluation",
                  "export",
                  "gold",
                  "keys",
                  "ledger",
                  "report",
                  "status",
                  "tokenizer")),
          Map.entry("com.sun.jna", Set.of("egress")),
          Map.entry("com.sun.net.httpserver", Set.of("desk", "egress")),
          Map.entry("com.github.luben.zstd", Set.of("parquet")),
          Map.entry("com.google.i18n.phonenumbers", Set.of("phi")),
          Map.entry("com.hubspot.jinjava", Set.of("chat")),
          Map.entry("com.zaxxer.hikari", Set.of("ledger")),
          Map.entry("dk.brics.automaton", Set.of("constrain")),
          Map.entry("java.sql", Set.of("ledger")),
          Map.entry("javax.sql", Set.of("ledger")),
          Map.entry("org.apache.avro", Set.of("parquet")),
          Map.entry("org.apache.beam", Set.of("beam")),
          Map.entry("org.apache.commons.validator", Set.of("phi")),
          Map.entry("org.apache.parquet", Set.of("parquet")),
          Map.entry("org.apache.pdfbox", Set.of("pdf")),
          Map.entry("org.apache.tika", Set.of("tika")),
          Map.entry("org.dhatim.fastexcel", Set.of("spreadsheet")),
          Map.entry("org.flywaydb", Set.of("ledger")),
          Map.entry("org.hl7.fhir", Set.of("bundle", "fhir")),
          Map.entry("org.snakeyaml", Set.of("yaml")),
          Map.entry("picocli", Set.of("cli")));

  @ArchTest
  static final ArchRule modules_dependInOneDirection =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("schemas")
          .definedBy(packages(SCHEMAS))
          .layer("extractors")
          .definedBy(packages(EXTRACTORS))
          .layer("models")
          .definedBy(packages(MODELS))
          .layer("pipeline")
          .definedBy(packages(PIPELINE))
          .layer("jobs")
          .definedBy(packages(JOBS))
          .whereLayer("jobs")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("pipeline")
          .mayOnlyBeAccessedByLayers("jobs")
          .whereLayer("extractors")
          .mayOnlyBeAccessedByLayers("pipeline", "jobs")
          .whereLayer("models")
          .mayOnlyBeAccessedByLayers("pipeline", "jobs")
          .whereLayer("schemas")
          .mayOnlyBeAccessedByLayers("extractors", "models", "pipeline", "jobs");

  @ArchTest
  static final ArchRule packages_haveNoCycles =
      slices().matching("dev.cartulary.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule schemas_holdValuesOnly =
      classes()
          .that()
          .resideInAnyPackage(packages(SCHEMAS))
          .should()
          .beRecords()
          .orShould()
          .beEnums()
          .orShould()
          .beInterfaces();

  /**
   * The promise that nothing leaves the machine: no class of ours opens a connection. Left out are
   * the guards, which refuse to open any, the client of a Vault server, which reaches the one
   * address that a job file names and sends it data keys, and the client of an endpoint, which
   * reaches the one address that a job file names and sends it what somebody allowed.
   */
  @ArchTest
  static final ArchRule network_isReachedByNobody =
      noClasses()
          .that()
          .haveNameNotMatching(
              "dev\\.cartulary\\.(tika\\.ParserProcess(\\$.*)?|egress\\..*|keys\\.VaultTransit|endpoint\\.(ChatClient|BoundedBody)(\\$.*)?)")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.net\\.(http\\..*|.*Socket.*|.*URLConnection.*)"
                  + "|java\\.nio\\.channels\\..*Socket.*|javax\\.net\\..*")
          .orShould()
          .callMethod(URL.class, "openStream");

  /** A command that reaches a ledger, keys or tables has closed all other ways out before. */
  @ArchTest
  static final ArchRule commands_goThroughTheDoor =
      noClasses()
          .that()
          .resideInAPackage("dev.cartulary.cli")
          .and()
          .doNotHaveSimpleName("Door")
          .should()
          .callMethodWhere(
              target(nameMatching("open|of|run|only|onlyHere"))
                  .and(
                      target(
                          owner(
                              belongToAnyOf(
                                  Ledger.class,
                                  KeyRing.class,
                                  TableCipher.class,
                                  EstimateRun.class,
                                  NightlyRun.class,
                                  EgressGuard.class)))))
          .orShould()
          .callConstructorWhere(target(owner(belongToAnyOf(TableCipher.class, Purge.class))));

  @ArchTest
  static final ArchRule names_sayTheRole =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Helper|Utils?|Impl)(\\$.*)?")
          .orShould()
          .haveNameMatching("(.*[.$])?Abstract[A-Z].*");

  @ArchTest
  static void libraries_areUsedInOnePlaceEach(JavaClasses classes) {
    assertThat(LIBRARIES).isNotEmpty();
    LIBRARIES.forEach(
        (library, users) ->
            noClasses()
                .that()
                .resideOutsideOfPackages(packages(users))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .check(classes));
  }

  @ArchTest
  static void libraries_areAllInTheTable(JavaClasses classes) {
    List<String> known =
        new ArrayList<>(
            List.of(
                "dev.cartulary..",
                // Types of the language itself: int, byte[].
                "",
                "java.lang..",
                "java.awt..",
                "java.io..",
                "java.math..",
                "java.net..",
                "java.nio..",
                "java.security..",
                "java.text..",
                "java.time..",
                "java.util..",
                "javax.crypto..",
                "javax.imageio..",
                "javax.net..",
                "javax.xml..",
                "com.sun.management..",
                "org.w3c.dom..",
                "org.xml.sax..",
                "org.jspecify.annotations.."));
    LIBRARIES.keySet().forEach(library -> known.add(library + ".."));

    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(known.toArray(String[]::new))
        .check(classes);
  }

  @ArchTest
  static void packages_areAllInALayer(JavaClasses classes) {
    Set<String> layered = new TreeSet<>();
    List.of(SCHEMAS, EXTRACTORS, MODELS, PIPELINE, JOBS).forEach(layered::addAll);

    assertThat(names(classes)).isEqualTo(layered);
  }

  @ArchTest
  static void packages_areExplainedAndNullMarked(JavaClasses classes) {
    Set<String> explained =
        classes.stream()
            .filter(type -> type.getSimpleName().equals("package-info"))
            .filter(type -> type.isAnnotatedWith(NullMarked.class))
            .map(type -> name(type))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(explained).isEqualTo(names(classes)).isNotEmpty();
  }

  private static Set<String> names(JavaClasses classes) {
    return classes.stream().map(type -> name(type)).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(JavaClass type) {
    return type.getPackageName().substring("dev.cartulary.".length());
  }

  private static String[] packages(Set<String> names) {
    return names.stream().map(name -> "dev.cartulary." + name + "..").toArray(String[]::new);
  }
}
