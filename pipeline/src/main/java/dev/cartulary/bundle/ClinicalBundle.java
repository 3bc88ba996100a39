package dev.cartulary.bundle;

import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.parquet.DeliveredDocument;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/*
 * A transaction of updates: a server that takes it twice holds everything once, for ids are made of
 * what they stand for and never random. What a record says stands in texts, as it says it; nothing
 * is coded but what the field itself means. Provenance says of every resource which model found it,
 * where, and how probably it is right; what needs review is tagged besides. Values without evidence
 * stay out.
 */
/** One document as a bundle. */
final class ClinicalBundle {
  private static final String STATUS = "urn:cartulary:status";
  private static final String UUIDS = "urn:uuid:";

  private final DeliveredDocument document;
  private final List<Field> values;
  private final Bundle bundle = new Bundle();
  private final Device model;
  private final DocumentReference source;

  ClinicalBundle(DeliveredDocument document) {
    this.document = document;
    this.values = document.fields().stream().filter(field -> field.span() != null).toList();
    this.model = Sources.model(document.model());
    model.setId(uuid("model " + document.model()));
    this.source = identified(Sources.document(document), "source");
  }

  Bundle bundle() {
    bundle.setType(Bundle.BundleType.TRANSACTION);
    bundle.setTimestamp(Date.from(document.finishedAt()));
    // Every finding is about the patient, also where nothing says who that is.
    Patient patient = identified(Persons.patient(values), "patient");
    Practitioner provider = identified(Persons.provider(values), "provider");
    Organization facility = identified(Persons.facility(values), "facility");
    Encounter visit =
        identified(Visit.of(values, to(patient), to(provider), to(facility)), "visit");
    source.setSubject(to(patient));
    if (visit != null) {
      source.getContext().addEncounter(to(visit));
    }
    put(model);
    put(source);
    add(patient, named(Persons.OF_PATIENT));
    add(provider, named(Persons.OF_PROVIDER));
    add(facility, named(Persons.OF_FACILITY));
    add(visit, named(Visit.FIELDS));
    for (int i = 0; i < values.size(); i++) {
      Field value = values.get(i);
      add(identified(Finding.of(value, to(patient), to(visit)), "finding " + i), List.of(value));
    }
    return bundle;
  }

  private List<Field> named(List<String> names) {
    return values.stream().filter(value -> names.contains(value.name())).toList();
  }

  /**
   * Adds a resource, if there is one, with its provenance.
   *
   * @param evidence the values that it was made of
   */
  private void add(@Nullable Resource resource, List<Field> evidence) {
    if (resource == null) {
      return;
    }
    if (evidence.stream().anyMatch(field -> field.status() == FieldStatus.NEEDS_REVIEW)) {
      resource.getMeta().addTag(new Coding(STATUS, "needs_review", "Needs review"));
    }
    put(resource);
    if (!evidence.isEmpty()) {
      put(
          identified(
              Sources.provenance(
                  to(resource), to(model), to(source), Date.from(document.finishedAt()), evidence),
              "provenance of " + resource.getIdPart()));
    }
  }

  private void put(Resource resource) {
    String id = resource.getIdPart();
    bundle
        .addEntry()
        .setFullUrl(UUIDS + id)
        .setResource(resource)
        .getRequest()
        .setMethod(Bundle.HTTPVerb.PUT)
        .setUrl(resource.fhirType() + "/" + id);
  }

  private static Reference to(@Nullable Resource resource) {
    return resource == null ? new Reference() : new Reference(UUIDS + resource.getIdPart());
  }

  /** Gives the resource its id, by the document, its place, and what it is there. */
  private <R extends @Nullable Resource> R identified(R resource, String part) {
    if (resource != null) {
      resource.setId(uuid(document.id().sha256() + " " + document.path() + " " + part));
    }
    return resource;
  }

  private static String uuid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
