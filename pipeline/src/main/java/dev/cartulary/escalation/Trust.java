package dev.cartulary.escalation;

import static java.util.Objects.requireNonNull;

/**
 * Whose answers a job takes, and for how much.
 *
 * @param endpoint that answered
 * @param reliability how often its grounded answers are right
 * @param threshold least probability of a value that needs no review
 */
public record Trust(String endpoint, String model, double reliability, double threshold) {
  public Trust {
    requireNonNull(endpoint, "endpoint is null");
    requireNonNull(model, "model is null");
  }

  /** That of a job. */
  public static Trust of(EscalationChoice choice, double threshold) {
    return new Trust(
        choice.endpoint().url(), choice.endpoint().model(), choice.reliability(), threshold);
  }
}
