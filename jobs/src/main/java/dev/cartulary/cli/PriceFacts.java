package dev.cartulary.cli;

import dev.cartulary.accounting.PriceBook;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.status.Facts;
import java.time.LocalDate;
import java.util.Locale;

/** A price for programs; the members are called as the columns of the file for imports. */
final class PriceFacts {
  private PriceFacts() {}

  /** What is known of {@code price} on {@code day}. */
  static Facts of(CloudPrice price, LocalDate day) {
    Facts facts =
        new Facts()
            .with("provider", price.provider())
            .with("product", price.product())
            .with("batch", price.batch());
    CloudPrice.Rate rate = price.rate();
    if (rate instanceof CloudPrice.Tokens tokens) {
      facts
          .with("basis", "tokens")
          .with("input_per_million", tokens.inputPerMillion())
          .with("output_per_million", tokens.outputPerMillion());
    } else if (rate instanceof CloudPrice.Characters characters) {
      facts
          .with("basis", "characters")
          .with("per_unit", characters.perUnit())
          .with("characters_per_unit", characters.charactersPerUnit());
    } else if (rate instanceof CloudPrice.Pages pages) {
      facts.with("basis", "pages").with("per_unit", pages.perPage());
    }
    return facts
        .with("currency", price.currency())
        .with("effective_from", price.effectiveFrom().toString())
        .with("retrieved_on", price.retrievedOn().toString())
        .with("source", price.source())
        .with("verified", price.verified())
        .with("stale", PriceBook.stale(price, day))
        .with("phi_eligible", price.phiEligible().name().toLowerCase(Locale.ROOT))
        .with("agreement", price.terms().agreement().name().toLowerCase(Locale.ROOT))
        .with("note", price.note());
  }
}
