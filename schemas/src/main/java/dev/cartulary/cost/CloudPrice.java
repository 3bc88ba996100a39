package dev.cartulary.cost;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one product of a cloud costs from one day on: a row of the price book.
 *
 * <p>A provider, a product, {@code batch} and {@code effectiveFrom} name a price; a new price of
 * the same product is a further row, so that old work keeps the prices of its day.
 *
 * @param batch whether it is the price of deferred work, answered within hours rather than at once
 * @param currency ISO 4217 code
 * @param effectiveFrom the day from which the price holds: that of its announcement, else the
 *     source's own date, else {@code retrievedOn}
 * @param source web address or publication in which the price was read
 * @param verified whether {@code source} is the seller's own page
 * @param phiEligible whether the seller takes patient data for this product without keeping it;
 *     what a contract covers is for its parties to know
 * @param note what a reader of the price must know, for example what the product does not deliver
 * @param terms what the price depends on besides the amount of work
 */
public record CloudPrice(
    String provider,
    String product,
    boolean batch,
    Rate rate,
    String currency,
    LocalDate effectiveFrom,
    String source,
    LocalDate retrievedOn,
    boolean verified,
    PhiEligibility phiEligible,
    @Nullable String note,
    PriceTerms terms)
    implements Serializable {
  public CloudPrice {
    requireText(provider, "provider");
    requireText(product, "product");
    requireNonNull(rate, "rate is null");
    requireNonNull(currency, "currency is null");
    requireNonNull(effectiveFrom, "effectiveFrom is null");
    requireText(source, "source");
    requireNonNull(retrievedOn, "retrievedOn is null");
    requireNonNull(phiEligible, "phiEligible is null");
    requireNonNull(terms, "terms is null");
    if (!currency.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException("the currency of " + product + " is " + currency);
    }
  }

  /** A price of which no terms are known. */
  public CloudPrice(
      String provider,
      String product,
      boolean batch,
      Rate rate,
      String currency,
      LocalDate effectiveFrom,
      String source,
      LocalDate retrievedOn,
      boolean verified,
      PhiEligibility phiEligible,
      @Nullable String note) {
    this(
        provider,
        product,
        batch,
        rate,
        currency,
        effectiveFrom,
        source,
        retrievedOn,
        verified,
        phiEligible,
        note,
        PriceTerms.UNKNOWN);
  }

  /** What a document costs whose prompts have {@code promptTokens} of the seller's tokens. */
  public Rate rateFor(BigDecimal promptTokens) {
    PriceTerms.LongPrompt longer = terms.longPrompt();
    if (longer != null
        && rate instanceof Tokens tokens
        && promptTokens.compareTo(BigDecimal.valueOf(longer.aboveTokens())) > 0) {
      return new Tokens(
          longer.inputPerMillion(), longer.outputPerMillion(), tokens.tokenizerFactor());
    }
    return rate;
  }

  /** The product's name as cost lines have it: list and batch are told apart. */
  public String item() {
    return batch ? product + ", batch" : product;
  }

  /** Whether patient data may go there. */
  public enum PhiEligibility {
    YES,
    NO,
    UNKNOWN
  }

  /**
   * What a seller meters.
   *
   * @param inputTokens of the prompts, by the tokenizer that counted them here
   * @param outputTokens of the answers, likewise
   * @param characters UTF-16 code units of the text
   */
  public record Work(long inputTokens, long outputTokens, long pages, long characters)
      implements Serializable {
    public Work {
      if (inputTokens < 0 || outputTokens < 0 || pages < 0 || characters < 0) {
        throw new IllegalArgumentException(
            "negative work: "
                + inputTokens
                + " and "
                + outputTokens
                + " tokens, "
                + pages
                + " pages, "
                + characters
                + " characters");
      }
    }
  }

  /** How a price depends on the work. Amounts are exact, not rounded. */
  public sealed interface Rate extends Serializable {
    /** How much the seller meters, in {@link #unit()}. */
    BigDecimal quantity(Work work);

    BigDecimal amount(Work work);

    String unit();

    /** Whether {@link #quantity} stands on a factor rather than on a count alone. */
    boolean estimated();
  }

  /**
   * A language model's price.
   *
   * @param inputPerMillion price of a million tokens of prompt
   * @param outputPerMillion price of a million tokens of answer
   * @param tokenizerFactor how many of the seller's tokens stand for one that was counted, at least
   *     1; applied to prompt and answer
   */
  public record Tokens(
      BigDecimal inputPerMillion, BigDecimal outputPerMillion, BigDecimal tokenizerFactor)
      implements Rate {
    private static final int MILLION_PLACES = 6;

    public Tokens {
      requirePrice(inputPerMillion, "inputPerMillion");
      requirePrice(outputPerMillion, "outputPerMillion");
      if (tokenizerFactor.compareTo(BigDecimal.ONE) < 0) {
        throw new IllegalArgumentException("tokenizerFactor is " + tokenizerFactor);
      }
    }

    @Override
    public BigDecimal quantity(Work work) {
      return BigDecimal.valueOf(Math.addExact(work.inputTokens(), work.outputTokens()))
          .multiply(tokenizerFactor);
    }

    @Override
    public BigDecimal amount(Work work) {
      return inputPerMillion
          .multiply(BigDecimal.valueOf(work.inputTokens()))
          .add(outputPerMillion.multiply(BigDecimal.valueOf(work.outputTokens())))
          .multiply(tokenizerFactor)
          .movePointLeft(MILLION_PLACES);
    }

    @Override
    public String unit() {
      return "token";
    }

    @Override
    public boolean estimated() {
      return true;
    }
  }

  /** A document service's price for each page. */
  public record Pages(BigDecimal perPage) implements Rate {
    public Pages {
      requirePrice(perPage, "perPage");
    }

    @Override
    public BigDecimal quantity(Work work) {
      return BigDecimal.valueOf(work.pages());
    }

    @Override
    public BigDecimal amount(Work work) {
      return perPage.multiply(quantity(work));
    }

    @Override
    public String unit() {
      return "page";
    }

    @Override
    public boolean estimated() {
      return false;
    }
  }

  /**
   * A text service's price for each started unit of characters.
   *
   * @param minimumUnits billed for a document however short
   */
  public record Characters(int charactersPerUnit, BigDecimal perUnit, int minimumUnits)
      implements Rate {
    public Characters {
      requirePrice(perUnit, "perUnit");
      if (charactersPerUnit < 1 || minimumUnits < 0) {
        throw new IllegalArgumentException(
            "no unit: " + charactersPerUnit + " characters, at least " + minimumUnits + " units");
      }
    }

    @Override
    public BigDecimal quantity(Work work) {
      return BigDecimal.valueOf(work.characters())
          .divide(BigDecimal.valueOf(charactersPerUnit), 0, RoundingMode.CEILING)
          .max(BigDecimal.valueOf(minimumUnits));
    }

    @Override
    public BigDecimal amount(Work work) {
      return perUnit.multiply(quantity(work));
    }

    @Override
    public String unit() {
      return charactersPerUnit + " characters";
    }

    @Override
    public boolean estimated() {
      return false;
    }
  }

  static void requirePrice(BigDecimal price, String name) {
    if (price.signum() < 0) {
      throw new IllegalArgumentException(name + " is " + price.toPlainString());
    }
  }

  private static void requireText(String text, String name) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(name + " is blank");
    }
  }
}
