package dev.cartulary.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.bwaldvogel.liblinear.Feature;
import dev.cartulary.chunk.Sentences;
import dev.cartulary.document.CharSpan;
import dev.cartulary.relevance.ClauseSigns;
import dev.cartulary.relevance.Relevance;
import dev.cartulary.relevance.SentenceFeatures;
import dev.cartulary.relevance.SignOdds;
import dev.cartulary.relevance.ValueSign;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SentenceTrainerTest {
  private static final List<String> FIELDS = List.of("insurance", "audit");
  private static final int BITS = 12;

  private static final String INSURANCE =
      "The tenant shall insure the %s against fire at all times.";
  private static final String AUDIT =
      "The owner may inspect the books of the %s on any working day.";

  /** Every third contract has no insurance, every fourth no audit. */
  private static AnnotatedContract contract(int number) {
    String[] things = {"roof", "boat", "barn", "mill", "shop"};
    String thing = things[number % things.length];
    String insurance = number % 3 == 0 ? "" : INSURANCE.formatted(thing);
    String audit = number % 4 == 0 ? "" : AUDIT.formatted(thing);
    String text =
        "%s The %s is painted in green and stands by the road. %s The %s was built in %d. It is old."
            .formatted(insurance, thing, audit, thing, 1900 + number)
            .strip();
    return new AnnotatedContract(
        "c" + number,
        number % 2,
        text,
        Map.of(
            "insurance", new WordText(text).find(insurance),
            "audit", new WordText(text).find(audit)),
        Set.of());
  }

  /** Rules offer what has a word of insuring. */
  private static Lesson lesson(AnnotatedContract contract) {
    List<CharSpan> offered =
        Sentences.of(contract.text()).stream()
            .filter(span -> span.of(contract.text()).contains("insure"))
            .toList();
    return Lesson.of(contract, FIELDS, Map.of("insurance", offered));
  }

  private static List<Lesson> lessons() {
    return IntStream.range(0, 24).mapToObj(number -> lesson(contract(number))).toList();
  }

  @Test
  void train_markedSentences_areFoundInOtherContracts() {
    Relevance trained = new SentenceTrainer(FIELDS, BITS, 30).train(lessons());
    String text =
        "The church is painted in green. The tenant shall insure the church. The owner may inspect the books.";
    SentenceFeatures features = new SentenceFeatures(text, Sentences.of(text));

    assertThat(features.sentences()).isEqualTo(3);
    assertThat(trained.odds(features, 1)[0]).isGreaterThan(0);
    assertThat(trained.odds(features, 2)[1]).isGreaterThan(0);
    assertThat(trained.odds(features, 0)[0]).isLessThan(-1);
    assertThat(trained.odds(features, 0)[1]).isLessThan(-1);
    assertThat(trained.clauses().know(0)).isFalse();
  }

  /** What contracts teach with weights of those of the other part. */
  private static Relevance odds(double[] priors, List<Lesson> lessons) {
    OddsTrainer trainer = new OddsTrainer(priors);
    for (int part = 0; part < 2; part++) {
      int one = part;
      Relevance others =
          new SentenceTrainer(FIELDS, BITS, 30)
              .train(lessons.stream().filter(lesson -> lesson.part() != one).toList());
      lessons.stream()
          .filter(lesson -> lesson.part() == one)
          .forEach(lesson -> trainer.add(lesson, others));
    }
    return trainer.train(new SentenceTrainer(FIELDS, BITS, 30).train(lessons));
  }

  @Test
  void train_clauses_areProbableWhereTheyAre() {
    SignOdds odds = odds(new double[] {0.9, 0.9}, lessons()).clauses();

    assertThat(odds.know(0)).isTrue();
    assertThat(odds.probability(0, new ClauseSigns(2, -3, 1, 2, 0.9).all())).isGreaterThan(0.8);
    assertThat(odds.probability(0, new ClauseSigns(-4, -5, 0, -12, 0.9).all())).isLessThan(0.2);
    assertThat(odds(new double[] {0.9, Double.NaN}, lessons()).clauses().know(1)).isFalse();
  }

  /** Rules that take the first "the" they find are right where the tenant insures. */
  @Test
  void train_values_areProbableInSentencesLikeThoseOfRightOnes() {
    List<Lesson> lessons =
        IntStream.range(0, 24)
            .mapToObj(SentenceTrainerTest::contract)
            .map(
                contract -> {
                  int at = contract.text().indexOf(" the ") + 1;
                  CharSpan said = new CharSpan(at, at + 3);
                  return Lesson.of(contract, FIELDS, Map.of("insurance", List.of(said)));
                })
            .toList();
    SignOdds odds = odds(new double[] {Double.NaN, Double.NaN}, lessons).values();

    assertThat(lessons.get(1).said(0)).contains(new Lesson.Said(0, true));
    assertThat(lessons.get(3).said(0).orElseThrow().right()).isFalse();
    assertThat(lessons.get(1).said(1)).isEmpty();
    assertThat(odds.know(0)).isTrue();
    assertThat(odds.know(1)).isFalse();
    assertThat(odds.probability(0, new ValueSign(2).all())).isGreaterThan(0.8);
    assertThat(odds.probability(0, new ValueSign(-5).all())).isLessThan(0.2);
  }

  /** Where weights cost much or errors little, a coin's odds are its share of heads. */
  @Test
  void train_rowsWithoutFeatures_givesTheirShareAsBias() {
    boolean[] right = {true, true, true, false};
    List<Feature[]> rows = List.of(row(), row(), row(), row());

    double[] weights = LogisticTrainer.train(rows, right, 1, 1e4);

    assertThat(weights[0]).isCloseTo(Math.log(3), within(0.01));
    assertThat(weights[1]).isZero();
    assertThatThrownBy(() -> LogisticTrainer.train(rows, new boolean[4], 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("all rows are alike");
  }

  private static Feature[] row() {
    return new Feature[0];
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
