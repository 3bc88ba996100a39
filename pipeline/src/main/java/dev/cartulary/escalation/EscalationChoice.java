package dev.cartulary.escalation;

import static java.util.Objects.requireNonNull;

import dev.cartulary.endpoint.ChatEndpoint;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a job wants of escalation, checked; holds no secret.
 *
 * @param reliability how often a grounded answer of the endpoint is right, as the job states it, in
 *     [0, 1]
 * @param passageCharacters longest passage that is sent
 * @param consent that stands for the approval of each question; null for none
 */
public record EscalationChoice(
    ChatEndpoint endpoint, double reliability, int passageCharacters, @Nullable Consent consent)
    implements Serializable {
  public EscalationChoice {
    requireNonNull(endpoint, "endpoint is null");
    if (!(reliability >= 0 && reliability <= 1) || passageCharacters < 1) {
      throw new IllegalArgumentException("reliability " + reliability);
    }
  }

  /**
   * A written consent to send whatever the job escalates.
   *
   * @param words of the consent
   * @param by who gave it
   */
  public record Consent(String words, String by) implements Serializable {
    public Consent {
      requireNonNull(words, "words is null");
      requireNonNull(by, "by is null");
    }
  }
}
