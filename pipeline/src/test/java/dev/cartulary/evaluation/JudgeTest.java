package dev.cartulary.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.gold.Comparison;
import dev.cartulary.gold.GoldField;
import dev.cartulary.gold.GoldValue;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final GoldField PARTIES =
      new GoldField(
          "parties",
          Comparison.ORGANISATION,
          List.of(
              new GoldValue(Set.of("acme systems", "acme"), List.of()),
              new GoldValue(Set.of("borden"), List.of())));

  private static Stated found(String value, double probability) {
    return new Stated("parties", value, value, true, probability, Stated.Status.FOUND);
  }

  private static Judgement judge(GoldField gold, Stated... stated) {
    return Judge.judge("d", gold, List.of(stated), 0.5);
  }

  @Test
  void judge_list_findsEachPartyOnce() {
    Judgement judgement =
        judge(
            PARTIES,
            found("ACME SYSTEMS, INC.", 0.7),
            found("Acme", 0.9),
            found("Carver Ltd", 0.8),
            found("Acme Systems Inc", 0.6));

    assertThat(judgement.gold()).isEqualTo(2);
    assertThat(judgement.decisions())
        .as("the second and third form of Acme count neither way")
        .extracting(Decision::right)
        .containsExactly(true, false);
    assertThat(judgement.words()).isEqualTo(new Overlap(1, 2, 2));
  }

  @Test
  void judge_belowTheThreshold_isAValueThatIsNotAccepted() {
    Judgement judgement =
        judge(PARTIES, new Stated("parties", "Borden", "Borden", true, 0.3, Stated.Status.REVIEW));

    assertThat(judgement.decisions())
        .containsExactly(new Decision(Decision.Kind.VALUE, 0.3, false, true, true));
    assertThat(judgement.words().said()).isZero();
  }

  @Test
  void judge_nothingSaid_isAnAbsence() {
    GoldField none = new GoldField("parties", Comparison.ORGANISATION, List.of());

    assertThat(judge(PARTIES).decisions())
        .containsExactly(new Decision(Decision.Kind.ABSENCE, 1, true, false, true));
    assertThat(judge(none).decisions())
        .containsExactly(new Decision(Decision.Kind.ABSENCE, 1, true, true, true));
    assertThat(
            judge(none, new Stated("parties", "", "", false, 0.4, Stated.Status.ABSENT))
                .decisions())
        .as("a probability of absence is taken as it is said")
        .containsExactly(new Decision(Decision.Kind.ABSENCE, 0.4, false, true, true));
    assertThat(judge(none, found("Acme", 1)).decisions())
        .extracting(Decision::right)
        .containsExactly(false);
  }

  @Test
  void judge_yes_isRightByPresenceAndItsEvidenceIsJudgedApart() {
    GoldField clause =
        new GoldField(
            "insurance",
            Comparison.FLAG,
            List.of(
                new GoldValue(
                    Set.of("true"), List.of("The Supplier shall maintain liability insurance."))));
    Stated right =
        new Stated(
            "insurance",
            "shall maintain liability\ninsurance",
            "true",
            true,
            0.9,
            Stated.Status.FOUND);
    Stated elsewhere =
        new Stated("insurance", "Insurance is a word.", "true", true, 0.9, Stated.Status.FOUND);

    assertThat(judge(clause, right).evidence()).isEqualTo(new Overlap(1, 1, 1));
    assertThat(judge(clause, elsewhere).decisions().get(0).right()).isTrue();
    assertThat(judge(clause, elsewhere).evidence()).isEqualTo(new Overlap(0, 1, 1));
    assertThat(judge(clause).evidence()).isEqualTo(Overlap.NONE);
  }

  @Test
  void judge_partOfAValue_sharesItsWords() {
    GoldField complaint =
        new GoldField(
            "chief_complaint",
            Comparison.WORDS,
            List.of(new GoldValue(Set.of("right knee pain"), List.of())));

    Judgement judgement = judge(complaint, found("pain in the knee", 0.9));

    assertThat(judgement.decisions().get(0).right()).isFalse();
    assertThat(judgement.words()).isEqualTo(new Overlap(2, 4, 3));
    assertThat(judgement.words().f1()).isEqualTo(4 / 7.0);
  }
}
