package dev.cartulary.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.clinical.UnreadableRecordException;
import dev.cartulary.outcome.FailureReason;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Hl7FormatTest {
  private static final String MSH = "MSH|^~\\&|LAB|North Clinic|EHR|X|20240102030405||ORU^R01|7|P|";
  private static final String PID =
      "PID|1||4711^^^NC^MR~000-00-0000^^^^SS||Roe^Jane^Q^Jr^Dr^^L||19600203|F||2106-3^White^CDCREC"
          + "|1 Elm St^Apt 2^Lee^VT^05001^USA||^PRN^PH^^1^555^5550100";

  @Test
  void render_patientAndVisit_labelledLines() throws Exception {
    String visit =
        "PV1|1|I|W1^12^B^Mercy||||11^Ray^Ada^^^Dr^MD"
            + "|".repeat(19 - 7)
            + "V9"
            + "|".repeat(44 - 19)
            + "20240101|20240103";

    assertThat(page(MSH + "2.5", PID, visit).lines())
        .containsExactly(
            "Document Type: Observation report (ORU R01)",
            "Document Date: 2024-01-02T03:04:05",
            "Facility: North Clinic",
            "Patient Name: Dr Jane Q Roe Jr",
            "MRN: 4711",
            "Social Security Number: 000-00-0000",
            "Date of Birth: 1960-02-03",
            "Sex: Female",
            "Race: White (CDCREC 2106-3)",
            "Address: 1 Elm St, Apt 2, Lee, VT 05001, USA",
            "Phone: +1 555 5550100",
            "Visit Number: V9",
            "Encounter Type: Inpatient",
            "Encounter Location: Mercy, W1, 12, B",
            "Admission Date: 2024-01-01",
            "Discharge Date: 2024-01-03",
            "Attending Physician: Dr Ada Ray, MD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.1", "2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.8.1", "2.9", "9.9", ""})
  void render_anyVersion_laboratoryAsRows(String version) throws Exception {
    String page =
        page(
            MSH + version,
            PID,
            "OBR|1|||24323-8^Metabolic panel^LN",
            "OBX|1|NM|2345-7^Glucose^LN||182|mg/dL|70-105|H|||P",
            "OBX|2|SN|2160-0^Creatinine^LN||<^0.5|mg/dL||L|||F",
            "NTE|1||Repeated.",
            "OBX|3|CE|883-9^Blood group^LN||278149003^Group A^SCT||||||F");

    assertThat(section(page, "Results"))
        .containsExactly(
            "- Metabolic panel (LOINC 24323-8)",
            "Test | Result | Reference range | Flag | Code",
            "Glucose | 182 mg/dL | 70-105 | H, preliminary | LOINC 2345-7",
            "Creatinine | <0.5 mg/dL |  | L | LOINC 2160-0",
            "Note - Repeated.",
            "Blood group | Group A (SNOMED 278149003) |  |  | LOINC 883-9");
  }

  @Test
  void render_listsOfPatient_sectionsWithCodes() throws Exception {
    String page =
        page(
            MSH + "2.5.1",
            PID,
            "AL1|1|DA|70618^Penicillin^RXN|SV|Hives",
            "DG1|1||I10^Essential hypertension^I10||20230405|F",
            "PR1|1||44970^Appendectomy^C4||20230101",
            "RXE|^^^20240101|197361^Amlodipine 5 MG Oral Tablet^RXN|1||tab",
            "RXR|PO^Oral",
            "ZZ1|anything^at all");

    assertThat(section(page, "Allergies"))
        .containsExactly(
            "- Penicillin (RXNORM 70618) | Allergen Type Code = DA | Allergy Severity Code = SV"
                + " | Allergy Reaction Code = Hives");
    assertThat(section(page, "Diagnoses").get(0))
        .startsWith("- Essential hypertension (ICD-10 I10) | Diagnosis Date/Time = 2023-04-05");
    assertThat(section(page, "Procedures").get(0)).startsWith("- Appendectomy (CPT 44970) | ");
    assertThat(section(page, "Medications").get(0))
        .startsWith("- Amlodipine 5 MG Oral Tablet 1 tab (RXNORM 197361) | ")
        .endsWith(" | Route = Oral (PO)");
    assertThat(section(page, "Other information:"))
        .containsExactly("- ZZ1 | Field 1 = anything at all");
  }

  @Test
  void render_vaccination_immunizationWithItsObservations() throws Exception {
    String page =
        page(
            "MSH|^~\\&|||||20240101||VXU^V04|1|P|2.5.1",
            PID,
            "RXA|0|1|20240101||140^Influenza^CVX|0.5|mL",
            "OBX|1|CE|64994-7^Eligibility^LN||V01^Not eligible^HL70064||||||F");

    assertThat(section(page, "Immunizations"))
        .containsExactly(
            "- Influenza 0.5 mL (CVX 140) | Date/Time Start of Administration = 2024-01-01"
                + " | Eligibility = Not eligible (HL70064 V01)");
  }

  @Test
  void render_report_linesOfItsText() throws Exception {
    String note = Base64.getEncoder().encodeToString("Seen äöü.".getBytes(StandardCharsets.UTF_8));
    String page =
        page(
            "MSH|^~\\&|||||20240101||MDM^T02|1|P|2.4",
            PID,
            "TXA|1|DS|TX",
            "OBX|1|TX|18842-5^Discharge summary^LN||CHIEF COMPLAINT: cough",
            "OBX|2|TX|18842-5^Discharge summary^LN||Fever \\T\\ chills\\.br\\for 3 days\\H\\!\\N\\",
            "OBX|3|FT|X^Plan||Rest.\\.sp\\~Fluids \\E\\ sleep.",
            "OBX|4|ED|N^Nurse||^text^plain^Base64^" + note,
            "OBX|5|ED|P^Scan||^application^pdf^Base64^JVBERg==");

    assertThat(section(page, "Notes"))
        .containsExactly(
            "- DS | Document Content Presentation = TX",
            "Discharge summary (LOINC 18842-5):",
            "CHIEF COMPLAINT: cough",
            "Fever & chills",
            "for 3 days!",
            "Plan (X):",
            "Rest.",
            "Fluids \\ sleep.");
    assertThat(page)
        .contains("Nurse | Seen äöü. |")
        .contains("[attachment of type application/pdf, 4 bytes, a document of its own]");
  }

  @Test
  void render_batchWithFraming_pageForEachMessage() throws Exception {
    String batch =
        "\u000bFHS|^~\\&|A\rBHS|^~\\&|A\r"
            + message(MSH + "2.3", PID)
            + "\u001c\r\u000b"
            + message(MSH + "2.5", PID.replace("Jane", "John"))
            + "\u001c\rBTS|2\rFTS|1\r";

    assertThat(pages(batch.getBytes(StandardCharsets.US_ASCII)))
        .hasSize(2)
        .satisfiesExactly(
            one -> assertThat(one).contains("Dr Jane Q Roe"),
            two -> assertThat(two).contains("Dr John Q Roe"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r", "\n", "\r\n", "\r\r\n", "\n  "})
  void render_anyLineEnd_sameText(String end) throws Exception {
    String text = message(MSH + "2.3", PID).replace("\r", end);

    assertThat(pages(text.getBytes(StandardCharsets.US_ASCII)))
        .containsExactly(page(MSH + "2.3", PID));
  }

  @Test
  void render_messagesInTwoCharacterSets_eachInItsOwn() throws Exception {
    byte[] latin = named("8859/1", "Müller").getBytes(StandardCharsets.ISO_8859_1);
    byte[] greek = named("8859/7", "Ωμέγα").getBytes(Charset.forName("ISO-8859-7"));
    byte[] utf8 = named("UNICODE UTF-8", "Žižka").getBytes(StandardCharsets.UTF_8);
    byte[] unsaid = named("", "Peña").getBytes(Charset.forName("windows-1252"));
    byte[] all = new byte[latin.length + greek.length + utf8.length + unsaid.length];
    int at = 0;
    for (byte[] part : List.of(latin, greek, utf8, unsaid)) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }

    assertThat(pages(all).stream().map(page -> page.lines().skip(1).findFirst().orElse("")))
        .containsExactly(
            "Patient Name: Müller",
            "Patient Name: Ωμέγα",
            "Patient Name: Žižka",
            "Patient Name: Peña");
  }

  @Test
  void render_utf16_asItsMarkSays() throws Exception {
    byte[] bytes = named("UNICODE UTF-16", "Žižka").getBytes(StandardCharsets.UTF_16);

    assertThat(new Hl7Format().matches(new ByteArrayInputStream(bytes))).isTrue();
    assertThat(pages(bytes)).singleElement().asString().contains("Patient Name: Žižka");
  }

  @Test
  void render_otherDelimiters_asTheHeaderDeclares() throws Exception {
    String text = "MSH$%*!+$A$B$$$20240101$$ADT%A01$1$P$2.3\rPID$1$$9$$Roe%Jane!T!Co\r";

    assertThat(pages(text.getBytes(StandardCharsets.US_ASCII)))
        .singleElement()
        .asString()
        .contains("Patient Name: Jane+Co Roe");
  }

  @Test
  void render_lineEndWithinText_keptAsLine() throws Exception {
    assertThat(page(MSH + "2.3", "OBX|1|TX|N^Note||First line\nsecond line"))
        .contains("First line\nsecond line");
  }

  @Test
  void render_lineThatIsNoSegment_corruptNamesPlaceNotContent() {
    assertBroken(
        message(MSH + "2.3", PID + "\nSECRET WORDS"),
        "message 1 of the HL7 file, segment 2 (PID) is damaged");
  }

  @Test
  void render_encodingCharactersOfLetters_corruptNamesField() {
    assertBroken(
        "MSH|^~\\A|SECRET\rPID|1\r", "message 1 of the HL7 file, segment 1 (MSH), field 2");
  }

  @Test
  void render_batchOfFewerMessagesThanItCounts_corrupt() {
    assertBroken(
        "BHS|^~\\&|SECRET\r" + message(MSH + "2.3", PID) + "BTS|3\r",
        "a batch counts 3 messages and has 1");
  }

  @Test
  void render_transportThatDidNotClose_corrupt() {
    assertBroken("\u000b" + message(MSH + "2.3", PID) + "OBX|1|TX|N||SECR", "cut off");
  }

  @Test
  void matches_otherTexts_false() throws Exception {
    for (String text :
        List.of("", "MSH", "MSH stands for", "MSHA|b", "A MSH|^~\\&|", "{\"a\":1}")) {
      assertThat(new Hl7Format().matches(stream(text.getBytes(StandardCharsets.UTF_8)))).isFalse();
    }
    for (String text :
        List.of("MSH|^~\\&|", "\u000bMSH|^~\\&", "\ufeffFHS|^~\\&", "\r\nBHS#*~\\&")) {
      assertThat(new Hl7Format().matches(stream(text.getBytes(StandardCharsets.UTF_8)))).isTrue();
    }
  }

  private static void assertBroken(String text, String place) {
    assertThatThrownBy(() -> pages(text.getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOfSatisfying(
            UnreadableRecordException.class,
            e -> assertThat(e.reason()).isEqualTo(FailureReason.CORRUPT))
        .hasMessageContaining(place)
        .message()
        .doesNotContain("SECR");
  }

  private static String named(String charset, String name) {
    return "MSH|^~\\&|||||||ADT^A01|1|P|2.5||||||"
        + charset
        + "\rEVN|A01\rPID|1||9||"
        + name
        + "\r";
  }

  private static String message(String... segments) {
    return String.join("\r", segments) + "\r";
  }

  private static String page(String... segments) throws Exception {
    List<String> pages = pages(message(segments).getBytes(StandardCharsets.US_ASCII));
    assertThat(pages).hasSize(1);
    return pages.get(0);
  }

  private static List<String> section(String page, String title) {
    List<String> lines = page.lines().toList();
    List<String> section = new ArrayList<>();
    for (int i = lines.indexOf(title) + 1; i > 0 && i < lines.size(); i++) {
      if (lines.get(i).isEmpty() && (i + 2 >= lines.size() || lines.get(i + 2).startsWith("- "))) {
        break;
      }
      section.add(lines.get(i));
    }
    return section;
  }

  private static List<String> pages(byte[] bytes) throws Exception {
    List<String> pages = new ArrayList<>();
    new Hl7Format().render(stream(bytes), pages::add);
    return pages;
  }

  private static ByteArrayInputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }
}
