package dev.cartulary.ccda;

import static dev.cartulary.ccda.Nodes.all;
import static dev.cartulary.ccda.Nodes.attribute;
import static dev.cartulary.ccda.Nodes.children;
import static dev.cartulary.ccda.Nodes.first;
import static dev.cartulary.ccda.Nodes.text;

import dev.cartulary.clinical.Hl7Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/** The header of a clinical document as labelled lines; what the document does not say has none. */
final class Header {
  /** The object identifier under which US social security numbers are assigned. */
  private static final String SSN_ROOT = "2.16.840.1.113883.4.1";

  private final Set<String> lines = new LinkedHashSet<>();

  private Header() {}

  static String lines(Element document) {
    Header header = new Header();
    first(document, "title").flatMap(Nodes::text).ifPresent(header.lines::add);
    header.line("Document Type", first(document, "code").flatMap(Header::display));
    header.line("Document Date", first(document, "effectiveTime").flatMap(Header::time));
    first(document, "recordTarget/patientRole").ifPresent(header::patient);
    header.encounter(document);
    header.people(document);
    return String.join("\n", header.lines);
  }

  private void patient(Element role) {
    Optional<Element> patient = first(role, "patient");
    line("Patient Name", patient.flatMap(p -> first(p, "name")).flatMap(Header::name));
    for (Element id : all(role, "id")) {
      boolean ssn = SSN_ROOT.equals(id.getAttribute("root"));
      line(ssn ? "Social Security Number" : "MRN", attribute(id, "extension"));
    }
    line(
        "Date of Birth",
        patient
            .flatMap(p -> first(p, "birthTime"))
            .flatMap(e -> attribute(e, "value"))
            .map(Hl7Date::isoDay));
    line("Sex", coded(patient, "administrativeGenderCode"));
    line("Marital Status", coded(patient, "maritalStatusCode"));
    line("Race", coded(patient, "raceCode"));
    line("Ethnicity", coded(patient, "ethnicGroupCode"));
    line(
        "Language",
        patient
            .flatMap(p -> first(p, "languageCommunication/languageCode"))
            .flatMap(e -> attribute(e, "code")));
    line("Address", first(role, "addr").flatMap(Header::words));
    all(role, "telecom").forEach(this::telecom);
    line(
        "Guardian",
        patient.flatMap(p -> first(p, "guardian/guardianPerson/name")).flatMap(Header::name));
    line("Facility", first(role, "providerOrganization/name").flatMap(Nodes::text));
  }

  private void telecom(Element telecom) {
    String value = telecom.getAttribute("value").strip();
    int scheme = value.indexOf(':');
    boolean mail = value.startsWith("mailto:") || value.contains("@");
    Optional<String> rest = Optional.of(value.substring(scheme + 1).strip());
    line(mail ? "Email" : "Phone", rest.filter(text -> !text.isEmpty()));
  }

  private void encounter(Element document) {
    line(
        "Service Dates",
        first(document, "documentationOf/serviceEvent/effectiveTime").flatMap(Header::time));
    first(document, "componentOf/encompassingEncounter")
        .ifPresent(
            encounter -> {
              line("Encounter Date", first(encounter, "effectiveTime").flatMap(Header::time));
              line("Encounter Type", first(encounter, "code").flatMap(Header::display));
              line(
                  "Encounter Location",
                  first(encounter, "location/healthCareFacility/location/name")
                      .flatMap(Nodes::text));
              line(
                  "Discharge Disposition",
                  first(encounter, "dischargeDispositionCode").flatMap(Header::display));
            });
  }

  private void people(Element document) {
    people("Provider", document, "documentationOf/serviceEvent/performer/assignedEntity");
    people(
        "Provider", document, "componentOf/encompassingEncounter/responsibleParty/assignedEntity");
    people("Author", document, "author/assignedAuthor");
    people("Authenticated by", document, "legalAuthenticator/assignedEntity");
    line(
        "Custodian",
        first(document, "custodian/assignedCustodian/representedCustodianOrganization/name")
            .flatMap(Nodes::text));
  }

  private void people(String label, Element document, String path) {
    for (Element entity : all(document, path)) {
      Optional<String> name = first(entity, "assignedPerson/name").flatMap(Header::name);
      Optional<String> organization =
          first(entity, "representedOrganization/name").flatMap(Nodes::text);
      line(
          label,
          name.map(n -> organization.map(o -> n + ", " + o).orElse(n)).or(() -> organization));
    }
  }

  private void line(String label, Optional<String> value) {
    value.ifPresent(v -> lines.add(label + ": " + v));
  }

  private static Optional<String> coded(Optional<Element> parent, String name) {
    return parent.flatMap(p -> first(p, name)).flatMap(Header::display);
  }

  private static Optional<String> display(Element code) {
    return attribute(code, "displayName").or(() -> attribute(code, "code"));
  }

  /** The parts of a name in their order: prefix, given names, family, suffix. */
  private static Optional<String> name(Element name) {
    return children(name).isEmpty() ? text(name) : words(name);
  }

  private static Optional<String> words(Element parent) {
    List<String> words = children(parent).stream().flatMap(child -> text(child).stream()).toList();
    return words.isEmpty() ? text(parent) : Optional.of(String.join(" ", words));
  }

  /** A point in time or an interval. */
  private static Optional<String> time(Element time) {
    Optional<String> point = attribute(time, "value").map(Hl7Date::iso);
    if (point.isPresent()) {
      return point;
    }
    String interval =
        List.of("low", "high").stream()
            .flatMap(end -> first(time, end).stream())
            .flatMap(end -> attribute(end, "value").stream())
            .map(Hl7Date::iso)
            .collect(Collectors.joining(" to "));
    return Optional.of(interval).filter(text -> !text.isEmpty());
  }
}
