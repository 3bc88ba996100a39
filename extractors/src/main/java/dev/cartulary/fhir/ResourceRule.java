package dev.cartulary.fhir;

import dev.cartulary.clinical.Topic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a resource is shown and which of its elements name it; all others are its details.
 *
 * @param names elements that together name the entry, in the order in which they are read
 */
record ResourceRule(Topic topic, List<String> names) {
  private static final Map<String, ResourceRule> RULES =
      Map.ofEntries(
          rule("AllergyIntolerance", Topic.ALLERGIES, "code"),
          rule("Condition", Topic.PROBLEMS, "code"),
          rule("MedicationRequest", Topic.MEDICATIONS, "medication"),
          rule("MedicationStatement", Topic.MEDICATIONS, "medication"),
          rule("MedicationAdministration", Topic.MEDICATIONS, "medication"),
          rule("MedicationDispense", Topic.MEDICATIONS, "medication"),
          rule("Immunization", Topic.IMMUNIZATIONS, "vaccineCode"),
          rule("Procedure", Topic.PROCEDURES, "code"),
          rule("FamilyMemberHistory", Topic.FAMILY, "relationship"),
          rule("Encounter", Topic.ENCOUNTERS, "type"),
          rule("DiagnosticReport", Topic.RESULTS, "code"),
          rule("Specimen", Topic.SPECIMENS, "type"),
          rule("ServiceRequest", Topic.ORDERS, "code"),
          rule("NutritionOrder", Topic.ORDERS),
          rule("DeviceRequest", Topic.ORDERS, "code"),
          rule("DocumentReference", Topic.NOTES, "description", "type"),
          rule("ClinicalImpression", Topic.NOTES, "description", "summary"),
          rule("CarePlan", Topic.PLAN, "title", "description"),
          rule("Goal", Topic.PLAN, "description"),
          rule("Appointment", Topic.APPOINTMENTS, "description", "serviceType"),
          rule("CareTeam", Topic.CARE_TEAM, "name"),
          rule("Practitioner", Topic.CARE_TEAM, "name"),
          rule("PractitionerRole", Topic.CARE_TEAM, "practitioner", "code"),
          rule("RelatedPerson", Topic.CONTACTS, "name"),
          rule("Coverage", Topic.INSURANCE, "payor"),
          rule("Claim", Topic.INSURANCE, "type"),
          rule("ExplanationOfBenefit", Topic.INSURANCE, "type"),
          rule("Organization", Topic.OTHER, "name"),
          rule("Location", Topic.OTHER, "name"),
          rule("Medication", Topic.OTHER, "code"));

  /** Elements that are technology, that have a place of their own, or that name the patient. */
  private static final Set<String> SILENT =
      Set.of(
          "id",
          "meta",
          "implicitRules",
          "language",
          "text",
          "contained",
          "subject",
          "patient",
          "beneficiary",
          "note",
          "content",
          "data");

  ResourceRule {
    names = List.copyOf(names);
  }

  /** The rule for a type of resource; one for any type without. */
  static ResourceRule of(String type) {
    return RULES.getOrDefault(type, new ResourceRule(Topic.OTHER, List.of()));
  }

  /** Whether an element is a detail of an entry, unless it names it. */
  static boolean isDetail(String element) {
    return !SILENT.contains(element);
  }

  /** The elements that name the entry, as R4 calls them. */
  Set<String> elements() {
    return names.stream()
        .flatMap(name -> Stream.of(name, name + "[x]"))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Map.Entry<String, ResourceRule> rule(String type, Topic topic, String... names) {
    return Map.entry(type, new ResourceRule(topic, List.of(names)));
  }
}
