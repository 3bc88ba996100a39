package dev.cartulary.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.chunk.Chunk;
import dev.cartulary.chunk.Chunker;
import dev.cartulary.completion.Answer;
import dev.cartulary.completion.Branch;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.completion.Choice;
import dev.cartulary.completion.Constraint;
import dev.cartulary.field.DocumentType;
import dev.cartulary.types.DocumentTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningNamesTest {
  private static final DocumentType NOTE = DocumentTypes.builtIn("clinical-note");
  private static final String REPORT =
      "A 61-year-old man with diabetes mellitus presented with fever. Magnetic resonance imaging of the left"
          + " knee was performed, and he was treated with intravenous ceftriaxone. His creatinine was 1.4 mg per"
          + " day in the first week of treatment, and there was no pneumonia.\n";

  private static List<ChunkRequest> requests(DocumentType type, String text, int tokens) {
    List<Chunk> chunks = new Chunker(tokens, tokens / 8, RequestBuilderTest::words).chunks(text);
    return new RequestBuilder(type, false).requests(RequestBuilderTest.document(text), chunks);
  }

  /** What is decided for a field, with its probability. */
  private static Map<String, Double> decided(List<ChunkRequest> requests, String field) {
    Map<String, Double> values = new TreeMap<>();
    for (ChunkRequest request : requests) {
      for (BranchAnswer branch : request.decided()) {
        if (branch.name().equals(field)) {
          for (Answer answer : branch.answers()) {
            values.merge(answer.text(), answer.probability(), Math::max);
          }
        }
      }
    }
    return values;
  }

  @Test
  void requests_aReportWithoutSections_hasTheNamesOfItsSentences() {
    List<ChunkRequest> requests = requests(NOTE, REPORT, 400);
    assertThat(decided(requests, "diagnoses")).containsOnlyKeys("diabetes mellitus");
    assertThat(decided(requests, "procedures"))
        .containsKey("Magnetic resonance imaging of the left knee")
        .doesNotContainKey("creatinine");
    assertThat(decided(requests, "medications")).containsKey("ceftriaxone");
  }

  @Test
  void requests_namesAreNotMoreProbableThanWhatASectionLists() {
    double listed =
        decided(requests(NOTE, "DIAGNOSES:\n1. Gout\n", 400), "diagnoses")
            .getOrDefault("Gout", 0.0);
    assertThat(decided(requests(NOTE, REPORT, 400), "diagnoses").values())
        .isNotEmpty()
        .allMatch(probability -> probability <= listed);
  }

  @Test
  void requests_whereASectionListsTheField_namesOfSentencesAreNotAdded() {
    List<ChunkRequest> requests = requests(NOTE, REPORT + "\nDIAGNOSES:\n1. Gout\n", 400);
    assertThat(decided(requests, "diagnoses")).containsOnlyKeys("Gout");
    assertThat(decided(requests, "medications")).containsKey("ceftriaxone");
  }

  @Test
  void requests_aPatternsMatchThatIsNoDrug_isDoubtful() {
    Map<String, Double> values = decided(requests(NOTE, REPORT, 400), "medications");
    String measured =
        values.keySet().stream()
            .filter(value -> value.contains("1.4 mg"))
            .findFirst()
            .orElseThrow();
    Map<String, Double> taken =
        decided(
            requests(NOTE, "He was then treated with oral prednisone 60 mg daily.\n", 400),
            "medications");
    assertThat(values).extractingByKey(measured).satisfies(p -> assertThat(p).isLessThan(0.5));
    assertThat(taken.values()).hasSize(1).allMatch(probability -> probability > 0.5);
  }

  @Test
  void requests_namesAtTheEndsOfChunks_areAllDecided() {
    String text = REPORT.repeat(30);
    for (int tokens : new int[] {16, 40, 64}) {
      List<ChunkRequest> requests = requests(NOTE, text, tokens);
      assertThat(decided(requests, "diagnoses")).containsKey("diabetes mellitus");
      long said =
          requests.stream()
              .flatMap(request -> request.decided().stream())
              .filter(answer -> answer.name().equals("diagnoses"))
              .count();
      assertThat(said).isGreaterThanOrEqualTo(30);
    }
  }

  @Test
  void requests_aFieldThatTheModelDecides_isOfferedTheNames(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("report.yaml");
    Files.writeString(
        file,
        """
            name: report
            description: Reports.
            fields:
              - name: drug
                description: The drug.
                question: drug
                candidates: drugs
              - name: measured
                description: What was measured.
                question: measured
                candidates: measurements
                many: true
                prior: 0.5
            """);
    List<ChunkRequest> requests = requests(DocumentTypes.load(file), REPORT, 400);
    List<String> offered =
        requests.stream()
            .flatMap(request -> request.request().branches().stream())
            .filter(branch -> branch.name().equals("drug"))
            .map(Branch::constraint)
            .flatMap(constraint -> ((Constraint.OneOf) constraint).choices().stream())
            .map(Choice::text)
            .toList();
    assertThat(offered).containsExactly("ceftriaxone");
    assertThat(decided(requests, "measured")).containsOnlyKeys("creatinine");
  }
}
