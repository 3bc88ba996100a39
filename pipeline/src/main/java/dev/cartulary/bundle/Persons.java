package dev.cartulary.bundle;

import dev.cartulary.field.Field;
import dev.cartulary.field.FieldValue;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.jspecify.annotations.Nullable;

/** Who is named: the patient, the clinician, the institution. */
final class Persons {
  static final List<String> OF_PATIENT = List.of("patient_name", "mrn", "date_of_birth", "sex");
  static final List<String> OF_PROVIDER = List.of("provider");
  static final List<String> OF_FACILITY = List.of("facility");

  private static final String IDENTIFIER_TYPE = "http://terminology.hl7.org/CodeSystem/v2-0203";
  private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

  private Persons() {}

  static Patient patient(List<Field> values) {
    Patient patient = new Patient();
    for (Field value : values) {
      String said = value.normalized().canonical();
      switch (value.name()) {
        case "patient_name" -> patient.addName().setText(said);
        case "mrn" -> patient.addIdentifier(recordNumber(said));
        case "date_of_birth" -> patient.setBirthDateElement(day(value.normalized()));
        case "sex" -> patient.setGender(sex(said));
        default -> {
          // Not of the patient.
        }
      }
    }
    return patient;
  }

  private static Identifier recordNumber(String number) {
    Identifier identifier = new Identifier().setValue(number);
    identifier.getType().addCoding(new Coding(IDENTIFIER_TYPE, "MR", "Medical record number"));
    return identifier;
  }

  /** What is hidden, or could not be read as a date, is said to be absent. */
  private static DateType day(FieldValue value) {
    if (value instanceof FieldValue.Date date) {
      return new DateType(date.date().toString());
    }
    DateType none = new DateType();
    boolean masked = value.canonical().matches("\\[.*\\]");
    none.addExtension(ABSENT, new CodeType(masked ? "masked" : "unknown"));
    return none;
  }

  private static Enumerations.AdministrativeGender sex(String said) {
    return switch (said.toLowerCase(Locale.ROOT)) {
      case "female" -> Enumerations.AdministrativeGender.FEMALE;
      case "male" -> Enumerations.AdministrativeGender.MALE;
      default -> Enumerations.AdministrativeGender.UNKNOWN;
    };
  }

  static @Nullable Practitioner provider(List<Field> values) {
    String name = first(values, OF_PROVIDER);
    if (name == null) {
      return null;
    }
    Practitioner provider = new Practitioner();
    provider.addName().setText(name);
    return provider;
  }

  static @Nullable Organization facility(List<Field> values) {
    String name = first(values, OF_FACILITY);
    return name == null ? null : new Organization().setName(name);
  }

  private static @Nullable String first(List<Field> values, List<String> names) {
    return values.stream()
        .filter(value -> names.contains(value.name()))
        .map(value -> value.normalized().canonical())
        .findFirst()
        .orElse(null);
  }
}
