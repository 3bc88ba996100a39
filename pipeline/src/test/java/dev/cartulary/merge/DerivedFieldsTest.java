package dev.cartulary.merge;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.calibration.Calibration;
import dev.cartulary.chunk.Chunk;
import dev.cartulary.chunk.Chunker;
import dev.cartulary.completion.Answer;
import dev.cartulary.completion.Branch;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.completion.Choice;
import dev.cartulary.completion.Completion;
import dev.cartulary.completion.Constraint;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldOrigin;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.prompt.ChunkRequest;
import dev.cartulary.prompt.RequestBuilder;
import dev.cartulary.types.DocumentTypes;
import dev.cartulary.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contracts from their text to their dates and parties, the first choice always taken. */
class DerivedFieldsTest {
  private static final DocumentType CONTRACT = DocumentTypes.builtIn("contract");
  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final String OPENING =
      "SERVICES AGREEMENT\n\nThis Services Agreement is made as of May 4, 2020 by and between Acme"
          + " Tools, Inc., a Delaware corporation (\"Acme\"), and Borden GmbH (\"Borden\").\n\n"
          + "WHEREAS, Crown Metals, Inc., a Nevada corporation, sold its shares;\n\n";

  private static List<CharSpan> words(String text) {
    List<CharSpan> spans = new ArrayList<>();
    for (Matcher m = WORD.matcher(text); m.find(); ) {
      spans.add(new CharSpan(m.start(), m.end()));
    }
    return spans;
  }

  private static List<Field> fields(String text) {
    ExtractedText document =
        new ExtractedText(
            new DocumentId("0".repeat(64)),
            "text/plain",
            text,
            List.of(new Page(1, new CharSpan(0, text.length()), false)));
    List<Chunk> chunks = new Chunker(120, 16, DerivedFieldsTest::words).chunks(text);
    List<ChunkCompletion> completions = new ArrayList<>();
    for (ChunkRequest request : new RequestBuilder(CONTRACT, false).requests(document, chunks)) {
      List<BranchAnswer> answers =
          request.request().branches().stream().map(DerivedFieldsTest::first).toList();
      completions.add(new ChunkCompletion(request, new Completion(answers, TokenUsage.ZERO, 0)));
    }
    Extraction extraction =
        new Merger(CONTRACT, 0.5, Calibration.NONE).merge(document, completions);
    return Verifier.verify(document, extraction.fields(), extraction.summary()).fields();
  }

  private static BranchAnswer first(Branch branch) {
    if (branch.constraint() instanceof Constraint.OneOf oneOf && !oneOf.absence()) {
      Choice choice = oneOf.choices().get(0);
      return new BranchAnswer(
          branch.name(), List.of(new Answer(choice.text(), choice.span(), 1)), 0);
    }
    return new BranchAnswer(branch.name(), List.of(), 1);
  }

  private static List<Field> values(String text, String name) {
    return fields(text).stream()
        .filter(field -> field.name().equals(name) && field.status() != FieldStatus.ABSENT)
        .toList();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2025-05-04 | The initial term of this Agreement shall be five (5) years from the Effective Date.
          2023-05-04 | This Agreement shall begin on the date hereof and continue until the third anniversary of it.
          2021-11-04 | This Agreement shall remain in force for a period of eighteen (18) months.
          2022-05-04 | Either party may cancel on thirty (30) days notice. The term of this Agreement is two years.
          2021-12-31 | The term begins on the date hereof and shall expire on December 31, 2021.
          2024-06-30 | This Agreement is effective as of July 1, 2020. Its term shall continue for four years until June 30, 2024.
          """)
  void expirationDate_termOfTheContract_endsThen(String end, String clause) {
    Field field = values(OPENING + "1. Term\n\n" + clause, "expiration_date").get(0);
    assertThat(field.normalized().canonical()).isEqualTo(end);
  }

  @Test
  void expirationDate_counted_isDerivedAndGrounded() {
    String text = OPENING + "1. Term\n\nThe term of this Agreement shall be five (5) years.";
    Field field = values(text, "expiration_date").get(0);
    assertThat(field.origin()).isEqualTo(FieldOrigin.DERIVED);
    assertThat(field.value()).isEqualTo("five (5) years");
    assertThat(requireNonNull(field.span()).of(text)).isEqualTo(field.value());
    assertThat(field.basis()).extracting(from -> from.of(text)).containsExactly("May 4, 2020");
  }

  @Test
  void expirationDate_periodsOfOtherThings_areNone() {
    assertThat(
            values(
                OPENING
                    + "1. Secrets\n\nThe duty of confidence shall survive for three (3) years after"
                    + " termination. Invoices are paid within two (2) months.",
                "expiration_date"))
        .isEmpty();
  }

  @Test
  void parties_companiesOfTheRecitals_areNone() {
    assertThat(values(OPENING + "1. Services\n\nAcme serves Borden.", "parties"))
        .extracting(Field::value)
        .containsExactly("Acme Tools, Inc.", "Borden GmbH");
  }
}
