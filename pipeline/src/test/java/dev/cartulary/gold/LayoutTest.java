package dev.cartulary.gold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.types.DocumentTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every layout with a small set of its own kind, written here. */
class LayoutTest {
  @TempDir Path folder;

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private List<GoldDocument> read(Layout layout, Path gold, String type) {
    return layout.read(gold, folder.resolve("in"), DocumentTypes.builtIn(type)).documents();
  }

  private static Map<String, List<Set<String>>> forms(GoldDocument document) {
    return document.fields().stream()
        .collect(
            Collectors.toMap(
                GoldField::name, f -> f.values().stream().map(GoldValue::forms).toList()));
  }

  @Test
  void cuad_answersAndSpans_becomeForms() throws IOException {
    write("txt/Supply.txt", "text");
    write(
        "gold/Supply.json",
        """
        {"Document Name": {"spans": ["SUPPLY AGREEMENT"], "answer": "SUPPLY AGREEMENT"},
         "Parties": {"spans": ["NORTHMERE RESIN, INC.", "Northmere", "Buyer"],
           "answer": "Northmere Resin, Inc. (\\"Northmere\\"); Pellworth GmbH (\\"Buyer\\"); Northmere and Buyer (each a \\"Party\\"); (Time Life, Inc. d/b/a Time Music; (each a \\"Party\\")"},
         "Agreement Date": {"spans": ["June 21, 1999"], "answer": "6/22/99"},
         "Effective Date": {"spans": ["as of June 21, 1999"], "answer": ""},
         "Expiration Date": {"spans": ["until terminated"], "answer": "perpetual"},
         "Renewal Term": {"spans": ["renewed"], "answer": "successive 1 year"},
         "Notice Period To Terminate Renewal": {"spans": ["notice"], "answer": "[]"},
         "Governing Law": {"spans": ["laws of Ontario"], "answer": "Ontario, Canada"},
         "Rofr/Rofo/Rofn": {"spans": [], "answer": "No"},
         "Unlimited/All-You-Can-Eat-License": {"spans": ["unlimited use"], "answer": "Yes"}}
        """);

    assertThat(Layout.of(folder)).isEqualTo(Layout.CUAD);
    List<GoldDocument> documents = read(Layout.CUAD, folder, "contract");

    assertThat(documents).hasSize(1);
    assertThat(documents.get(0).name()).isEqualTo("Supply.pdf");
    assertThat(documents.get(0).path()).isEqualTo("Supply.txt");
    Map<String, List<Set<String>>> forms = forms(documents.get(0));
    assertThat(forms)
        .as("an open date and an unreadable period are not judged")
        .doesNotContainKeys("effective_date", "notice_period")
        .containsEntry("document_name", List.of(Set.of("supply agreement")))
        .containsEntry("agreement_date", List.of(Set.of("1999 06 21", "1999 06 22")))
        .containsEntry("expiration_date", List.of())
        .containsEntry("renewal_term", List.of(Set.of("12 month")))
        .containsEntry("rofr_rofo_rofn", List.of())
        .containsEntry("unlimited_license", List.of(Set.of("true")));
    assertThat(forms.get("parties"))
        .containsExactly(
            Set.of("northmere resin", "northmere"),
            Set.of("pellworth"),
            Set.of("time life inc d b a time music", "time life", "time music"));
    assertThat(forms.getOrDefault("governing_law", List.of()).get(0)).contains("ontario");
    assertThat(DocumentTypes.builtIn("contract").fields().stream().map(f -> f.name()))
        .containsAll(forms.keySet());
  }

  @Test
  void cuad_contractIsMissing_saysWhich() throws IOException {
    write("gold/Lost.json", "{}");

    assertThatThrownBy(() -> read(Layout.CUAD, folder, "contract"))
        .isInstanceOf(GoldException.class)
        .hasMessageContaining("Lost.txt");
  }

