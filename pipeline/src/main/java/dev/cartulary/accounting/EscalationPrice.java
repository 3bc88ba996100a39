package dev.cartulary.accounting;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * What the model elsewhere takes, in {@link Savings#CURRENCY} for a million tokens as it counts
 * them; 0 for one that is paid for already.
 */
public record EscalationPrice(BigDecimal inputPerMillion, BigDecimal outputPerMillion)
    implements Serializable {
  private static final int MILLION_PLACES = 6;

  public EscalationPrice {
    Decimals.requireNotNegative(inputPerMillion, "escalation-input-usd-per-million");
    Decimals.requireNotNegative(outputPerMillion, "escalation-output-usd-per-million");
  }

  /** Rounded once, as a cost line is. */
  BigDecimal usd(Escalated escalated) {
    return Decimals.line(
        inputPerMillion
            .multiply(BigDecimal.valueOf(escalated.promptTokens()))
            .add(outputPerMillion.multiply(BigDecimal.valueOf(escalated.completionTokens())))
            .movePointLeft(MILLION_PLACES));
  }
}
