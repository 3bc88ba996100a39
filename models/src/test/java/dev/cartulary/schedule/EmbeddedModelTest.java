package dev.cartulary.schedule;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cartulary.completion.Answer;
import dev.cartulary.completion.Branch;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.completion.Completion;
import dev.cartulary.completion.Constraint;
import dev.cartulary.completion.PrefixRequest;
import dev.cartulary.document.CharSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The shipped model from text to answers. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedModelTest {
  private static final List<String> TEXTS =
      List.of(
          "SERVICES AGREEMENT\n\n\nThis Services Agreement is entered into as of March 3, 2021 by and"
              + " between Alder Brook Logistics, Inc. and Fenwick Supply LLC.\n\nThis Agreement shall"
              + " be governed by the laws of the State of  Delaware.",
          "Patient:\u00a0Maria Lindqvist\r\nDOB: 04/12/1961\r\nMRN: 5531207\r\n\r\nAge: 62\tSex:"
              + " female\r\nChief complaint: chest pain since last night.",
          "The parties met on Tuesday. Nothing else was agreed.");

  private LanguageModel model;

  @BeforeAll
  void open() {
    model = LanguageModels.embedded(ModelOptions.defaults());
  }

  @AfterAll
  void close() {
    model.close();
  }

  private static PrefixRequest request(String text) {
    return new PrefixRequest(
        text,
        List.of(
            new Branch("law", "governing law", new Constraint.Verbatim(24, false)),
            new Branch("date", "agreement date", new Constraint.Verbatim(24, false)),
            new Branch("mrn", "medical record number", new Constraint.Pattern("\\d{7}", 8, false)),
            new Branch("sex", "patient sex", new Constraint.Verbatim(24, false)),
            new Branch("parties", "parties", new Constraint.Verbatim(24, true)),
            new Branch("summary", "summary", new Constraint.Free(24))));
  }

  @Test
  void description_embedded_saysWhatItIs() {
    ModelDescription description = model.description();
    assertThat(description.parameters()).isEqualTo(6_032_640);
    assertThat(description.precision()).isEqualTo("int8");
    assertThat(description.chunkTokens()).isEqualTo(256);
    assertThat(description.instruct()).isFalse();
    assertThat(description.fingerprint()).matches("[0-9a-f]{64}");
  }

  @Test
  void tokenSpans_textWithWideBlanks_coverItsWordsInOrder() {
    String text = TEXTS.get(0);
    List<CharSpan> spans = model.tokenSpans(text);
    assertThat(spans).isNotEmpty();
    int end = 0;
    for (CharSpan span : spans) {
      assertThat(text.substring(Math.min(end, span.start()), span.start())).isBlank();
      end = span.end();
    }
    assertThat(end).isEqualTo(text.length());
  }

  @Test
  void submit_knownTexts_answersStandWhereTheySay() throws Exception {
    Completion contract = model.submit(request(TEXTS.get(0))).get(60, SECONDS);
    assertThat(texts(contract, "law")).first().asString().contains("Delaware");
    assertThat(texts(contract, "date")).containsExactly("March 3, 2021");
    Completion note = model.submit(request(TEXTS.get(1))).get(60, SECONDS);
    assertThat(texts(note, "sex")).containsExactly("female");
    assertThat(texts(note, "mrn")).containsExactly("5531207");
    for (BranchAnswer branch : contract.answers()) {
      for (Answer answer : branch.answers()) {
        if (!branch.name().equals("summary") && !branch.name().equals("mrn")) {
          CharSpan span = Objects.requireNonNull(answer.span());
          assertThat(span.of(TEXTS.get(0))).isEqualTo(answer.text());
        }
      }
    }
  }

  private static List<String> texts(Completion completion, String branch) {
    return completion.answers().stream()
        .filter(answer -> answer.name().equals(branch))
        .flatMap(answer -> answer.answers().stream())
        .map(Answer::text)
        .toList();
  }

  @Test
  void submit_together_equalsOneByOne() throws Exception {
    List<CompletableFuture<Completion>> together = new ArrayList<>();
    for (String text : TEXTS) {
      together.add(model.submit(request(text)));
    }
    for (int i = 0; i < TEXTS.size(); i++) {
      Completion batched = together.get(i).get(60, SECONDS);
      Completion alone = model.submit(request(TEXTS.get(i))).get(60, SECONDS);
      assertThat(batched.answers()).hasSize(6);
      assertThat(batched.usage()).isEqualTo(alone.usage());
      for (int b = 0; b < 6; b++) {
        BranchAnswer one = batched.answers().get(b);
        BranchAnswer other = alone.answers().get(b);
        assertThat(one.absentProbability()).isCloseTo(other.absentProbability(), within(1e-4));
        assertThat(one.answers())
            .extracting(Answer::text, Answer::span)
            .isEqualTo(
                other.answers().stream()
                    .map(a -> org.assertj.core.groups.Tuple.tuple(a.text(), a.span()))
                    .toList());
      }
    }
  }
}