  @Test
  void aciBench_whatTheNoteDoesNotHold_isNotJudged() throws IOException {
    Path file =
        write(
            "aci-bench.jsonl",
            """
            {"id": "V1", "gender": "female ", "age": "50.0", "first_name": "martha", "family_name": "Collins", "chief_complaint": "Annual exam ", "note": "Ms. Collins is a 50-year-old female."}
            {"id": "V2", "gender": "", "age": "61", "first_name": "", "family_name": "", "chief_complaint": "cough", "note": "He coughs."}
            """);

    List<GoldDocument> documents = read(Layout.of(file), file, "clinical-note");

    assertThat(forms(documents.get(0)))
        .isEqualTo(
            Map.of(
                "age", List.of(Set.of("50")),
                "sex", List.of(Set.of("female")),
                "chief_complaint", List.of(Set.of("annual exam")),
                "patient_name", List.of(Set.of("collins"))));
    assertThat(forms(documents.get(1))).containsOnlyKeys("chief_complaint");
    assertThat(documents.get(0).source()).isInstanceOf(GoldDocument.Inline.class);
  }

  @Test
  void mtSamples_commas_becomeLineBreaks() throws IOException {
    Path file =
        write(
            "mtsamples.jsonl",
            """
            {"id": "m1", "description": " Cough,  one week. ", "text": "REASON FOR VISIT:, Cough.,MEDICATIONS:,1.  Aspirin, daily.,2.  Zinc.,ALLERGIES: , None, and no food.,FINDINGS:,1.  LIVER:  Large"}
            {"id": "m2", "description": "", "text": "x"}
            """);

    List<GoldDocument> documents = read(Layout.of(file), file, "clinical-note");

    assertThat(documents).hasSize(1);
    assertThat(documents.get(0).summary()).isEqualTo("Cough, one week.");
    assertThat(((GoldDocument.Inline) documents.get(0).source()).text())
        .isEqualTo(
            """
            REASON FOR VISIT:
            Cough.

            MEDICATIONS:
            1. Aspirin, daily.
            2. Zinc.

            ALLERGIES:
            None, and no food.

            FINDINGS:
            1. LIVER: Large
            """);
  }

  @Test
  void ccda_codedEntries_becomeValues() throws IOException {
    write("a.xml", CCDA);

    assertThat(Layout.of(folder)).isEqualTo(Layout.CCDA);
    Map<String, List<Set<String>>> forms = forms(read(Layout.CCDA, folder, "clinical-note").get(0));

    assertThat(forms)
        .containsEntry("patient_name", List.of(Set.of("orla brennerman")))
        .containsEntry("date_of_birth", List.of(Set.of("1948 02 29")))
        .containsEntry("sex", List.of(Set.of("female")))
        .containsEntry("medications", List.of(Set.of("lisinopril 10 mg oral tablet", "prinivil")))
        .containsEntry("diagnoses", List.of(Set.of("low back pain", "lumbago")));
    assertThat(forms.getOrDefault("allergies", List.of()).get(0)).contains("no known allergies");
  }

  @Test
  void ccda_documentTypeDeclaration_isRefused() throws IOException {
    write("a.xml", "<!DOCTYPE x [<!ENTITY y 'z'>]><x>&y;</x>");

    assertThatThrownBy(() -> read(Layout.CCDA, folder, "clinical-note"))
        .isInstanceOf(GoldException.class)
        .hasMessageContaining("a.xml");
  }

  @Test
  void maccrobat_spans_becomeDistinctValues() throws IOException {
    write("7.txt", "A 28-year-old man took aspirin.");
    write(
        "7.ann",
        """
        T1\tAge 2 13\t28-year-old
        T2\tSex 14 17\tman
        T3\tMedication 23 30\tAspirin
        T4\tMedication 40 47\taspirin
        E1\tSign:T4
        T5\tLab_value 1 2;3 4\thigh
        T6\tDiagnostic_procedure 5 8\tpulse
        T7\tDiagnostic_procedure 9 15\tbiopsy
        R1\tMODIFY Arg1:T5 Arg2:T6
        """);

    assertThat(Layout.of(folder)).isEqualTo(Layout.MACCROBAT);
    assertThat(forms(read(Layout.MACCROBAT, folder, "clinical-note").get(0)))
        .containsEntry("age", List.of(Set.of("28")))
        .containsEntry("sex", List.of(Set.of("male")))
        .containsEntry("medications", List.of(Set.of("aspirin")))
        .containsEntry("procedures", List.of(Set.of("biopsy")))
        .containsEntry("diagnoses", List.of());
  }

