package dev.cartulary.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.clinical.UnreadableRecordException;
import dev.cartulary.outcome.FailureReason;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FhirFormatTest {
  private static final String PATIENT =
      """
      {"resourceType":"Patient","id":"p1",
       "identifier":[{"type":{"coding":[{"code":"MR"}]},"value":"4711"},
                     {"system":"http://hl7.org/fhir/sid/us-ssn","value":"000-00-0000"}],
       "name":[{"use":"old","family":"Smith","given":["Jane"]},
               {"use":"official","prefix":["Dr"],"given":["Jane","Q"],"family":"Roe","suffix":["Jr"]}],
       "gender":"female","birthDate":"1960-02-03",
       "telecom":[{"system":"phone","value":"555-0100"},{"system":"email","value":"j@example.org"}],
       "address":[{"line":["1 Elm St"],"city":"Lee","state":"VT","postalCode":"05001"}],
       "managingOrganization":{"display":"North Clinic"}}
      """;

  @Test
  void render_patient_labelledLines() throws Exception {
    assertThat(page(PATIENT).lines().takeWhile(line -> !line.isEmpty()))
        .containsExactly(
            "Patient Name: Dr Jane Q Roe Jr",
            "MRN: 4711",
            "Social Security Number: 000-00-0000",
            "Date of Birth: 1960-02-03",
            "Sex: Female",
            "Address: 1 Elm St, Lee, VT 05001",
            "Phone: 555-0100",
            "Email: j@example.org",
            "Also known as: Jane Smith",
            "Facility: North Clinic");
  }

  @Test
  void render_bundle_sectionsWithCodesOnOnePage() throws Exception {
    String page =
        page(
            bundle(
                PATIENT,
                """
                {"resourceType":"AllergyIntolerance","patient":{"reference":"urn:uuid:0"},
                 "code":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm",
                 "code":"70618","display":"Penicillin"}]},"criticality":"high",
                 "reaction":[{"manifestation":[{"text":"Hives"}],"severity":"severe"}]}
                """,
                """
                {"resourceType":"Condition","code":{"text":"Hypertension","coding":[
                 {"system":"http://snomed.info/sct","code":"38341003"}]},"onsetDateTime":"2019-05"}
                """,
                """
                {"resourceType":"MedicationRequest","status":"active","intent":"order",
                 "medicationReference":{"reference":"urn:uuid:4"},
                 "dosageInstruction":[{"text":"one tablet daily"}]}
                """,
                """
                {"resourceType":"Medication","code":{"text":"Amlodipine 5 MG"}}
                """,
                """
                {"resourceType":"Immunization","status":"completed","vaccineCode":{"coding":[
                 {"system":"http://hl7.org/fhir/sid/cvx","code":"140","display":"Influenza"}]},
                 "occurrenceDateTime":"2023-10-01"}
                """,
                """
                {"resourceType":"Procedure","status":"completed","code":{"text":"Appendectomy"}}
                """));

    assertThat(page.lines())
        .containsSubsequence(
            "Patient Name: Dr Jane Q Roe Jr",
            "Allergies",
            "- Penicillin (RXNORM 70618) | Criticality = high"
                + " | Reaction = manifestation Hives, severity severe",
            "Problems",
            "- Hypertension (SNOMED 38341003) | Onset = 2019-05",
            "Medications",
            "- Amlodipine 5 MG | Status = active | Intent = order"
                + " | Dosage instruction = one tablet daily",
            "Immunizations",
            "- Influenza (CVX 140) | Status = completed | Occurrence = 2023-10-01",
            "Procedures",
            "- Appendectomy | Status = completed");
  }

  @Test
  void render_reportWithObservations_rowsBelowIt() throws Exception {
    String page =
        page(
            bundle(
                """
                {"resourceType":"Observation","status":"final","code":{"text":"Weight"},
                 "valueQuantity":{"value":70.50,"unit":"kg"}}
                """,
                """
                {"resourceType":"Observation","status":"preliminary","code":{"coding":[
                 {"system":"http://loinc.org","code":"2345-7","display":"Glucose"}]},
                 "valueQuantity":{"value":182,"comparator":">","unit":"mg/dL"},
                 "interpretation":[{"coding":[{"code":"H"}]}],
                 "referenceRange":[{"low":{"value":70},"high":{"value":105,"unit":"mg/dL"}}],
                 "effectiveDateTime":"2024-01-02","note":[{"text":"Repeated."}]}
                """,
                """
                {"resourceType":"Observation","status":"final","code":{"text":"Blood pressure"},
                 "component":[{"code":{"text":"Systolic"},"valueQuantity":{"value":140,"unit":"mmHg"}},
                 {"code":{"text":"Diastolic"},"dataAbsentReason":{"text":"not done"}}]}
                """,
                """
                {"resourceType":"DiagnosticReport","status":"final","code":{"text":"Panel"},
                 "conclusion":"Sugar is high.","result":[{"reference":"urn:uuid:1"}]}
                """));

    assertThat(page.lines())
        .containsSubsequence(
            "Results",
            "- Panel | Status = final | Conclusion = Sugar is high.",
            "Test | Result | Reference range | Flag | Code",
            "Glucose | >182 mg/dL | 70 - 105 mg/dL | H, preliminary | LOINC 2345-7"
                + " | Effective = 2024-01-02",
            "Note - Repeated.",
            "Test | Result | Reference range | Flag | Code",
            "Weight | 70.50 kg |  |  | ",
            "Blood pressure |  |  |  | ",
            "Systolic | 140 mmHg |  |  | ",
            "Diastolic | not done |  |  |");
  }

  @Test
  void render_attachedTextAndNarratives_decoded() throws Exception {
    String text = base64("Line one: äöü\nline two");
    String page =
        page(
            bundle(
                """
                {"resourceType":"DocumentReference","status":"current","type":{"text":"Letter"},
                 "content":[{"attachment":{"contentType":"text/plain","data":"%s"}},
                 {"attachment":{"contentType":"application/pdf","data":"JVBERg=="}}]}
                """
                    .formatted(text),
                """
                {"resourceType":"Procedure","status":"completed","code":{"text":"Biopsy"},
                 "text":{"status":"additional","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\"><p>He said &lt;no&gt;.</p><ul><li>rest</li></ul><table><tr><td>a</td><td>b</td></tr></table></div>"}}
                """,
                """
                {"resourceType":"Goal","lifecycleStatus":"active","description":{"text":"Walk"},
                 "text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">GENERATED</div>"}}
                """));

    assertThat(page.lines())
        .containsSubsequence(
            "- Letter | Status = current"
                + " | Content = [attachment of type application/pdf, 4 bytes, a document of its own]",
            "Line one: äöü",
            "line two",
            "He said <no>.",
            "- rest",
            "a | b");
    assertThat(page).contains("- Walk").doesNotContain("GENERATED");
  }

  @Test
  void render_linesOfJson_pageForEach() throws Exception {
    String other = PATIENT.replace("Roe", "Doe").replace("\n", "");
    String lines = PATIENT.replace("\n", "") + "\r\n" + other + "\n\n";

    assertThat(pages(FhirFormat.JSON, lines))
        .hasSize(2)
        .satisfiesExactly(
            one -> assertThat(one).contains("Jane Q Roe"),
            two -> assertThat(two).contains("Jane Q Doe"));
  }

  @Test
  void render_xml_asJson() throws Exception {
    String xml =
        "<?xml version='1.0'?><Bundle xmlns='http://hl7.org/fhir'><type value='collection'/><entry>"
            + "<resource><Condition><code><text value='Asthma'/></code></Condition></resource>"
            + "</entry></Bundle>";

    assertThat(pages(FhirFormat.XML, xml))
        .isEqualTo(
            pages(
                FhirFormat.JSON,
                bundle("{\"resourceType\":\"Condition\",\"code\":{\"text\":\"Asthma\"}}")));
  }

  @Test
  void render_typeWithoutRule_allItsElements() throws Exception {
    assertThat(
            page(
                """
                {"resourceType":"VisionPrescription","status":"active","lensSpecification":[
                 {"eye":"left","sphere":-1.25,"prism":[{"amount":0.5,"base":"up"}]}]}
                """))
        .contains("- Vision prescription | Status = active")
        .contains("Lens specification = eye left, sphere -1.25, prism amount 0.5, base up");
  }

  @Test
  void render_whatR4DoesNotKnow_namedAndKept() throws Exception {
    assertThat(
            page(
                "{\"resourceType\":\"Condition\",\"code\":{\"text\":\"Asthma\"},\"novelty\":true,"
                    + "\"recordedDate\":\"3 May\"}"))
        .contains("- Asthma")
        .contains("not shown | Names = novelty")
        .contains("3 May");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "{\"resourceType\":\"Patient\",\"gender\":\"SECRET! cut off",
        "{\"resourceType\":\"Patient\" \"SECRET\":1}! resource 1 of the FHIR file",
        "{\"resourceType\":\"Secrets\"}! resource 1 of the FHIR file",
        "{\"resourceType\":\"Patient\"} SECRET! resource 2 of the FHIR file",
      })
  void render_broken_corruptNamesPlaceNotContent(String json, String place) {
    assertThatThrownBy(() -> pages(FhirFormat.JSON, json))
        .isInstanceOfSatisfying(
            UnreadableRecordException.class,
            e -> assertThat(e.reason()).isEqualTo(FailureReason.CORRUPT))
        .hasMessageContaining(place)
        .message()
        .doesNotContainIgnoringCase("secret");
  }

  @Test
  void render_documentType_refused() {
    String xml =
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><Patient"
            + " xmlns='http://hl7.org/fhir'><name><family value='&e;'/></name></Patient>";

    assertThatThrownBy(() -> pages(FhirFormat.XML, xml))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("document type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "{\"resourceType\":\"Patient\"}! true",
        "' \n{ \"id\" : \"}\", \"a\":{\"resourceType\":1}, \"resourceType\" : \"Patient\"}'! true",
        "{\"id\":\"\\\"resourceType\\\":\\\"Patient\"}! false",
        "{\"a\":{\"resourceType\":\"Patient\"}}! false",
        "{\"resourceType\":17}! false",
        "{\"resourceTypes\":\"Patient\"}! false",
        "{\"a\":1}{\"resourceType\":\"Patient\"}! false",
        "[{\"resourceType\":\"Patient\"}]! false",
        "''! false",
        "{! false",
      })
  void matches_json_memberOfTheFirstObject(String json, boolean matches) throws Exception {
    assertThat(FhirFormat.JSON.matches(stream(json))).isEqualTo(matches);
  }

  @Test
  void matches_xml_rootInTheNamespace() throws Exception {
    assertThat(FhirFormat.XML.matches(stream("<Patient xmlns='http://hl7.org/fhir'/>"))).isTrue();
    assertThat(FhirFormat.XML.matches(stream("<a><Patient xmlns='http://hl7.org/fhir'/></a>")))
        .isFalse();
    assertThat(FhirFormat.XML.matches(stream("<Patient/>"))).isFalse();
    assertThat(FhirFormat.XML.matches(stream("words"))).isFalse();
  }

  /** Objects of random strings and nesting, put together here and cut apart there. */
  @Test
  void next_objectsOneAfterTheOther_eachAsItWas() throws Exception {
    Random random = new Random(21);
    for (int round = 0; round < 300; round++) {
      List<String> objects = new ArrayList<>();
      StringBuilder file = new StringBuilder();
      for (int i = random.nextInt(5); i >= 0; i--) {
        objects.add(object(random, 3));
        file.append(" \n".repeat(random.nextInt(3))).append(objects.get(objects.size() - 1));
      }
      JsonObjects cut = new JsonObjects(stream(file.toString()));
      for (String object : objects) {
        assertThat(cut.next()).contains(object);
      }
      assertThat(cut.next()).isEmpty();
    }
  }

  private static String object(Random random, int depth) {
    StringBuilder object = new StringBuilder("{");
    for (int i = random.nextInt(3); i > 0; i--) {
      object.append(string(random)).append(" : ");
      object.append(
          switch (random.nextInt(depth > 0 ? 4 : 2)) {
            case 0 -> string(random);
            case 1 -> "-1.5e3";
            case 2 -> "[" + object(random, depth - 1) + "]";
            default -> object(random, depth - 1);
          });
      object.append(i > 1 ? "," : "");
    }
    return object.append('}').toString();
  }

  private static String string(Random random) {
    List<String> parts = List.of("{", "}", "[", "]", "\\\"", "\\\\", "ä", " ", ":", ",", "x");
    StringBuilder string = new StringBuilder("\"");
    for (int i = random.nextInt(6); i > 0; i--) {
      string.append(parts.get(random.nextInt(parts.size())));
    }
    return string.append('"').toString();
  }

  private static String bundle(String... resources) {
    StringBuilder json =
        new StringBuilder("{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[");
    for (int i = 0; i < resources.length; i++) {
      json.append(i > 0 ? "," : "").append("{\"fullUrl\":\"urn:uuid:").append(i);
      json.append("\",\"resource\":").append(resources[i]).append('}');
    }
    return json.append("]}").toString();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String page(String json) throws Exception {
    List<String> pages = pages(FhirFormat.JSON, json);
    assertThat(pages).hasSize(1);
    return pages.get(0);
  }

  private static List<String> pages(FhirFormat format, String text) throws Exception {
    List<String> pages = new ArrayList<>();
    format.render(stream(text), pages::add);
    return pages;
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
