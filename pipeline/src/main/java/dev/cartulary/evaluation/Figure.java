package dev.cartulary.evaluation;

import java.util.Locale;

/** What is measured of a field; {@code docs/evaluation.md} defines each. */
public enum Figure {
  /** Share of the values without review that are right. */
  PRECISION(true),
  /** Share of the gold values that were found without review. */
  RECALL(true),
  F1(true),
  TOKEN_PRECISION(true),
  TOKEN_RECALL(true),
  TOKEN_F1(true),
  /** Area under the curve of precision over recall, of all values by their probability. */
  AVERAGE_PRECISION(true),
  /** The best precision at which four of five gold values are found. */
  PRECISION_AT_80_RECALL(true),
  /** Share of the decisions that need no review. */
  COVERAGE(true),
  /** Expected calibration error of values. */
  CALIBRATION_ERROR(false),
  /** Expected calibration error of absences. */
  ABSENCE_CALIBRATION_ERROR(false),
  /** Share of the values that stand in the document. */
  GROUNDED(true),
  /** Share of the clauses rightly found whose shown sentence is one that the gold marks. */
  EVIDENCE(true),
  ROUGE_1(true),
  ROUGE_2(true),
  ROUGE_L(true),
  /** Share of a summary's numbers, dates and names that the document holds. */
  FAITHFULNESS(true);

  private final boolean moreIsBetter;

  Figure(boolean moreIsBetter) {
    this.moreIsBetter = moreIsBetter;
  }

  public boolean moreIsBetter() {
    return moreIsBetter;
  }

  /** As in tables: {@code token_f1}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
