package dev.cartulary.accounting;

import static java.util.Objects.requireNonNull;

import dev.cartulary.accounting.PriceBook.Product;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.CloudPrice.PhiEligibility;
import dev.cartulary.cost.CostLine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What work cost here beside what it would have cost in each cloud. Amounts are in {@link
 * #CURRENCY}.
 *
 * @param rates by which it was charged
 * @param local the machine's costs
 * @param offers the clouds, cheapest first
 * @param uncompared totals of clouds in another currency
 */
public record Savings(
    WorkDone work, Rates rates, Local local, List<Offer> offers, List<CostTotal> uncompared) {
  public static final String CURRENCY = "USD";

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal DAYS_PER_YEAR = BigDecimal.valueOf(365);
  private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);

  public Savings {
    requireNonNull(work, "work is null");
    requireNonNull(rates, "rates is null");
    requireNonNull(local, "local is null");
    offers = List.copyOf(offers);
    uncompared = List.copyOf(uncompared);
  }

  /**
   * The machine's costs: the sums of its lines, what others took for questions that it could not
   * answer, and what comes on top when the hours in which it waits are paid by the work too.
   *
   * @param energy while it worked; {@code hardware} likewise
   * @param elsewhere what a model elsewhere took for hard cases; zero where no price is stated
   * @param busyHours for which the lines charge it
   * @param idleEnergy of the waiting hours that its utilisation adds to the busy ones; {@code
   *     idleHardware} likewise
   * @param energyEstimated whether watts were stated rather than measured, for any document
   */
  public record Local(
      BigDecimal energy,
      BigDecimal hardware,
      BigDecimal elsewhere,
      BigDecimal busyHours,
      BigDecimal idleEnergy,
      BigDecimal idleHardware,
      boolean energyEstimated,
      boolean hardwareEstimated) {
    /** Without the hours in which the machine waits. */
    public BigDecimal busyOnly() {
      return energy.add(hardware).add(elsewhere);
    }

    /** The same with these hours. */
    public BigDecimal wholeLife() {
      return busyOnly().add(idleEnergy).add(idleHardware);
    }
  }

  /**
   * One cloud product.
   *
   * @param total the sum of its lines
   * @param price the newest price of the product by the day of the comparison; null when the book
   *     has none
   * @param savedBusyOnly its total less ours: negative when the cloud is cheaper
   * @param savedWholeLife the same with our waiting hours
   * @param stale whether the price was read too long ago, or is not in the book
   */
  public record Offer(
      CostTotal total,
      @Nullable CloudPrice price,
      BigDecimal savedBusyOnly,
      BigDecimal savedWholeLife,
      boolean stale) {
    public String name() {
      return total.provider() + " " + total.item();
    }

    /** Whether the seller keeps what is sent, or signs no agreement on patient data. */
    public boolean excludesPatientData() {
      return price != null
          && (price.phiEligible() == PhiEligibility.NO
              || price.terms().agreement() == PhiEligibility.NO);
    }

    /** Whether the seller signs an agreement on patient data. */
    public boolean hasAgreement() {
      return price != null && price.terms().agreement() == PhiEligibility.YES;
    }

    /** Whether the cloud costs less than the machine with its waiting hours. */
    public boolean cheaper() {
      return savedWholeLife.signum() < 0;
    }

    /** What is saved in a hundred of the cloud's price; null when that is zero. */
    public @Nullable BigDecimal percentBusyOnly() {
      return percent(savedBusyOnly);
    }

    public @Nullable BigDecimal percentWholeLife() {
      return percent(savedWholeLife);
    }

    private @Nullable BigDecimal percent(BigDecimal saved) {
      BigDecimal whole = total.amount();
      return whole.signum() == 0 ? null : saved.multiply(HUNDRED).divide(whole, Decimals.WIDE);
    }
  }

  /**
   * Compares.
   *
   * @param totals of the cost lines of {@code work}, as {@link CostTotal#of} or a query gives them
   * @param rates say what an hour of waiting costs, and what was taken elsewhere
   * @param prices tell where and when the prices were read
   * @param today by which a price is stale or not
   */
  public static Savings of(
      WorkDone work, List<CostTotal> totals, Rates rates, PriceBook prices, LocalDate today) {
    Local local = local(work, totals, rates);
    Map<Product, CloudPrice> newest = prices.newestUntil(today);
    List<Offer> offers = new ArrayList<>();
    List<CostTotal> uncompared = new ArrayList<>();
    for (CostTotal total : totals) {
      if (total.kind() == CostLine.Kind.LOCAL) {
        continue;
      }
      if (!total.currency().equals(CURRENCY)) {
        uncompared.add(total);
        continue;
      }
      CloudPrice price = newest.get(new Product(total.provider(), total.item()));
      offers.add(
          new Offer(
              total,
              price,
              total.amount().subtract(local.busyOnly()),
              total.amount().subtract(local.wholeLife()),
              price == null || PriceBook.stale(price, today)));
    }
    offers.sort(
        Comparator.comparing((Offer offer) -> offer.total().amount()).thenComparing(Offer::name));
    return new Savings(work, rates, local, offers, uncompared);
  }

  private static Local local(WorkDone work, List<CostTotal> totals, Rates rates) {
    HardwareProfile hardware = rates.hardware();
    Electricity electricity = rates.electricity();
    EscalationPrice escalation = rates.escalation();
    BigDecimal energyUsd = BigDecimal.ZERO;
    BigDecimal hardwareUsd = BigDecimal.ZERO;
    BigDecimal hours = BigDecimal.ZERO;
    boolean energyEstimated = false;
    boolean hardwareEstimated = false;
    for (CostTotal total : totals) {
      if (total.kind() == CostLine.Kind.CLOUD) {
        continue;
      }
      if (!total.currency().equals(CURRENCY)) {
        throw new IllegalArgumentException(total.item() + " is in " + total.currency());
      }
      if (total.item().equals(CostLines.ENERGY)) {
        energyUsd = energyUsd.add(total.amount());
        energyEstimated |= total.estimated();
      } else if (total.item().equals(CostLines.HARDWARE)) {
        hardwareUsd = hardwareUsd.add(total.amount());
        hours = hours.add(total.quantity());
        hardwareEstimated |= total.estimated();
      } else {
        throw new IllegalArgumentException("a local cost of an unknown item: " + total.item());
      }
    }
    BigDecimal idleSeconds = hours.multiply(hardware.idlePerBusy()).multiply(SECONDS_PER_HOUR);
    return new Local(
        energyUsd,
        hardwareUsd,
        escalation == null ? BigDecimal.ZERO : escalation.usd(work.escalated()),
        hours,
        electricity.usd(electricity.kwh(hardware.wattsIdle(), idleSeconds)),
        Decimals.line(hardwareUsd.multiply(hardware.idlePerBusy())),
        energyEstimated,
        hardwareEstimated);
  }

  public HardwareProfile hardware() {
    return rates.hardware();
  }

  public Electricity electricity() {
    return rates.electricity();
  }

  /** The offers that cost less than the machine with its waiting hours, cheapest first. */
  public List<Offer> cheaperOffers() {
    return offers.stream().filter(Offer::cheaper).toList();
  }

  /**
   * What {@code offer} would cost more a year than the machine with its waiting hours, at {@code
   * documentsPerDay} like those of this work on every day; negative when the cloud is cheaper.
   */
  public BigDecimal savedPerYear(Offer offer, BigDecimal documentsPerDay) {
    if (work.documents() == 0) {
      throw new IllegalStateException("no document was read: there is nothing to project");
    }
    return offer
        .savedWholeLife()
        .multiply(documentsPerDay)
        .multiply(DAYS_PER_YEAR)
        .divide(BigDecimal.valueOf(work.documents()), Decimals.PLACES, RoundingMode.HALF_EVEN);
  }
}
