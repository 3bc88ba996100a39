package dev.cartulary.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Computes the figures of a field from its judgements. What is not defined is left out. */
final class Figures {
  private static final double HIGH_RECALL = 0.8;

  private Figures() {}

  static Map<Figure, Double> of(Collection<Judgement> judgements) {
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    List<Decision> values = new ArrayList<>();
    List<Decision> absences = new ArrayList<>();
    int gold = 0;
    int found = 0;
    int right = 0;
    int accepted = 0;
    int grounded = 0;
    Overlap words = Overlap.NONE;
    Overlap evidence = Overlap.NONE;
    for (Judgement judgement : judgements) {
      gold += judgement.gold();
      words = words.plus(judgement.words());
      evidence = evidence.plus(judgement.evidence());
      for (Decision decision : judgement.decisions()) {
        (decision.isValue() ? values : absences).add(decision);
        accepted += decision.accepted() ? 1 : 0;
        if (decision.isValue()) {
          found += decision.accepted() ? 1 : 0;
          right += decision.accepted() && decision.right() ? 1 : 0;
          grounded += decision.grounded() ? 1 : 0;
        }
      }
    }
    put(figures, Figure.PRECISION, right, found);
    put(figures, Figure.RECALL, right, gold);
    put(figures, Figure.F1, 2.0 * right, found + gold);
    put(figures, Figure.TOKEN_PRECISION, words.shared(), words.said());
    put(figures, Figure.TOKEN_RECALL, words.shared(), words.gold());
    put(figures, Figure.TOKEN_F1, 2.0 * words.shared(), words.said() + words.gold());
    if (gold > 0) {
      PrecisionRecall curve = PrecisionRecall.of(values, gold);
      figures.put(Figure.AVERAGE_PRECISION, curve.area());
      curve.precisionAt(HIGH_RECALL).ifPresent(p -> figures.put(Figure.PRECISION_AT_80_RECALL, p));
    }
    put(figures, Figure.COVERAGE, accepted, values.size() + absences.size());
    if (!values.isEmpty()) {
      figures.put(Figure.CALIBRATION_ERROR, Reliability.of(values).error());
    }
    if (!absences.isEmpty()) {
      figures.put(Figure.ABSENCE_CALIBRATION_ERROR, Reliability.of(absences).error());
    }
    put(figures, Figure.GROUNDED, grounded, values.size());
    put(figures, Figure.EVIDENCE, evidence.shared(), evidence.gold());
    return figures;
  }

  private static void put(Map<Figure, Double> figures, Figure figure, double part, int whole) {
    if (whole > 0) {
      figures.put(figure, part / whole);
    }
  }
}
