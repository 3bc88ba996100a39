package dev.cartulary.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.clinical.ClinicalFormat;
import dev.cartulary.fhir.FhirFormat;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.hl7.Hl7Format;
import dev.cartulary.types.DocumentTypes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whether the rules for clinical notes find in rendered records what the records say. */
final class ClinicalSheetsTest {
  private static final DocumentType NOTE = DocumentTypes.builtIn("clinical-note");

  private static final String MESSAGE =
      String.join(
          "\r",
          "MSH|^~\\&|LAB|North Clinic|||20240102||ADT^A01|7|P|2.5",
          "PID|1||4711^^^NC^MR||Roe^Jane^Q||19600203|F||2106-3^White^CDCREC",
          "NK1|1|Poe^Mark|SPO^Spouse||||||||||||M|19580101",
          "PV1|1|I|W1^12^B^Mercy||||11^Ray^Ada^^^Dr^MD",
          "AL1|1|DA|70618^Penicillin^RXN|SV|Hives",
          "AL1|2|FA|^Peanuts|MI|",
          "PRB|AD|20240101|195967001^Asthma^SCT",
          "DG1|1||I10^Essential hypertension^I10||20230405|F",
          "PR1|1||44970^Appendectomy^C4||20230101",
          "RXE||197361^Amlodipine 5 MG Oral Tablet^RXN|1||TAB",
          "GT1|1||Foe^Sam||2 Oak St||||19500101|M",
          "IN1|1|P|C1|Acme Health||||||||||||Goe^Ann|SPO|19490101||||||||||||||||||||||||||F");

  private static final String BUNDLE =
      "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\",\"name\":[{"
          + "\"given\":[\"Jane\",\"Q\"],\"family\":\"Roe\"}],\"identifier\":[{\"value\":\"4711\"}],"
          + "\"birthDate\":\"1960-02-03\",\"gender\":\"female\",\"contact\":[{\"name\":{\"text\":"
          + "\"Mark Poe\"},\"gender\":\"male\"}]}},"
          + resource("AllergyIntolerance", "code", "Penicillin")
          + resource("AllergyIntolerance", "code", "Peanuts")
          + resource("Condition", "code", "Asthma")
          + resource("Condition", "code", "Essential hypertension")
          + resource("Procedure", "code", "Appendectomy")
          + "{\"resource\":{\"resourceType\":\"RelatedPerson\",\"name\":[{\"text\":\"Ann Goe\"}],"
          + "\"birthDate\":\"1949-01-01\",\"gender\":\"male\"}},"
          + resource(
                  "MedicationRequest", "medicationCodeableConcept", "Amlodipine 5 MG Oral Tablet")
              .replaceFirst(",$", "")
          + "]}";

  @Test
  void find_message_patientAndListsAsItSays() throws Exception {
    assertFound(new Hl7Format(), MESSAGE);
  }

  @Test
  void find_bundle_patientAndListsAsItSays() throws Exception {
    assertFound(FhirFormat.JSON, BUNDLE);
  }

  private static void assertFound(ClinicalFormat format, String record) throws Exception {
    String page = page(format, record);

    assertThat(labelled(page, "patient_name")).containsExactly("Jane Q Roe");
    assertThat(labelled(page, "mrn")).containsExactly("4711");
    assertThat(labelled(page, "date_of_birth")).containsExactly("1960-02-03");
    assertThat(labelled(page, "sex")).containsExactly("Female");
    assertThat(items(page, "allergies")).containsExactly("Penicillin", "Peanuts");
    assertThat(items(page, "diagnoses")).containsExactly("Asthma", "Essential hypertension");
    assertThat(items(page, "procedures")).containsExactly("Appendectomy");
    assertThat(items(page, "medications"))
        .singleElement()
        .asString()
        .startsWith("Amlodipine 5 MG Oral Tablet");
  }

  private static List<String> labelled(String page, String field) {
    return new LabelledLines(field(field).labels(), allLabels())
        .find(page).stream().map(span -> span.of(page)).toList();
  }

  private static List<String> items(String page, String field) {
    return new Sections(field(field).labels(), allLabels())
        .items(page).stream().map(span -> span.of(page)).toList();
  }

  private static FieldDefinition field(String name) {
    return NOTE.fields().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  private static Set<String> allLabels() {
    Set<String> labels = new HashSet<>();
    NOTE.fields().forEach(field -> labels.addAll(field.labels()));
    return labels;
  }

  private static String resource(String type, String element, String words) {
    return "{\"resource\":{\"resourceType\":\"%s\",\"%s\":{\"text\":\"%s\"}}},"
        .formatted(type, element, words);
  }

  private static String page(ClinicalFormat format, String record) throws Exception {
    List<String> pages = new ArrayList<>();
    format.render(new ByteArrayInputStream(record.getBytes(StandardCharsets.UTF_8)), pages::add);
    assertThat(pages).hasSize(1);
    return pages.get(0);
  }
}
