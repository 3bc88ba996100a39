package dev.cartulary.accounting;

import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.PriceTerms;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The prices of one day for tokens that were counted in one way, ready for many documents. Equal to
 * itself alone.
 */
final class Tariff {
  private static final int MILLION_PLACES = 6;

  private final List<Position> positions;

  Tariff(List<CloudPrice> prices, TokenRatios ratios) {
    this.positions =
        prices.stream().map(price -> Position.of(price, ratios.of(price).likely())).toList();
  }

  List<Position> positions() {
    return positions;
  }

  /** How one price becomes quantity and amount of a line, each rounded once. */
  sealed interface Meter {
    BigDecimal quantity(CloudPrice.Work work);

    BigDecimal amount(CloudPrice.Work work);

    static Meter of(CloudPrice.Rate rate, BigDecimal ratio) {
      if (!(rate instanceof CloudPrice.Tokens tokens)) {
        return new Counted(rate);
      }
      BigDecimal theirs = tokens.tokenizerFactor().multiply(ratio);
      return new ByToken(
          theirs.stripTrailingZeros(),
          perToken(tokens.inputPerMillion(), theirs),
          perToken(tokens.outputPerMillion(), theirs));
    }

    private static BigDecimal perToken(BigDecimal perMillion, BigDecimal theirs) {
      return perMillion.multiply(theirs).movePointLeft(MILLION_PLACES).stripTrailingZeros();
    }
  }

  /** By what is counted here as it is there. */
  record Counted(CloudPrice.Rate rate) implements Meter {
    @Override
    public BigDecimal quantity(CloudPrice.Work work) {
      return Decimals.line(rate.quantity(work));
    }

    @Override
    public BigDecimal amount(CloudPrice.Work work) {
      return Decimals.line(rate.amount(work));
    }
  }

  /**
   * By the seller's tokens. Products are exact: taken in another order than {@link
   * CloudPrice.Tokens} does, they give the same digits, and soon.
   *
   * @param theirs that stand for one of ours
   * @param perInput price of one of ours in a prompt; {@code perOutput} in an answer
   */
  record ByToken(BigDecimal theirs, BigDecimal perInput, BigDecimal perOutput) implements Meter {
    @Override
    public BigDecimal quantity(CloudPrice.Work work) {
      return Decimals.line(
          theirs.multiply(
              BigDecimal.valueOf(Math.addExact(work.inputTokens(), work.outputTokens()))));
    }

    @Override
    public BigDecimal amount(CloudPrice.Work work) {
      return Decimals.line(
          perInput
              .multiply(BigDecimal.valueOf(work.inputTokens()))
              .add(perOutput.multiply(BigDecimal.valueOf(work.outputTokens()))));
    }
  }

  /**
   * A product.
   *
   * @param list for prompts of a common length
   * @param longer for longer ones; null where they cost the same
   */
  record Position(CloudPrice price, Meter list, @Nullable Longer longer) {
    static Position of(CloudPrice price, BigDecimal ratio) {
      PriceTerms.LongPrompt terms = price.terms().longPrompt();
      return new Position(
          price,
          Meter.of(price.rate(), ratio),
          terms == null || !(price.rate() instanceof CloudPrice.Tokens tokens)
              ? null
              : Longer.of(
                  price, terms.aboveTokens(), ratio, tokens.tokenizerFactor().multiply(ratio)));
    }

    Meter meter(Metered document) {
      return longer == null || !longer.fits(document) ? list : longer.meter();
    }
  }

  /**
   * What a product takes for long prompts. A document's mean prompt decides: a chunk with the
   * questions about it.
   *
   * @param theirs tokens of the seller that stand for one of ours
   */
  record Longer(BigDecimal aboveTokens, BigDecimal theirs, Meter meter) {
    static Longer of(CloudPrice price, int aboveTokens, BigDecimal ratio, BigDecimal theirs) {
      BigDecimal above = BigDecimal.valueOf(aboveTokens);
      return new Longer(above, theirs, Meter.of(price.rateFor(above.add(BigDecimal.ONE)), ratio));
    }

    boolean fits(Metered document) {
      BigDecimal prompts = BigDecimal.valueOf(Math.max(1, document.chunks()));
      return theirs
              .multiply(BigDecimal.valueOf(document.work().inputTokens()))
              .compareTo(aboveTokens.multiply(prompts))
          > 0;
    }
  }
}
