package dev.cartulary.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cartulary.chunk.Chunk;
import dev.cartulary.chunk.Chunker;
import dev.cartulary.completion.Answer;
import dev.cartulary.completion.Branch;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.completion.Choice;
import dev.cartulary.completion.Constraint;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.field.DocumentType;
import dev.cartulary.types.DocumentTypes;
import dev.cartulary.types.Priors;
import dev.cartulary.yaml.Problems;
import dev.cartulary.yaml.YamlMapping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How often a gold value of the public contracts is among the candidates that the model is given.
 * The floors lie a little below what was measured; see {@code docs/document-types.md}.
 */
class CandidateRecallTest {
  private static final int EVERY = 6;
  private static final Pattern TOKEN = Pattern.compile("\\s?(?:\\p{L}{1,6}|[^\\s\\p{L}])");

  private static Path contracts() {
    Path folder = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    while (folder.getParent() != null && !Files.exists(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    return folder.resolveSibling("shared").resolve("data/contracts/cuad");
  }

  /** Asked wherever there is a candidate, so that recall is that of recognisers and cues alone. */
  @Test
  void requests_everyCandidateAsked_offerMostGoldValues() throws IOException {
    Map<String, int[]> hits = hits(Priors.builtIn("contract", null));

    assertThat(share(hits, "document_name")).isGreaterThan(0.75);
    assertThat(share(hits, "agreement_date")).isGreaterThan(0.75);
    assertThat(share(hits, "governing_law")).isGreaterThan(0.9);
    assertThat(share(hits, "anti_assignment")).isGreaterThan(0.85);
    assertThat(share(hits, "license_grant")).isGreaterThan(0.8);
  }

  /**
   * A field with a prior is asked once, in the first chunk with a best candidate; a clause, and
   * what is guessed, is decided without a question.
   */
  @Test
  void requests_bestCandidateAsked_offersTheGoldValueOfMostDocuments() throws IOException {
    Map<String, int[]> hits = hits(DocumentTypes.builtIn("contract"));

    assertThat(share(hits, "document_name")).isGreaterThan(0.75);
    assertThat(share(hits, "agreement_date")).isGreaterThan(0.7);
    assertThat(share(hits, "governing_law")).isGreaterThan(0.9);
    assertThat(share(hits, "anti_assignment")).isGreaterThan(0.85);
    assertThat(share(hits, "license_grant")).isGreaterThan(0.9);
  }

  /** A model that says what is there is asked wherever it may be. */
  @Test
  void requests_toAModelThatSaysWhatIsThere_offerNearlyEveryGoldValue() throws IOException {
    Map<String, int[]> hits = hits(DocumentTypes.builtIn("contract"), Presence.MODEL);

    assertThat(share(hits, "document_name")).isGreaterThan(0.8);
    assertThat(share(hits, "agreement_date")).isGreaterThan(0.85);
    assertThat(share(hits, "governing_law")).isGreaterThan(0.95);
    assertThat(share(hits, "anti_assignment")).isGreaterThan(0.97);
    assertThat(share(hits, "license_grant")).isGreaterThan(0.95);
  }

  private static Map<String, int[]> hits(DocumentType type) throws IOException {
    return hits(type, Presence.RULES);
  }

  private static Map<String, int[]> hits(DocumentType type, Presence presence) throws IOException {
    Path data = contracts();
    assumeTrue(Files.isDirectory(data), "the public contracts are not at " + data);
    Map<String, int[]> hits = new HashMap<>();
    List<Path> files;
    try (Stream<Path> listed = Files.list(data.resolve("gold"))) {
      files = listed.sorted().toList();
    }
    RequestBuilder builder = new RequestBuilder(type, false, presence);
    for (int i = 0; i < files.size(); i += EVERY) {
      String name = files.get(i).getFileName().toString().replace(".json", "");
      ExtractedText text =
          RequestBuilderTest.document(tidy(Files.readString(data.resolve("txt/" + name + ".txt"))));
      List<Chunk> chunks = new Chunker(240, 32, CandidateRecallTest::tokens).chunks(text.text());
      Map<String, List<String>> offered = offered(builder.requests(text, chunks));
      YamlMapping gold =
          YamlMapping.parse(
              Files.readString(files.get(i), StandardCharsets.UTF_8), new Problems(name));
      count(hits, offered, "document_name", gold.mapping("Document Name").texts("spans"));
      count(hits, offered, "agreement_date", gold.mapping("Agreement Date").texts("spans"));
      count(hits, offered, "governing_law", gold.mapping("Governing Law").texts("spans"));
      count(hits, offered, "anti_assignment", gold.mapping("Anti-Assignment").texts("spans"));
      count(hits, offered, "license_grant", gold.mapping("License Grant").texts("spans"));
    }
    return hits;
  }

  private static Map<String, List<String>> offered(List<ChunkRequest> requests) {
    Map<String, List<String>> offered = new HashMap<>();
    for (ChunkRequest request : requests) {
      for (BranchAnswer branch : request.decided()) {
        List<String> texts = offered.computeIfAbsent(branch.name(), n -> new ArrayList<>());
        branch.answers().stream()
            .map(Answer::text)
            .map(CandidateRecallTest::words)
            .forEach(texts::add);
      }
      for (Branch branch : request.request().branches()) {
        if (branch.constraint() instanceof Constraint.OneOf oneOf) {
          List<String> texts = offered.computeIfAbsent(branch.name(), n -> new ArrayList<>());
          oneOf.choices().stream()
              .map(Choice::text)
              .map(CandidateRecallTest::words)
              .forEach(texts::add);
        }
      }
    }
    return offered;
  }

  /** A document counts as hit when a choice is, or lies in, or holds one of its gold spans. */
  private static void count(
      Map<String, int[]> hits, Map<String, List<String>> offered, String field, List<String> gold) {
    if (gold.isEmpty()) {
      return;
    }
    int[] count = hits.computeIfAbsent(field, f -> new int[2]);
    count[1]++;
    boolean whole = field.equals("document_name") || field.equals("agreement_date");
    for (String span : gold) {
      String wanted = words(span);
      for (String choice : offered.getOrDefault(field, List.of())) {
        if (whole ? choice.equals(wanted) : wanted.contains(choice) || choice.contains(wanted)) {
          count[0]++;
          return;
        }
      }
    }
  }

  private static double share(Map<String, int[]> hits, String field) {
    int[] count = hits.getOrDefault(field, new int[2]);
    assertThat(count[1]).as("documents with " + field).isGreaterThan(20);
    System.out.printf(Locale.ROOT, "%s: %d of %d%n", field, count[0], count[1]);
    return (double) count[0] / count[1];
  }

  private static String words(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
  }

  private static String tidy(String text) {
    return text.replaceAll("[ \\t\\r\\f\\u00a0]+", " ")
        .replaceAll(" ?\\n ?", "\n")
        .replaceAll("\\n{3,}", "\n\n")
        .strip();
  }

  private static List<CharSpan> tokens(String text) {
    List<CharSpan> spans = new ArrayList<>();
    for (Matcher m = TOKEN.matcher(text); m.find(); ) {
      spans.add(new CharSpan(m.start(), m.end()));
    }
    return spans;
  }
}
