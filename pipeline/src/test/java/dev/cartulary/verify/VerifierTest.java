package dev.cartulary.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.field.Alternative;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.outcome.Summary;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifierTest {
  private static final ExtractedText TEXT =
      new ExtractedText(
          new DocumentId("0".repeat(64)),
          "text/plain",
          "one two three",
          List.of(new Page(1, new CharSpan(0, 13), false)));
  private static final Summary NO_SUMMARY = new Summary(Summary.Kind.KEY_SENTENCES, "", List.of());

  private static Field field(String value, int start, int end, int page) {
    return new Field(
        "f",
        value,
        new FieldValue.Text(value),
        new CharSpan(start, end),
        page,
        0.75,
        FieldStatus.FOUND);
  }

  @Test
  void verify_exactCopy_stays() {
    Field field = field("two", 4, 7, 1);
    Verification verified = Verifier.verify(TEXT, List.of(field), NO_SUMMARY);
    assertThat(verified.fields()).containsExactly(field);
    assertThat(verified.ungroundedFields()).isZero();
  }

  @Test
  void verify_alternativesThatStandElsewhere_goAndTheValueStays() {
    Alternative right = new Alternative("one", new CharSpan(0, 3), 0.1);
    Field field =
        field("two", 4, 7, 1)
            .with(
                List.of(
                    right,
                    new Alternative("one", new CharSpan(1, 4), 0.1),
                    new Alternative("one", null, 0.1),
                    new Alternative("e!", new CharSpan(12, 14), 0.1)));

    assertThat(Verifier.verify(TEXT, List.of(field), NO_SUMMARY).fields())
        .containsExactly(field.with(List.of(right)));
  }

  @Test
  void verify_anyDifference_isUngroundedAndCounted() {
    List<Field> wrong =
        List.of(
            field("Two", 4, 7, 1),
            field("two", 4, 8, 1),
            field("two", 5, 8, 1),
            field("two", 4, 7, 2),
            field("three", 8, 14, 1),
            field("two", 40, 43, 1));
    Verification verified = Verifier.verify(TEXT, wrong, NO_SUMMARY);
    assertThat(verified.ungroundedFields()).isEqualTo(wrong.size());
    assertThat(verified.fields())
        .allSatisfy(
            field -> {
              assertThat(field.status()).isEqualTo(FieldStatus.UNGROUNDED);
              assertThat(field.span()).isNull();
              assertThat(field.page()).isZero();
              assertThat(field.probability()).isEqualTo(0.75);
            });
  }

  @Test
  void verify_summary_mustBeTheCharactersAtItsSpans() {
    List<CharSpan> spans = List.of(new CharSpan(0, 3), new CharSpan(8, 13));
    Summary right = new Summary(Summary.Kind.KEY_SENTENCES, "one\nthree", spans);
    assertThat(Verifier.verify(TEXT, List.of(), right).summary()).isEqualTo(right);
    Summary wrong = new Summary(Summary.Kind.KEY_SENTENCES, "one\nThree", spans);
    Verification verified = Verifier.verify(TEXT, List.of(), wrong);
    assertThat(verified.summaryGrounded()).isFalse();
    assertThat(verified.summary()).isEqualTo(NO_SUMMARY);
    Summary beyond = new Summary(Summary.Kind.KEY_SENTENCES, "x", List.of(new CharSpan(50, 51)));
    assertThat(Verifier.verify(TEXT, List.of(), beyond).summaryGrounded()).isFalse();
    Summary free = new Summary(Summary.Kind.FREE_TEXT, "Anything.", List.of());
    assertThat(Verifier.verify(TEXT, List.of(), free).summary()).isEqualTo(free);
  }
}
