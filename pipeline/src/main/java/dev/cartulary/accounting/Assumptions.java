package dev.cartulary.accounting;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison takes from people rather than from the ledger.
 *
 * @param documentsPerDay volume of the projection; null for what the machine does at its
 *     utilisation
 * @param ratios how the sellers' tokens are to those that were counted
 * @param review what a person costs who checks a field
 * @param quality of an evaluation; null when none was named
 * @param stated sentences to be repeated in the report
 */
public record Assumptions(
    @Nullable BigDecimal documentsPerDay,
    TokenRatios ratios,
    ReviewCost review,
    Comparison.@Nullable Quality quality,
    List<String> stated) {
  public Assumptions {
    requireNonNull(ratios, "ratios is null");
    requireNonNull(review, "review is null");
    stated = List.copyOf(stated);
    if (documentsPerDay != null) {
      Decimals.requirePositive(documentsPerDay, "volume");
    }
  }

  /** No evaluation was named. */
  public Assumptions(
      @Nullable BigDecimal documentsPerDay,
      TokenRatios ratios,
      ReviewCost review,
      List<String> stated) {
    this(documentsPerDay, ratios, review, null, stated);
  }

  /** The same beside the quality of the answers. */
  public Assumptions with(Comparison.Quality measured) {
    return new Assumptions(documentsPerDay, ratios, review, measured, stated);
  }

  /** Nothing is stated; {@code ratios} are those of the model. */
  public static Assumptions none(TokenRatios ratios) {
    return new Assumptions(null, ratios, ReviewCost.UNSTATED, List.of());
  }
}
