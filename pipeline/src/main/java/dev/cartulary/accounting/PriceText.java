package dev.cartulary.accounting;

import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.CloudPrice.PhiEligibility;
import dev.cartulary.cost.PriceTerms;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A price book as text for a terminal of 80 columns. */
public final class PriceText {
  private PriceText() {}

  /** The prices of {@code day}, or with {@code history} all, each with its marks. */
  public static String list(PriceBook book, LocalDate day, boolean history) {
    TextLines out = new TextLines(SavingsText.WIDTH);
    List<CloudPrice> prices = history ? book.prices() : book.on(day);
    if (prices.isEmpty()) {
      out.paragraph("The book has no price for " + day + ".");
      return out.toString();
    }
    List<TextLines.Row> rows = new ArrayList<>();
    rows.add(new TextLines.Row("Price", List.of("USD", "from", "read on", "marks")));
    for (CloudPrice price : prices) {
      rows.add(
          new TextLines.Row(
              price.provider() + " " + price.item(),
              List.of(
                  amount(price),
                  price.effectiveFrom().toString(),
                  price.retrievedOn().toString(),
                  marks(price, day))));
    }
    out.table(rows);
    out.paragraph(
        "Amounts: of a million tokens of prompt and of answer, of a page (/p), or of a unit of"
            + " characters (/100 c).");
    out.paragraph(
        "Marks: u not read at the seller's own page, s read more than "
            + PriceBook.STALE_AFTER_DAYS
            + " days ago, p excluded from zero data retention, a with an agreement on patient data,"
            + " c discount for a repeated beginning, l other prices for long prompts, r surcharge"
            + " for processing in a region.");
    return out.toString();
  }

  /** What is to be looked at in the prices of {@code day}. */
  public static String check(PriceBook book, LocalDate day) {
    TextLines out = new TextLines(SavingsText.WIDTH);
    List<CloudPrice> prices = book.on(day);
    List<CloudPrice> stale = stale(book, day);
    List<CloudPrice> unverified = prices.stream().filter(price -> !price.verified()).toList();
    List<CloudPrice> later =
        book.prices().stream().filter(price -> price.effectiveFrom().isAfter(day)).toList();
    out.paragraph(
        Figures.count(prices.size(), "product has a price", "products have a price")
            + " on "
            + day
            + ": "
            + stale.size()
            + " stale, "
            + unverified.size()
            + " not read at the seller's own page.");
    names(out, "Stale, look these up again", stale, day);
    names(out, "Not verified", unverified, day);
    names(out, "Not in force yet", later, day);
    if (!stale.isEmpty()) {
      out.paragraph(
          "Write what you find into a file (cartulary prices list --csv has the form) with the day"
              + " as retrieved_on, and import it.");
    }
    return out.toString();
  }

  /** The prices of {@code day} that were read too long before it. */
  public static List<CloudPrice> stale(PriceBook book, LocalDate day) {
    return book.on(day).stream().filter(price -> PriceBook.stale(price, day)).toList();
  }

  private static void names(TextLines out, String title, List<CloudPrice> prices, LocalDate day) {
    if (prices.isEmpty()) {
      return;
    }
    out.list(
        title,
        prices.stream()
            .map(
                price ->
                    price.provider()
                        + " "
                        + price.item()
                        + ": "
                        + price.source()
                        + ", read "
                        + Figures.count(
                            ChronoUnit.DAYS.between(price.retrievedOn(), day), "day", "days")
                        + " ago")
            .toList());
  }

  private static String amount(CloudPrice price) {
    String currency = price.currency().equals(Savings.CURRENCY) ? "" : " " + price.currency();
    CloudPrice.Rate rate = price.rate();
    if (rate instanceof CloudPrice.Tokens tokens) {
      return plain(tokens.inputPerMillion()) + " + " + plain(tokens.outputPerMillion()) + currency;
    }
    if (rate instanceof CloudPrice.Characters characters) {
      return plain(characters.perUnit()) + "/" + characters.charactersPerUnit() + " c" + currency;
    }
    return plain(rate.amount(new CloudPrice.Work(0, 0, 1, 0))) + "/p" + currency;
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  private static String marks(CloudPrice price, LocalDate day) {
    PriceTerms terms = price.terms();
    return (price.verified() ? "" : "u")
        + (PriceBook.stale(price, day) ? "s" : "")
        + (price.phiEligible() == PhiEligibility.NO || terms.agreement() == PhiEligibility.NO
            ? "p"
            : "")
        + (terms.agreement() == PhiEligibility.YES ? "a" : "")
        + (terms.cache() == null ? "" : "c")
        + (terms.longPrompt() == null ? "" : "l")
        + (terms.regionalUplift() == null ? "" : "r");
  }
}
