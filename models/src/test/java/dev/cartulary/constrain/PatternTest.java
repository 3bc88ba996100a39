package dev.cartulary.constrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cartulary.completion.Constraint;
import dev.cartulary.document.CharSpan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternTest {
  private static final ToyTokenizer TOKENIZER =
      new ToyTokenizer(
          " 2", "20", "2024", "-0", "12", "ab", "abc", " a", "\u00e9t", "\u20ac ", "USD ");

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "a",
        "ab*c?",
        "(ab|abc|b)+",
        "\\d{4}-\\d{2}-\\d{2}",
        "[0-9]{1,3}(,[0-9]{3})*(\\.[0-9]{2})?",
        "(USD|\u20ac) ?\\d+",
        "[^a-y\\s]{2,4}",
        "[\u00e0-\u00ff]+t?",
        "x.{0,3}y",
        "[\u0400-\u04ff\u2000-\u20ff]{1,2}",
        "(\ud83d\ude00|\ud83d\ude01|z)w",
        "[\\w-]+\\.",
        "a{2}|b{3,}",
        "(ab|\"c)\"?",
        "\\D\\W\\S"
      })
  void guide_randomWays_agreeWithJavaRegex(String regex) {
    Pattern oracle = Pattern.compile(regex);
    Random random = new Random(regex.hashCode());
    for (int way = 0; way < 150; way++) {
      Guide guide =
          Guides.of(TOKENIZER, new Constraint.Pattern(regex, 12 + random.nextInt(8), false), "");
      List<Integer> taken = new ArrayList<>();
      while (!guide.isFinished()) {
        TokenSet allowed = guide.allowed();
        assertThat(allowed.isEmpty()).isFalse();
        assertThat(taken.size()).isLessThan(guide.maxTokens());
        String text = decoded(taken);
        // Characters outside of the Basic Multilingual Plane count as two here.
        if (!text.isBlank() && text.codePoints().count() == text.length()) {
          assertThat(allowed.contains(2))
              .as("whether \"%s\" may end", text)
              .isEqualTo(
                  text.indexOf('\ufffd') < 0
                      && (oracle.matcher(text).matches()
                          || (text.startsWith(" ")
                              && oracle.matcher(text.substring(1)).matches())));
        }
        // Prefer real values to "absent", which would end most ways at once.
        int token = allowed.at(random.nextInt(allowed.size()));
        if (token == 5) {
          continue;
        }
        guide.accept(token);
        if (token != 2) {
          taken.add(token);
        }
      }
      assertThat(guide.values()).hasSize(1);
      String text = guide.values().get(0).text();
      if (text.codePoints().count() == text.length() || regex.contains("\ud83d")) {
        assertThat(text).matches(oracle);
      }
    }
  }

  private static String decoded(List<Integer> tokens) {
    return new String(
        TOKENIZER
            .decode(
                dev.cartulary.tokenizer.TokenIds.of(
                    tokens.stream().mapToInt(Integer::intValue).toArray()))
            .getBytes(StandardCharsets.UTF_8),
        StandardCharsets.UTF_8);
  }

  /** From every state exactly those tokens are allowed whose text some match continues. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"\\d{4}-\\d{2}", "(ab|abc)+", "USD \\d{1,2}", "20(20|24)"})
  void guide_everyState_allowsExactlyWhatAMatchContinues(String regex) {
    Pattern oracle = Pattern.compile(regex);
    Random random = new Random(1);
    for (int way = 0; way < 20; way++) {
      Guide guide = Guides.of(TOKENIZER, new Constraint.Pattern(regex, 40, false), "");
      StringBuilder said = new StringBuilder();
      while (!guide.isFinished() && said.length() < 20) {
        for (int id = 6; id < TOKENIZER.vocabularySize(); id++) {
          String more = said + new String(TOKENIZER.bytes(id), StandardCharsets.ISO_8859_1);
          java.util.regex.Matcher matcher =
              oracle.matcher(more.startsWith(" ") ? more.substring(1) : more);
          boolean continues = matcher.matches() || matcher.hitEnd();
          assertThat(guide.allowed().contains(id)).as("\"%s\"", more).isEqualTo(continues);
        }
        int token = guide.allowed().at(random.nextInt(guide.allowed().size()));
        guide.accept(token);
        said.append(new String(TOKENIZER.bytes(token), StandardCharsets.ISO_8859_1));
      }
    }
  }

  @Test
  void guide_matchThatStandsInThePrefix_hasItsFirstPlaceBetweenWordBorders() {
    Guide guide = Guides.of(TOKENIZER, new Constraint.Pattern("\\d{2}", 9, false), "120, 12, 12");
    guide.accept(TOKENIZER.encode("12").ids().at(0));
    assertThat(guide.isFinished()).isTrue();
    assertThat(guide.values()).containsExactly(new GuidedValue("12", new CharSpan(5, 7), 0, 1));
  }

  @Test
  void guide_list_givesNoMatchTwice() {
    assertThat(
            Guides.everyAnswer(
                new ToyTokenizer(),
                new Protocol(
                    TokenSet.of(2),
                    dev.cartulary.tokenizer.TokenIds.of(5),
                    dev.cartulary.tokenizer.TokenIds.of(4),
                    ""),
                new Constraint.Pattern("a|b", 3, true),
                ""))
        .containsExactlyInAnyOrder("", "a", "b", "a|b", "b|a");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "^a",
        "a$",
        "\\bx",
        "(?:a)",
        "a{1001}",
        "a{2000,3000}",
        "[a[b]]",
        "a\\",
        "(a",
        "[a",
        "a{x}",
        "\\s*"
      })
  void compile_patternThatIsNotKnown_isRefusedByName(String regex) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Guides.of(TOKENIZER, new Constraint.Pattern(regex, 9, false), ""))
        .withMessageContaining("pattern " + regex);
  }

  @Test
  void compile_matchThatMayNotFit_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Guides.of(TOKENIZER, new Constraint.Pattern("\\d{9}", 8, false), ""))
        .withMessage("pattern \\d{9} may need 9 tokens and maxTokens is 8");
  }
}
