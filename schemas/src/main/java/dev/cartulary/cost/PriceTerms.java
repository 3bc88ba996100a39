package dev.cartulary.cost;

import static java.util.Objects.requireNonNull;

import dev.cartulary.cost.CloudPrice.PhiEligibility;
import java.io.Serializable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a price depends on besides the amount of work, as far as it is known.
 *
 * @param tokenizer the family of the seller's tokenizer, for example {@code o200k}; null where it
 *     is not published, or nothing is paid by the token
 * @param cache what a repeated beginning of prompts costs; null for the same as the rest
 * @param longPrompt what prompts above a length cost; null for the same as others
 * @param regionalUplift share that processing in a chosen region costs on top, for example 0.10;
 *     null where the seller states none
 * @param agreement whether the seller signs an agreement on patient data (a business associate
 *     agreement) for the product; what it covers is for its parties to know
 */
public record PriceTerms(
    @Nullable String tokenizer,
    @Nullable Cache cache,
    @Nullable LongPrompt longPrompt,
    @Nullable BigDecimal regionalUplift,
    PhiEligibility agreement)
    implements Serializable {
  /** Nothing is known. */
  public static final PriceTerms UNKNOWN =
      new PriceTerms(null, null, null, null, PhiEligibility.UNKNOWN);

  public PriceTerms {
    requireNonNull(agreement, "agreement is null");
    if (tokenizer != null && tokenizer.isBlank()) {
      throw new IllegalArgumentException("the name of the tokenizer is blank");
    }
    if (regionalUplift != null && regionalUplift.signum() < 0) {
      throw new IllegalArgumentException("regionalUplift is " + regionalUplift.toPlainString());
    }
  }

  /**
   * A discount on the beginning that prompts have in common.
   *
   * @param inputPerMillion price of a million tokens that are read again; writing them the first
   *     time is not counted, in the seller's favour
   * @param fromTokens the shortest beginning that is kept
   */
  public record Cache(BigDecimal inputPerMillion, int fromTokens) implements Serializable {
    public Cache {
      CloudPrice.requirePrice(inputPerMillion, "cached inputPerMillion");
      if (fromTokens < 0) {
        throw new IllegalArgumentException("fromTokens is " + fromTokens);
      }
    }
  }

  /**
   * Other prices for long prompts.
   *
   * @param aboveTokens by the seller's tokenizer
   */
  public record LongPrompt(int aboveTokens, BigDecimal inputPerMillion, BigDecimal outputPerMillion)
      implements Serializable {
    public LongPrompt {
      CloudPrice.requirePrice(inputPerMillion, "long inputPerMillion");
      CloudPrice.requirePrice(outputPerMillion, "long outputPerMillion");
      if (aboveTokens < 1) {
        throw new IllegalArgumentException("aboveTokens is " + aboveTokens);
      }
    }
  }
}
