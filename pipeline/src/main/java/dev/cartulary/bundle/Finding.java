package dev.cartulary.bundle;

import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import java.util.List;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** What was found of the patient, a resource a value. */
final class Finding {
  static final List<String> FIELDS =
      List.of("diagnoses", "procedures", "medications", "allergies", "age");

  private static final String CONDITION =
      "http://terminology.hl7.org/CodeSystem/condition-ver-status";
  private static final String ALLERGY =
      "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification";
  private static final String ALLERGY_CLINICAL =
      "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical";
  private static final String SNOMED = "http://snomed.info/sct";
  private static final String LOINC = "http://loinc.org";
  private static final String UCUM = "http://unitsofmeasure.org";
  private static final Pattern NO_ALLERGY = Pattern.compile("(?i)\\bno known\\b|\\bNKD?A\\b");

  private Finding() {}

  /** The resource of a value; null where the field is none of {@link #FIELDS}. */
  static @Nullable Resource of(Field value, Reference patient, Reference visit) {
    CodeableConcept said = new CodeableConcept().setText(value.normalized().canonical());
    boolean doubtful = value.status() == FieldStatus.NEEDS_REVIEW;
    return switch (value.name()) {
      case "diagnoses" -> condition(said, doubtful, patient, visit);
      case "procedures" ->
          new Procedure()
              .setStatus(Procedure.ProcedureStatus.UNKNOWN)
              .setCode(said)
              .setSubject(patient)
              .setEncounter(visit);
      case "medications" ->
          new MedicationStatement()
              .setStatus(MedicationStatement.MedicationStatementStatus.UNKNOWN)
              .setMedication(said)
              .setSubject(patient)
              .setContext(visit);
      case "allergies" -> allergy(said, doubtful, patient, visit);
      case "age" -> age(value, patient, visit);
      default -> null;
    };
  }

  private static Condition condition(
      CodeableConcept said, boolean doubtful, Reference patient, Reference visit) {
    Condition condition = new Condition().setCode(said).setSubject(patient).setEncounter(visit);
    if (doubtful) {
      condition
          .getVerificationStatus()
          .addCoding(new Coding(CONDITION, "unconfirmed", "Unconfirmed"));
    }
    return condition;
  }

  private static AllergyIntolerance allergy(
      CodeableConcept said, boolean doubtful, Reference patient, Reference visit) {
    if (NO_ALLERGY.matcher(said.getText()).find()) {
      said.addCoding(new Coding(SNOMED, "716186003", "No known allergy"));
    }
    AllergyIntolerance allergy =
        new AllergyIntolerance().setCode(said).setPatient(patient).setEncounter(visit);
    allergy.getClinicalStatus().addCoding(new Coding(ALLERGY_CLINICAL, "active", "Active"));
    if (doubtful) {
      allergy.getVerificationStatus().addCoding(new Coding(ALLERGY, "unconfirmed", "Unconfirmed"));
    }
    return allergy;
  }

  /** The age that a record says, which need not be that of today. */
  private static Observation age(Field value, Reference patient, Reference visit) {
    Observation age =
        new Observation()
            .setStatus(Observation.ObservationStatus.PRELIMINARY)
            .setCode(
                new CodeableConcept().addCoding(new Coding(LOINC, "30525-0", "Age")).setText("age"))
            .setSubject(patient)
            .setEncounter(visit);
    if (value.normalized() instanceof FieldValue.Quantity years) {
      return age.setValue(
          new Quantity().setValue(years.number()).setUnit("years").setSystem(UCUM).setCode("a"));
    }
    return age.setValue(new CodeableConcept().setText(value.normalized().canonical()));
  }
}
