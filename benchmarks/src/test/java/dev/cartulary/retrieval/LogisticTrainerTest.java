package dev.cartulary.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.chunk.Sentences;
import dev.cartulary.document.CharSpan;
import dev.cartulary.relevance.Relevance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LogisticTrainerTest {
  private static final List<String> FIELDS = List.of("insurance", "audit");
  private static final int BITS = 12;

  private static AnnotatedContract contract(int number) {
    String[] things = {"roof", "boat", "barn", "mill", "shop"};
    String thing = things[number % things.length];
    String insurance = "The tenant shall insure the " + thing + " against fire at all times.";
    String audit = "The owner may inspect the books of the " + thing + " on any working day.";
    String text =
        insurance + " The " + thing + " is painted in green and stands by the road. " + audit;
    return new AnnotatedContract(
        "c" + number,
        0,
        text,
        Map.of(
            "insurance", new WordText(text).find(insurance),
            "audit", new WordText(text).find(audit)),
        Set.of());
  }

  @Test
  void train_markedSentences_areFoundInOtherContracts() {
    List<Lesson> lessons = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      lessons.add(Lesson.of(contract(i), FIELDS, BITS));
    }
    Relevance trained = new LogisticTrainer(FIELDS, BITS, 0.3).train(lessons, 10, new Random(1));
    String text =
        "The church is painted in green. The tenant shall insure the church. The owner may inspect the books.";
    List<CharSpan> sentences = Sentences.of(text);

    assertThat(sentences).hasSize(3);
    assertThat(trained.probabilities(text, sentences, 1)[0]).isGreaterThan(0.5);
    assertThat(trained.probabilities(text, sentences, 2)[1]).isGreaterThan(0.5);
    assertThat(trained.probabilities(text, sentences, 0)[0]).isLessThan(0.3);
    assertThat(trained.probabilities(text, sentences, 0)[1]).isLessThan(0.3);
  }

  @Test
  void find_wordsWrittenOtherwise_giveTheirPlacesInTheText() {
    String text = "Each party's SHARE\n(10 %) is paid. each Party s share 10";

    assertThat(new WordText(text).find("each party's share 10"))
        .extracting(span -> span.of(text))
        .containsExactly("Each party's SHARE\n(10", "each Party s share 10");
    assertThat(new WordText(text).find("hare")).isEmpty();
    assertThat(new WordText(text).find(" ,")).isEmpty();
  }

  @Test
  void shows_halfOfThePlaceOrOfItself() {
    List<CharSpan> places = List.of(new CharSpan(100, 200));

    assertThat(AnnotatedContract.shows(new CharSpan(0, 149), places)).isFalse();
    assertThat(AnnotatedContract.shows(new CharSpan(0, 150), places)).isTrue();
    assertThat(AnnotatedContract.shows(new CharSpan(120, 140), places)).isTrue();
    assertThat(AnnotatedContract.shows(new CharSpan(200, 300), places)).isFalse();
  }
}
