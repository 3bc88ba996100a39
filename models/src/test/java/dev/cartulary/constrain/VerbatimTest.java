package dev.cartulary.constrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.completion.Constraint.Verbatim;
import dev.cartulary.document.CharSpan;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerbatimTest {
  private static final Pattern PIECE = Pattern.compile("[a-z]+|[^a-z \n]");

  /** Every way of saying one value, against every run of words and marks of the text. */
  @ParameterizedTest(name = "text \"{0}\"")
  @ValueSource(
      strings = {
        "",
        "a",
        " ",
        "a a",
        "aa a",
        "a b a b",
        "a\n\nb",
        ",",
        "a,b",
        " a ",
        "ab ab abab",
        "ba. b"
      })
  void guide_anyText_reachesEveryRunOfWords(String text) {
    ToyTokenizer tokenizer = new ToyTokenizer(" a", "ab", " ab", "ba");
    assertThat(
            Guides.everyAnswer(tokenizer, ToyTokenizer.protocol(), new Verbatim(20, false), text))
        .isEqualTo(everyRun(text, tokenizer, 20));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void guide_randomText_reachesEveryRunOfWords(int seed) {
    Random random = new Random(seed);
    ToyTokenizer tokenizer = new ToyTokenizer(" a", "ab", " b", "ba", ", ");
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.append("ab ,\nab ".charAt(random.nextInt(8)));
    }
    int maxTokens = 1 + random.nextInt(5);
    assertThat(
            Guides.everyAnswer(
                tokenizer,
                ToyTokenizer.protocol(),
                new Verbatim(maxTokens, false),
                text.toString()))
        .isEqualTo(everyRun(text.toString(), tokenizer, maxTokens));
  }

  /** Absent, and each text from the beginning of a piece to the end of one within the bound. */
  private static Set<String> everyRun(String text, ToyTokenizer tokenizer, int maxTokens) {
    Set<String> runs = new TreeSet<>(Set.of(""));
    List<CharSpan> tokens = tokenizer.encode(text).spans();
    List<CharSpan> pieces =
        PIECE.matcher(text).results().map(r -> new CharSpan(r.start(), r.end())).toList();
    for (CharSpan first : pieces) {
      for (CharSpan last : pieces) {
        if (first.start() <= last.start()) {
          CharSpan run = new CharSpan(first.start(), last.end());
          List<CharSpan> covering = tokens.stream().filter(run::overlaps).toList();
          CharSpan all =
              new CharSpan(covering.get(0).start(), covering.get(covering.size() - 1).end());
          // A run counts where no token reaches from it into a further piece.
          if (covering.size() <= maxTokens && all.of(text).strip().equals(run.of(text))) {
            runs.add(run.of(text));
          }
        }
      }
    }
    return runs;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void guide_listByRandomWays_givesEachValueOnceAndWhereItStands(int seed) {
    ToyTokenizer tokenizer = new ToyTokenizer(" a", "ab", " ab", "ba");
    String text = "ab ab a, ba ba.\nab ab \u00e9t\u00e9 \ud83d\ude00 ab ab ab a ba";
    Random random = new Random(seed);
    for (int way = 0; way < 50; way++) {
      Guide guide = Guides.of(tokenizer, new Verbatim(3 + random.nextInt(4), true), text);
      Guides.wander(guide, random);
      List<GuidedValue> values = guide.values();
      assertThat(values).extracting(GuidedValue::text).doesNotHaveDuplicates();
      int at = 0;
      for (GuidedValue value : values) {
        assertThat(value.start()).isGreaterThanOrEqualTo(at);
        at = value.end();
        CharSpan span = java.util.Objects.requireNonNull(value.span());
        assertThat(span.of(text)).isEqualTo(value.text()).isNotBlank();
        assertThat(Words.isBorder(text, span.start()) && Words.isBorder(text, span.end())).isTrue();
      }
    }
  }

  @Test
  void guide_repeatedWord_spansItsFirstPlace() {
    ToyTokenizer tokenizer = new ToyTokenizer(" x");
    String text = "y x z x";
    Guide guide = Guides.of(tokenizer, new Verbatim(4, false), text);
    guide.accept(262);
    guide.accept(2);
    assertThat(guide.values()).containsExactly(new GuidedValue("x", new CharSpan(2, 3), 0, 2));
  }

  @Test
  void guide_emptyPrefix_allowsAbsentOnly() {
    Guide guide = Guides.of(new ToyTokenizer(), new Verbatim(4, true), "");
    assertThat(guide.allowed()).isEqualTo(TokenSet.of(5));
    assertThat(guide.absentStart()).hasValue(5);
    guide.accept(5);
    assertThat(guide.isFinished()).isTrue();
    assertThat(guide.values()).isEmpty();
  }

  @Test
  void guide_oneToken_finishesWithoutEndToken() {
    Guide guide = Guides.of(new ToyTokenizer(), new Verbatim(4, false), "x");
    assertThat(guide.allowed()).isEqualTo(TokenSet.of(5, 6 + 'x'));
    guide.accept(6 + 'x');
    assertThat(guide.isFinished()).isTrue();
    assertThat(guide.values()).containsExactly(new GuidedValue("x", new CharSpan(0, 1), 0, 1));
  }

  @Test
  void guide_wordLongerThanBound_isNoValue() {
    assertThat(Guides.of(new ToyTokenizer(), new Verbatim(3, false), "abcd").allowed())
        .isEqualTo(TokenSet.of(5));
  }

  @Test
  void guide_bytesOfOneCharacter_areNotSplit() {
    String text = "\u00e9 \u00e8";
    assertThat(
            Guides.everyAnswer(
                new ToyTokenizer(), ToyTokenizer.protocol(), new Verbatim(9, false), text))
        .containsExactlyInAnyOrder("", "\u00e9", "\u00e8", text);
  }

  @Test
  void accept_tokenThatIsNotAllowed_isRefused() {
    Guide guide = Guides.of(new ToyTokenizer(), new Verbatim(3, false), "ab");
    org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
        .isThrownBy(() -> guide.accept(6 + 'b'));
  }

  @Test
  void guide_protocolOfWords_tellsAbsentFromAValueThatBeginsAlike() {
    ToyTokenizer tokenizer = new ToyTokenizer();
    Protocol protocol =
        new Protocol(
            TokenSet.of(6 + '\n', 0),
            tokenizer.encode("no").ids(),
            tokenizer.encode("; ").ids(),
            "");
    assertThat(Guides.everyAnswer(tokenizer, protocol, new Verbatim(5, false), "note no"))
        .containsExactlyInAnyOrder("", "note");
    assertThat(Guides.everyAnswer(tokenizer, protocol, new Verbatim(4, true), "x; y"))
        .containsExactlyInAnyOrder("", "x", "y", "x|y", "y|x");
  }

  @Test
  void everyRun_knownText_isTheHandWrittenSet() {
    Matcher matcher = PIECE.matcher("a");
    assertThat(matcher.find()).isTrue();
    assertThat(everyRun("ab a", new ToyTokenizer(" a"), 9))
        .containsExactlyInAnyOrder("", "ab", "a", "ab a");
  }
}