  @Test
  void json_besideDocumentsOrInTheInput_isRead() throws IOException {
    write("in/mail.eml", "x");
    write("gold/plain.txt", "x");
    write(
        "gold/plain.txt.json",
        """
        {"summary": "s", "fields": {
          "renewal_term": [{"value": "v", "normalized": "one (1) year"}],
          "governing_law": [{"value": "v", "normalized": "State of Ohio"}]}}
        """);
    write("gold/mail.eml/attached.docx.json", "{\"fields\": {}}");
    write("gold/locked.pdf.json", "{\"failure\": \"ENCRYPTED\"}");

    List<GoldDocument> documents = read(Layout.JSON, folder.resolve("gold"), "contract");

    assertThat(documents)
        .extracting(GoldDocument::path)
        .containsExactlyInAnyOrder("plain.txt", "mail.eml/attached.docx");
    GoldDocument plain =
        documents.stream().filter(d -> d.path().equals("plain.txt")).findFirst().orElseThrow();
    assertThat(plain.summary()).isEqualTo("s");
    assertThat(forms(plain))
        .hasSize(DocumentTypes.builtIn("contract").fields().size())
        .containsEntry("renewal_term", List.of(Set.of("12 month")))
        .containsEntry("governing_law", List.of(Set.of("ohio")))
        .containsEntry("insurance", List.of());
    assertThat(documents)
        .extracting(GoldDocument::source)
        .anySatisfy(
            source ->
                assertThat(source)
                    .isEqualTo(new GoldDocument.Stored(folder.resolve("in/mail.eml"), "mail.eml")));
  }

  @Test
  void json_unknownFieldOrNoDocument_isRefusedWithTheFile() throws IOException {
    Path gold = write("gold/x.txt.json", "{\"fields\": {\"nonsense\": []}}");
    assertThatThrownBy(() -> read(Layout.JSON, folder.resolve("gold"), "contract"))
        .hasMessageContaining(gold.toString())
        .hasMessageContaining("no document");

    write("in/x.txt", "x");
    assertThatThrownBy(() -> read(Layout.JSON, folder.resolve("gold"), "contract"))
        .hasMessageContaining("nonsense");
  }

  @Test
  void part_ofASet_holdsThoseNamesOnly() {
    List<GoldDocument> documents =
        List.of("a", "b", "c", "d", "e", "f", "g").stream()
            .map(n -> new GoldDocument(n, n, new GoldDocument.Inline(n), List.of(), null))
            .toList();
    GoldSet set = new GoldSet("letters", documents);

    assertThat(set.part("all", 3).documents())
        .extracting(GoldDocument::name)
        .containsExactly("a", "b", "c");
    String part = Integer.toString(Split.part("d"));
    assertThat(set.part(part, 99).documents())
        .isNotEmpty()
        .allMatch(d -> d.part() == Split.part("d"));
    assertThatThrownBy(() -> new GoldSet("none", List.of()).part("5", 9))
        .hasMessageContaining("--part all");
  }

  private static final String CCDA =
      """
      <ClinicalDocument xmlns="urn:hl7-org:v3"><recordTarget><patientRole><patient>
        <name><given>Orla</given><given>Q</given><family>Brennerman</family></name>
        <administrativeGenderCode code="F"/><birthTime value="19480229120000"/>
        <guardian><guardianPerson><name><given>Ned</given></name></guardianPerson></guardian>
      </patient></patientRole></recordTarget>
      <substanceAdministration><templateId root="2.16.840.1.113883.10.20.22.4.16"/>
        <consumable><manufacturedProduct><manufacturedMaterial>
          <code displayName="Lisinopril 10 MG Oral Tablet"/><name>Prinivil</name>
        </manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration>
      <observation><templateId root="2.16.840.1.113883.10.20.22.4.4"/>
        <value displayName="Low back pain"><translation displayName="Lumbago"/></value></observation>
      <observation negationInd="true"><templateId root="2.16.840.1.113883.10.20.22.4.7"/>
        <value displayName="Propensity"/></observation>
      </ClinicalDocument>
      """;
}
