package dev.cartulary.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Judgements for tests. */
final class Judgements {
  private Judgements() {}

  static Decision value(double probability, boolean right) {
    return new Decision(Decision.Kind.VALUE, probability, probability >= 0.5, right, true);
  }

  static Decision absence(double probability, boolean right) {
    return new Decision(Decision.Kind.ABSENCE, probability, probability >= 0.5, right, true);
  }

  static Judgement of(String document, String field, int gold, Decision... decisions) {
    return new Judgement(document, field, gold, List.of(decisions), Overlap.NONE, Overlap.NONE);
  }

  /** One value each, of which about {@code share} are right. */
  static List<Judgement> random(
      SplittableRandom random, String field, int documents, double share) {
    List<Judgement> judgements = new ArrayList<>();
    for (int i = 0; i < documents; i++) {
      judgements.add(
          of(
              "d" + i,
              field,
              random.nextInt(3),
              value(random.nextInt(11) / 10.0, random.nextDouble() < share)));
    }
    return judgements;
  }
}
