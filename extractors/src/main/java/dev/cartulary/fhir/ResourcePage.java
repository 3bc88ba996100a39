package dev.cartulary.fhir;

import dev.cartulary.clinical.Sheet;
import dev.cartulary.clinical.Topic;
import dev.cartulary.clinical.Words;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * A resource, or all resources of a bundle, as a page. What was generated from a resource's
 * elements is not shown again; a narrative that says more is a note.
 */
final class ResourcePage {
  private final Sheet sheet = new Sheet();
  private final List<Resource> resources = new ArrayList<>();

  /** Resources that are on the page already; compared by identity, since two may be equal. */
  private final IdentityHashMap<Base, Boolean> shown = new IdentityHashMap<>();

  private final ObservationTable table = new ObservationTable(sheet);

  private ResourcePage(Resource root) {
    collect(root);
  }

  static String text(ResourceParser.Parsed parsed) {
    ResourcePage page = new ResourcePage(parsed.resource());
    page.write();
    page.unread(parsed);
    return page.sheet.text();
  }

  private void collect(Resource resource) {
    if (resource instanceof Bundle bundle) {
      for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
        if (entry.hasResource()) {
          collect(entry.getResource());
        }
      }
    } else {
      resources.add(resource);
      if (resource instanceof DomainResource domain) {
        domain.getContained().forEach(this::collect);
      }
    }
  }

  private <T extends Resource> List<T> all(Class<T> type) {
    return resources.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private void write() {
    HeaderLines header = new HeaderLines(sheet);
    all(Composition.class).stream().findFirst().ifPresent(header::composition);
    all(Patient.class).stream()
        .findFirst()
        .ifPresentOrElse(
            patient -> {
              header.patient(patient);
              if (patient.children().stream().anyMatch(p -> isDetail(p, HeaderLines.PATIENT))) {
                // Not called after the patient: that word is a label of the patient's name.
                details(sheet.item(Topic.OTHER, "Record"), patient, HeaderLines.PATIENT);
              }
              narrative(patient);
              shown.put(patient, true);
            },
            () -> header.subject(resources));
    List<Encounter> encounters = all(Encounter.class);
    if (encounters.size() == 1) {
      header.encounter(encounters.get(0));
    }
    all(DiagnosticReport.class).forEach(this::report);
    for (Resource resource : resources) {
      if (shown.put(resource, true) == null) {
        add(resource);
      }
    }
  }

  private void add(Resource resource) {
    if (resource instanceof Observation observation) {
      table.add(observation);
    } else if (resource instanceof Composition composition) {
      composition.getSection().forEach(this::section);
    } else if (resource instanceof DocumentReference document) {
      Sheet.Entry entry = entry(document);
      document.getContent().forEach(content -> attached(entry, content.getAttachment()));
    } else if (resource instanceof Binary binary) {
      attached(
          entry(binary),
          new Attachment().setContentType(binary.getContentType()).setData(binary.getData()));
    } else {
      entry(resource);
    }
    narrative(resource);
  }

  /** A report, then the observations that it lists. */
  private void report(DiagnosticReport report) {
    shown.put(report, true);
    table.end();
    Sheet.Entry entry = entry(report);
    for (Reference result : report.getResult()) {
      if (result.getResource() instanceof Observation observation
          && shown.put(observation, true) == null) {
        table.add(observation);
        narrative(observation);
      }
    }
    table.end();
    report.getPresentedForm().forEach(form -> attached(entry, form));
    narrative(report);
  }

  private Sheet.Entry entry(Resource resource) {
    String type = resource.fhirType();
    ResourceRule rule = ResourceRule.of(type);
    List<String> words = new ArrayList<>();
    for (String name : rule.names()) {
      for (Property property : resource.children()) {
        if (property.getName().replace("[x]", "").equals(name) && property.hasValues()) {
          words.add(Phrases.of(property));
        }
      }
    }
    String name = Words.join(", ", words);
    Sheet.Entry entry =
        sheet.item(topic(resource, rule), name.isEmpty() ? Phrases.label(type) : name);
    details(entry, resource, rule.elements());
    return entry;
  }

  /** Diagnoses of a visit are told apart from the problems that a patient lives with. */
  private static Topic topic(Resource resource, ResourceRule rule) {
    boolean diagnosis =
        resource instanceof Condition condition
            && condition.getCategory().stream()
                .flatMap(category -> category.getCoding().stream())
                .anyMatch(coding -> "encounter-diagnosis".equals(coding.getCode()));
    return diagnosis ? Topic.DIAGNOSES : rule.topic();
  }

  private static void details(Sheet.Entry entry, Resource resource, Set<String> said) {
    for (Property property : resource.children()) {
      if (isDetail(property, said)
          && !(resource instanceof DiagnosticReport && isListed(property))) {
        entry.detail(Phrases.label(property.getName()), Phrases.of(property));
      }
      if (property.getName().equals("note")) {
        property.getValues().forEach(note -> entry.note(Phrases.of(note)));
      }
    }
  }

  private static boolean isDetail(Property property, Set<String> said) {
    String name = property.getName();
    return property.hasValues() && ResourceRule.isDetail(name) && !said.contains(name);
  }

  /** Results of a report have rows, and its forms blocks of text. */
  private static boolean isListed(Property property) {
    return Set.of("result", "presentedForm").contains(property.getName());
  }

  private void attached(Sheet.Entry entry, Attachment attachment) {
    String text = Phrases.attachment(attachment);
    if (text.indexOf('\n') < 0) {
      entry.detail("Content", text);
    } else {
      sheet.block(Topic.NOTES, Phrases.text(attachment.getTitle()), text);
    }
  }

  private void section(Composition.SectionComponent section) {
    sheet.block(Topic.NOTES, Phrases.text(section.getTitle()), Phrases.of(section.getText()));
    section.getSection().forEach(this::section);
  }

  private void narrative(Resource resource) {
    if (resource instanceof DomainResource domain
        && domain.hasText()
        && domain.getText().getStatus() != Narrative.NarrativeStatus.GENERATED) {
      String text = Phrases.of(domain.getText());
      if (!text.isEmpty()) {
        sheet.block(Topic.NOTES, Phrases.label(resource.fhirType()), text);
      }
    }
  }

  private void unread(ResourceParser.Parsed parsed) {
    if (!parsed.invalid().isEmpty()) {
      Sheet.Entry entry = sheet.item(Topic.OTHER, "Values that are not as FHIR R4 asks for");
      parsed.invalid().forEach(entry::detail);
    }
    if (!parsed.unknown().isEmpty()) {
      sheet
          .item(Topic.OTHER, "Elements that FHIR R4 does not have, not shown")
          .detail("Names", String.join(", ", parsed.unknown()));
    }
    if (sheet.isEmpty()) {
      sheet.title(Phrases.label(parsed.resource().fhirType()));
    }
  }
}
