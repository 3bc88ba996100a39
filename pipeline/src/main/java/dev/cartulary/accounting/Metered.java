package dev.cartulary.accounting;

import static java.util.Objects.requireNonNull;

import dev.cartulary.cost.CloudPrice;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * All that the cost lines of a document follow from, but prices: what it took here, and what a
 * cloud would have counted.
 *
 * @param pricedOn the day whose prices hold for it, UTC
 * @param tokenRatios name of the {@link TokenRatios} that fit the tokens of {@code work}
 * @param chunks pieces of text, each a prompt
 */
public record Metered(
    LocalDate pricedOn,
    String tokenRatios,
    CloudPrice.Work work,
    int chunks,
    Spent energy,
    Spent hardware)
    implements Serializable {
  /**
   * One of the two things that work uses up here.
   *
   * @param quantity kilowatt-hours of energy, or hours of the machine
   * @param usd what they cost, in {@link Savings#CURRENCY}
   * @param estimated whether a stated figure stands in for a measured one
   */
  public record Spent(BigDecimal quantity, BigDecimal usd, boolean estimated)
      implements Serializable {
    public Spent {
      requireNonNull(quantity, "quantity is null");
      requireNonNull(usd, "usd is null");
    }
  }

  public Metered {
    requireNonNull(pricedOn, "pricedOn is null");
    requireNonNull(tokenRatios, "tokenRatios is null");
    requireNonNull(work, "work is null");
    requireNonNull(energy, "energy is null");
    requireNonNull(hardware, "hardware is null");
  }

  /** Whether there is anything to send to a cloud; an archive has no page of its own. */
  boolean isSold() {
    return work.pages() > 0;
  }
}
