package dev.cartulary.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.document.CharSpan;
import dev.cartulary.export.SampleRun;
import dev.cartulary.field.Field;
import dev.cartulary.parquet.DeliveredRun;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChosenTest {
  private static final String FIRST = "0".repeat(63) + "1";

  @TempDir Path folder;
  private DeliveredRun run;

  @BeforeEach
  void writeTables() throws IOException {
    run = SampleRun.contracts(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"b/café.txt", "café.txt", "t"})
  void in_pathOrItsEnd_isThatDocument(String said) {
    assertThat(Chosen.in(run, said, "party").document().path()).isEqualTo("b/café.txt");
  }

  @Test
  void in_wholeIdAndBeginningOfAField_areAllItsValues() {
    assertThat(Chosen.in(run, FIRST, "par").values())
        .extracting(Field::name)
        .containsExactly("party", "party");
  }

  @Test
  void in_severalOrNone_namesTheChoices() {
    assertThatThrownBy(() -> Chosen.in(run, "0000", "party"))
        .isInstanceOf(ExplanationException.class)
        .hasMessageContaining("could be a/lease")
        .hasMessageContaining("b/café.txt");
    assertThatThrownBy(() -> Chosen.in(run, "letter.doc", "party"))
        .isInstanceOf(ExplanationException.class)
        .hasMessageContaining("has no document letter.doc; it has a/lease");
    assertThatThrownBy(() -> Chosen.in(run, FIRST, "re"))
        .isInstanceOf(ExplanationException.class)
        .hasMessageContaining("re could be rent, renewal");
    assertThatThrownBy(() -> Chosen.in(run, FIRST, "price"))
        .isInstanceOf(ExplanationException.class)
        .hasMessageContaining("has no field price; it has party, start");
  }

  @Test
  void context_inTheMiddle_cutsNoWord() {
    String text = "one two three four five six seven eight";
    Context context = Context.of(text, new CharSpan(14, 18), 7);
    assertThat(context).isEqualTo(new Context("... three ", "four", " five ..."));
    assertThat(Context.of("a b", new CharSpan(0, 1), 9)).isEqualTo(new Context("", "a", " b"));
  }
}
