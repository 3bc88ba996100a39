package dev.cartulary.export;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles as HAPI reads and judges them. */
class FhirExportTest {
  @TempDir Path folder;

  @Test
  void fhir_clinicalNotes_areValidBundlesWithProvenance() throws IOException {
    new Export(Format.FHIR, folder.resolve("fhir"), false)
        .write(SampleRun.notes(Files.createDirectory(folder.resolve("out"))));

    FhirContext context = FhirContext.forR4Cached();
    Bundle visit = read(context, 3);
    assertThat(visit.getEntry())
        .extracting(entry -> entry.getResource().fhirType())
        .contains(
            "Patient",
            "Practitioner",
            "Organization",
            "Encounter",
            "Condition",
            "Procedure",
            "MedicationStatement",
            "AllergyIntolerance",
            "Observation",
            "DocumentReference",
            "Device",
            "Provenance");
    Patient patient = all(visit, Patient.class).get(0);
    assertThat(patient.getBirthDateElement().getValueAsString()).isEqualTo("1960-02-03");
    assertThat(patient.getNameFirstRep().getText()).isEqualTo("Martha Collins");
    assertThat(patient.getIdentifierFirstRep().getValue()).isEqualTo("00482913");
    Encounter encounter = all(visit, Encounter.class).get(0);
    assertThat(encounter.getPeriod().getEndElement().getValueAsString()).isEqualTo("2023-03-16");
    assertThat(all(visit, MedicationStatement.class))
        .as("a value without evidence stays out")
        .singleElement()
        .satisfies(each -> assertThat(each.getSubject().getReference()).endsWith(id(patient)));
    assertThat(all(visit, Condition.class))
        .extracting(each -> each.getVerificationStatus().getCodingFirstRep().getCode())
        .containsExactly(null, "unconfirmed");
    assertThat(all(visit, AllergyIntolerance.class))
        .extracting(each -> each.getCode().getCodingFirstRep().getCode())
        .containsExactly(null, "716186003");
    Provenance provenance =
        all(visit, Provenance.class).stream()
            .filter(each -> each.getTargetFirstRep().getReference().endsWith(id(patient)))
            .findFirst()
            .orElseThrow();
    assertThat(provenance.getAgentFirstRep().getWho().getReference())
        .endsWith(id(all(visit, Device.class).get(0)));
    assertThat(provenance.getEntity())
        .hasSize(4)
        .allSatisfy(
            entity ->
                assertThat(entity.getWhat().getReference())
                    .endsWith(id(all(visit, DocumentReference.class).get(0))));
    assertThat(provenance.getEntityFirstRep().getWhat().getDisplay())
        .isEqualTo(
            "patient_name: page 2, characters 10 to 24, probability 0.8750, found, extracted");

    Bundle masked = read(context, 4);
    assertThat(all(masked, Patient.class).get(0).getNameFirstRep().getText()).isEqualTo("[NAME]");
    assertThat(all(masked, Patient.class).get(0).getBirthDateElement().getExtension())
        .singleElement()
        .satisfies(each -> assertThat(each.getValue()).hasToString("masked"));

    FhirValidator validator = validator(context);
    assertThat(problems(validator, visit)).isEmpty();
    assertThat(problems(validator, masked)).isEmpty();
    encounter.setStatus(null);
    assertThat(problems(validator, visit)).as("the validator sees what is wrong").isNotEmpty();
  }

  private Bundle read(FhirContext context, int number) throws IOException {
    Path file = folder.resolve("fhir/" + SampleRun.id(number).sha256() + ".json");
    return context.newJsonParser().parseResource(Bundle.class, Files.readString(file));
  }

  private static String id(Resource resource) {
    return resource.getIdPart();
  }

  private static <R extends Resource> List<R> all(Bundle bundle, Class<R> type) {
    return bundle.getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static FhirValidator validator(FhirContext context) {
    return context
        .newValidator()
        .registerValidatorModule(
            new FhirInstanceValidator(
                new ValidationSupportChain(
                    new DefaultProfileValidationSupport(context),
                    new InMemoryTerminologyServerValidationSupport(context),
                    new CommonCodeSystemsTerminologyService(context))));
  }

  private static List<String> problems(FhirValidator validator, Bundle bundle) {
    ValidationResult result = validator.validateWithResult(bundle);
    return result.getMessages().stream()
        .filter(each -> each.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .map(FhirExportTest::text)
        .toList();
  }

  private static String text(SingleValidationMessage message) {
    return message.getLocationString() + ": " + message.getMessage();
  }
}
