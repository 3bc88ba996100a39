package dev.cartulary.bundle;

import dev.cartulary.field.Field;
import dev.cartulary.field.FieldValue;
import java.time.LocalDate;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** When and why the patient was seen. */
final class Visit {
  static final List<String> FIELDS = List.of("dates_of_service", "chief_complaint");

  /** Of what kind the visit was, nobody has said. */
  private static final Coding UNKNOWN =
      new Coding("http://terminology.hl7.org/CodeSystem/v3-NullFlavor", "UNK", "unknown");

  private Visit() {}

  /** The visit that a document is about; null where it says nothing of one. */
  static @Nullable Encounter of(
      List<Field> values, Reference patient, Reference provider, Reference facility) {
    if (values.stream().noneMatch(value -> FIELDS.contains(value.name()))) {
      return null;
    }
    Encounter visit = new Encounter();
    visit.setStatus(Encounter.EncounterStatus.UNKNOWN);
    visit.setClass_(UNKNOWN.copy());
    visit.setSubject(patient);
    if (!provider.isEmpty()) {
      visit.addParticipant().setIndividual(provider);
    }
    if (!facility.isEmpty()) {
      visit.setServiceProvider(facility);
    }
    List<LocalDate> days =
        values.stream()
            .filter(value -> value.name().equals("dates_of_service"))
            .map(Field::normalized)
            .filter(FieldValue.Date.class::isInstance)
            .map(value -> ((FieldValue.Date) value).date())
            .sorted()
            .toList();
    if (!days.isEmpty()) {
      visit
          .getPeriod()
          .setStartElement(new DateTimeType(days.get(0).toString()))
          .setEndElement(new DateTimeType(days.get(days.size() - 1).toString()));
    }
    values.stream()
        .filter(value -> value.name().equals("chief_complaint"))
        .forEach(
            value ->
                visit.addReasonCode(new CodeableConcept().setText(value.normalized().canonical())));
    return visit;
  }
}
