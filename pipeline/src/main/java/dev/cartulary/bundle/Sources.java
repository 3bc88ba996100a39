package dev.cartulary.bundle;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.Field;
import dev.cartulary.parquet.DeliveredDocument;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;

/** Where findings come from: the document, the model, and the places. */
final class Sources {
  /** Of identifiers that are URIs. */
  private static final String URIS = "urn:ietf:rfc:3986";

  private static final String PARTICIPANT =
      "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

  private Sources() {}

  static Device model(String fingerprint) {
    Device model = new Device();
    model.setType(new CodeableConcept().setText("language model"));
    model.addDeviceName().setName("Cartulary").setType(Device.DeviceNameType.OTHER);
    model.addVersion().setValue(fingerprint);
    return model;
  }

  static DocumentReference document(DeliveredDocument document) {
    DocumentReference source = new DocumentReference();
    source.setMasterIdentifier(
        new Identifier().setSystem(URIS).setValue(uri(document.id().sha256())));
    source.setStatus(Enumerations.DocumentReferenceStatus.CURRENT);
    source.setType(new CodeableConcept().setText(document.type()));
    if (!document.summary().text().isEmpty()) {
      source.setDescription(document.summary().text());
    }
    source
        .addContent()
        .getAttachment()
        .setContentType(document.mediaType())
        .setTitle(document.path());
    return source;
  }

  /** The name of some bytes by RFC 6920. */
  private static String uri(String sha256) {
    return "ni:///sha-256;"
        + Base64.getUrlEncoder().withoutPadding().encodeToString(HexFormat.of().parseHex(sha256));
  }

  static Provenance provenance(
      Reference target, Reference model, Reference document, Date recorded, List<Field> evidence) {
    Provenance provenance = new Provenance();
    provenance.addTarget(target);
    provenance.setRecorded(recorded);
    provenance
        .addAgent()
        .setWho(model)
        .getType()
        .addCoding(new Coding(PARTICIPANT, "assembler", "Assembler"));
    for (Field field : evidence) {
      provenance
          .addEntity()
          .setRole(Provenance.ProvenanceEntityRole.SOURCE)
          .setWhat(new Reference(document.getReference()).setDisplay(place(field)));
    }
    return provenance;
  }

  private static String place(Field field) {
    CharSpan span = field.span();
    return String.format(
        Locale.ROOT,
        "%s: page %d, characters %d to %d, probability %.4f, %s, %s",
        field.name(),
        field.page(),
        span == null ? 0 : span.start(),
        span == null ? 0 : span.end(),
        field.probability(),
        field.status().name().toLowerCase(Locale.ROOT),
        field.origin().name().toLowerCase(Locale.ROOT));
  }
}
