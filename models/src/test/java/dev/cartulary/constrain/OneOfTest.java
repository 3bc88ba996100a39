package dev.cartulary.constrain;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.completion.Choice;
import dev.cartulary.completion.Constraint.OneOf;
import dev.cartulary.document.CharSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneOfTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void guide_randomChoices_reachesExactlyThem(int seed) {
    Random random = new Random(seed);
    ToyTokenizer tokenizer = new ToyTokenizer("ab", " a", "ba");
    String text = "ab a ba bab abba";
    List<Choice> choices = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      int start = random.nextInt(text.length());
      CharSpan span = new CharSpan(start, start + 1 + random.nextInt(text.length() - start));
      if (random.nextBoolean() && !span.of(text).isBlank()) {
        choices.add(new Choice(span.of(text), span));
      } else {
        choices.add(new Choice("ab".repeat(1 + random.nextInt(3)), null));
      }
    }
    CopySource source = new CopySource(text, tokenizer.encode(text));
    Set<String> expected = new TreeSet<>(Set.of(""));
    Set<Object> tokens = new java.util.HashSet<>();
    for (Choice choice : choices) {
      CharSpan span = choice.span();
      if (tokens.add(
          span == null ? tokenizer.encode(" " + choice.text()).ids() : source.covering(span))) {
        expected.add(choice.text());
      }
    }
    assertThat(
            Guides.everyAnswer(tokenizer, ToyTokenizer.protocol(), new OneOf(choices, false), text))
        .isEqualTo(expected);
  }

  /**
   * Memory is kept for the tokens to the last choice; a long sentence is known by its beginning.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void lastChoice_oneOfSeveral_isTheDeepestThatAnyWayCanReach(boolean absence) {
    ToyTokenizer tokenizer = new ToyTokenizer();
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      List<Choice> choices = new ArrayList<>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        String begun = random.ints(3, 'a', 'c').mapToObj(Character::toString).collect(joining());
        choices.add(new Choice(begun + "z".repeat(random.nextInt(90)), null));
      }
      OneOf oneOf = new OneOf(choices, false, absence);
      int reached = 0;
      for (int way = 0; way < 100; way++) {
        reached = Math.max(reached, Guides.lastChoice(Guides.of(tokenizer, oneOf, ""), random));
      }
      assertThat(Guides.of(tokenizer, oneOf, "").lastChoice())
          .as("seed " + seed)
          .isEqualTo(reached);
    }
  }

  @Test
  void guide_choiceThatBeginsAnother_reachesBoth() {
    assertThat(
            Guides.everyAnswer(
                new ToyTokenizer(),
                ToyTokenizer.protocol(),
                new OneOf(List.of(new Choice("ab", null), new Choice("abc", null)), false),
                ""))
        .containsExactlyInAnyOrder("", "ab", "abc");
  }

  @Test
  void guide_absenceForbidden_reachesTheChoicesOnly() {
    OneOf oneOf = new OneOf(List.of(new Choice("ab", null), new Choice("abc", null)), false, false);
    assertThat(Guides.everyAnswer(new ToyTokenizer(), ToyTokenizer.protocol(), oneOf, ""))
        .containsExactlyInAnyOrder("ab", "abc");
  }

  @Test
  void guide_oneChoiceWithoutAbsence_neverLeavesAnythingToTheModel() {
    OneOf oneOf = new OneOf(List.of(new Choice("abba", null)), false, false);
    Guide guide = Guides.of(new ToyTokenizer(), oneOf, "");
    while (!guide.isFinished()) {
      assertThat(guide.allowed().size()).isEqualTo(1);
      assertThat(guide.absentStart()).isEmpty();
      guide.accept(guide.allowed().at(0));
    }
    assertThat(guide.values()).extracting(GuidedValue::text).containsExactly("abba");
  }

  @Test
  void guide_choiceInsideOfTokens_answersItsOwnSpan() {
    ToyTokenizer tokenizer = new ToyTokenizer(" 2024,");
    String text = "in 2024, or";
    CharSpan span = new CharSpan(3, 7);
    Guide guide = Guides.of(tokenizer, new OneOf(List.of(new Choice("2024", span)), false), text);
    assertThat(guide.allowed()).isEqualTo(TokenSet.of(5, 262));
    guide.accept(262);
    assertThat(guide.values()).containsExactly(new GuidedValue("2024", span, 0, 1));
  }

  @Test
  void leadsTo_aToken_namesTheChoiceOnlyWhereItIsTheOnlyOne() {
    OneOf oneOf =
        new OneOf(
            List.of(new Choice("ax", null), new Choice("ay", null), new Choice("b", null)), true);
    ToyTokenizer tokenizer = new ToyTokenizer();
    Guide guide = Guides.of(tokenizer, oneOf, "");
    int blank = tokenizer.encode(" ").ids().at(0);
    int a = tokenizer.encode("a").ids().at(0);
    int b = tokenizer.encode("b").ids().at(0);
    int x = tokenizer.encode("x").ids().at(0);
    if (guide.allowed().contains(blank)) {
      guide.accept(blank);
    }
    assertThat(guide.leadsTo(b)).isEqualTo(new Choice("b", null));
    assertThat(guide.leadsTo(a)).as("two begin so").isNull();
    assertThat(guide.leadsTo(x)).as("none begins so").isNull();
    guide.accept(a);
    assertThat(guide.leadsTo(x)).isEqualTo(new Choice("ax", null));
  }

  @Test
  void guide_list_givesEveryOrderAndNoChoiceTwice() {
    List<Choice> choices =
        List.of(
            new Choice("a", null),
            new Choice("b", null),
            new Choice("a", new CharSpan(0, 1)),
            new Choice("cc", null));
    assertThat(
            Guides.everyAnswer(
                new ToyTokenizer(), ToyTokenizer.protocol(), new OneOf(choices, true), "a"))
        .containsExactlyInAnyOrder(
            "", "a", "b", "cc", "a|b", "a|cc", "b|a", "b|cc", "cc|a", "cc|b", "a|b|cc", "a|cc|b",
            "b|a|cc", "b|cc|a", "cc|a|b", "cc|b|a");
  }

  @Test
  void guide_listOfManyChoices_endsWithinItsBound() {
    List<Choice> choices = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      choices.add(new Choice("choice " + i, null));
    }
    for (int seed = 0; seed < 20; seed++) {
      Guide guide = Guides.of(new ToyTokenizer(), new OneOf(choices, true), "");
      assertThat(guide.maxTokens()).isEqualTo(AnswerGuide.LIST_TOKENS);
      Guides.wander(guide, new Random(seed));
      assertThat(guide.isFinished()).isTrue();
    }
  }
}
