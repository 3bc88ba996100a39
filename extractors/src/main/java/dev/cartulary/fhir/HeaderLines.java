package dev.cartulary.fhir;

import dev.cartulary.clinical.Sheet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Document, patient and encounter as labelled lines. */
final class HeaderLines {
  /** Elements of a patient that have lines of their own. */
  static final Set<String> PATIENT =
      Set.of(
          "name",
          "identifier",
          "birthDate",
          "gender",
          "maritalStatus",
          "address",
          "telecom",
          "communication",
          "generalPractitioner",
          "managingOrganization",
          "deceased[x]");

  private static final String SSN = "http://hl7.org/fhir/sid/us-ssn";

  private static final Map<String, String> IDENTIFIERS =
      Map.of(
          "", "MRN",
          "MR", "MRN",
          "PI", "MRN",
          "SS", "Social Security Number",
          "DL", "Driver's License",
          "PPN", "Passport");

  private static final Map<String, String> EXTENSIONS =
      Map.of(
          "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race", "Race",
          "http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity", "Ethnicity");

  private final Sheet sheet;

  HeaderLines(Sheet sheet) {
    this.sheet = sheet;
  }

  void composition(Composition composition) {
    sheet.title(Phrases.text(composition.getTitle()));
    sheet.line("Document Type", Phrases.coded(composition.getType()));
    sheet.line("Document Date", Phrases.text(composition.getDateElement().getValueAsString()));
    composition.getAuthor().forEach(author -> sheet.line("Author", Phrases.reference(author)));
    sheet.line("Custodian", Phrases.reference(composition.getCustodian()));
  }

  void patient(Patient patient) {
    List<HumanName> names = patient.getName();
    HumanName name =
        names.stream()
            .filter(n -> n.getUse() == HumanName.NameUse.OFFICIAL)
            .findFirst()
            .orElse(patient.getNameFirstRep());
    sheet.line("Patient Name", Phrases.name(name));
    patient.getIdentifier().forEach(this::identifier);
    sheet.line("Date of Birth", Phrases.text(patient.getBirthDateElement().getValueAsString()));
    if (patient.hasGender()) {
      sheet.line("Sex", Phrases.label(patient.getGender().toCode()));
    }
    sheet.line("Marital Status", Phrases.coded(patient.getMaritalStatus()));
    for (Extension extension : patient.getExtension()) {
      String label = EXTENSIONS.get(Phrases.text(extension.getUrl()));
      if (label != null) {
        extension.getExtension().stream()
            .filter(part -> "text".equals(part.getUrl()) && part.hasValue())
            .forEach(part -> sheet.line(label, Phrases.of(part.getValue())));
      }
    }
    patient
        .getCommunication()
        .forEach(spoken -> sheet.line("Language", Phrases.coded(spoken.getLanguage())));
    patient.getAddress().forEach(address -> sheet.line("Address", Phrases.address(address)));
    for (ContactPoint contact : patient.getTelecom()) {
      boolean mail = contact.getSystem() == ContactPoint.ContactPointSystem.EMAIL;
      sheet.line(mail ? "Email" : "Phone", Phrases.text(contact.getValue()));
    }
    names.stream()
        .filter(n -> n != name)
        .forEach(n -> sheet.line("Also known as", Phrases.name(n)));
    if (patient.hasDeceased()) {
      sheet.line("Died", Phrases.of(patient.getDeceased()));
    }
    sheet.line("Facility", Phrases.reference(patient.getManagingOrganization()));
    patient
        .getGeneralPractitioner()
        .forEach(doctor -> sheet.line("Primary Care Physician", Phrases.reference(doctor)));
  }

  private void identifier(Identifier id) {
    String type =
        SSN.equals(id.getSystem())
            ? "SS"
            : Phrases.text(id.getType().getCodingFirstRep().getCode());
    String label = IDENTIFIERS.get(type);
    sheet.line(label == null ? "Identifier (" + type + ")" : label, Phrases.text(id.getValue()));
  }

  /** The patient whom resources speak of, where the file does not hold the patient. */
  void subject(List<Resource> resources) {
    for (Resource resource : resources) {
      for (Property property : resource.children()) {
        boolean patient =
            property.getName().equals("subject") || property.getName().equals("patient");
        if (patient
            && property.hasValues()
            && property.getValues().get(0) instanceof Reference to) {
          boolean named = !Phrases.text(to.getDisplay()).isEmpty();
          sheet.line(named ? "Patient Name" : "Patient record", Phrases.reference(to));
        }
      }
    }
  }

  void encounter(Encounter encounter) {
    sheet.line("Encounter Date", Phrases.of(encounter.getPeriod()));
    encounter.getType().forEach(type -> sheet.line("Encounter Type", Phrases.coded(type)));
    encounter
        .getReasonCode()
        .forEach(reason -> sheet.line("Reason for Visit", Phrases.coded(reason)));
    encounter
        .getLocation()
        .forEach(l -> sheet.line("Encounter Location", Phrases.reference(l.getLocation())));
    encounter
        .getParticipant()
        .forEach(p -> sheet.line("Provider", Phrases.reference(p.getIndividual())));
    sheet.line("Facility", Phrases.reference(encounter.getServiceProvider()));
  }
}
