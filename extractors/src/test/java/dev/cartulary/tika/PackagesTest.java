package dev.cartulary.tika;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = {
      "dev.cartulary.file",
      "dev.cartulary.tika",
      "dev.cartulary.text",
      "dev.cartulary.ocr",
      "dev.cartulary.ccda"
    },
    importOptions = ImportOption.DoNotIncludeTests.class)
final class PackagesTest {
  @ArchTest
  static final ArchRule tikaIsImportedInOnePackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.cartulary.tika")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.tika..");

  @ArchTest
  static final ArchRule pdfboxIsImportedInOnePackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.cartulary.ocr")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.pdfbox..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.cartulary.(*)..").should().beFreeOfCycles();
}
