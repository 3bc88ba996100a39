package dev.cartulary.accounting;

import org.jspecify.annotations.Nullable;

/**
 * Questions about documents that a model elsewhere has answered, with the tokens that it counted.
 */
public record Escalated(long questions, long promptTokens, long completionTokens) {
  /** Nothing was sent. */
  public static final Escalated NONE = new Escalated(0, 0, 0);

  public Escalated {
    if (questions < 0 || promptTokens < 0 || completionTokens < 0) {
      throw new IllegalArgumentException(
          questions
              + " questions of "
              + promptTokens
              + " tokens, answered in "
              + completionTokens
              + " tokens");
    }
  }

  /** A paragraph, or nothing where nothing was sent. */
  public String sentence(@Nullable EscalationPrice price) {
    if (questions == 0) {
      return "";
    }
    return "Asked elsewhere: "
        + Figures.count(questions, "question", "questions")
        + ", of which the endpoint counted "
        + Figures.count(promptTokens, "token", "tokens")
        + " read and "
        + Figures.count(completionTokens, "token", "tokens")
        + " written"
        + (price == null
            ? ". What they cost is in none of these sums: state"
                + " accounting.escalation-input-usd-per-million and"
                + " accounting.escalation-output-usd-per-million."
            : ", at $"
                + price.inputPerMillion().toPlainString()
                + " and $"
                + price.outputPerMillion().toPlainString()
                + " a million, as stated.");
  }
}
