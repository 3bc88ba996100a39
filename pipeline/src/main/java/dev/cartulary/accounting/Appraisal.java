package dev.cartulary.accounting;

import dev.cartulary.accounting.Comparison.CurvePoint;
import dev.cartulary.accounting.Comparison.Rival;
import dev.cartulary.accounting.Comparison.Volume;
import dev.cartulary.accounting.Savings.Offer;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.PriceTerms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Works out a comparison from exact sums and assumptions.
 *
 * <p>Intervals are interval arithmetic: every input has a range, all figures rise or fall with each
 * input, and so the ends are reached at the corners. See
 * docs/decisions/0042-intervals-are-corners-not-draws.md.
 */
final class Appraisal {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int MILLION_PLACES = 6;

  /** Steps of the curve within a power of ten. */
  private static final List<BigDecimal> STEPS =
      List.of(BigDecimal.ONE, BigDecimal.valueOf(2), BigDecimal.valueOf(5));

  private final Savings savings;
  private final Assumptions assumptions;
  private final CostModel model;
  private final BigDecimal documents;

  Appraisal(Savings savings, Assumptions assumptions) {
    if (savings.work().documents() == 0) {
      throw new IllegalArgumentException("no document was read: there is nothing to compare");
    }
    this.savings = savings;
    this.assumptions = assumptions;
    this.model = new CostModel(savings);
    this.documents = BigDecimal.valueOf(savings.work().documents());
  }

  Comparison comparison() {
    Interval here = model.wholeLife();
    Volume volume = volume();
    List<Rival> rivals = new ArrayList<>();
    for (Offer offer : savings.offers()) {
      rivals.add(rival(offer, here, volume));
    }
    return new Comparison(
        savings,
        volume,
        here,
        rivals,
        rivals.isEmpty()
            ? List.of()
            : new Tornado(savings, model, total(rivals.get(0).offer())).bars(),
        curve(),
        assumptions.quality(),
        review(),
        assumptions.stated());
  }

  private Volume volume() {
    BigDecimal stated = assumptions.documentsPerDay();
    if (stated != null) {
      return new Volume(stated, true);
    }
    return new Volume(
        model.knowsHours()
            ? model.capacity().multiply(savings.hardware().utilisation())
            : BigDecimal.ZERO,
        false);
  }

  private Rival rival(Offer offer, Interval here, Volume volume) {
    Total total = total(offer);
    Interval saved = total.usd().minus(here);
    BigDecimal amount = offer.total().amount();
    return new Rival(
        offer,
        total.usd(),
        total.usd().over(documents),
        saved,
        amount.signum() == 0 ? null : saved.times(HUNDRED).over(amount),
        saved.times(volume.documentsPerYear()).over(documents),
        model.knowsHours() ? model.breakEven(amount.divide(documents, Decimals.WIDE)) : null,
        offer.total().estimated(),
        !offer.total().verified(),
        offer.stale(),
        offer.excludesPatientData());
  }

  /**
   * What a cloud would have taken, and the ranges of its two inputs.
   *
   * @param price factors of the price, with what caching takes off and a region puts on
   * @param tokens factors of the count
   */
  record Total(Interval usd, Interval price, Interval tokens) {}

  private Total total(Offer offer) {
    BigDecimal amount = offer.total().amount();
    CloudPrice price = offer.price();
    Interval quoted = Ranges.price(price, offer.total().verified(), offer.stale());
    Interval tokens = price == null ? Ranges.EXACT : spread(assumptions.ratios().of(price));
    BigDecimal low = quoted.low().multiply(BigDecimal.ONE.subtract(cachedShare(price, amount)));
    BigDecimal uplift = price == null ? null : price.terms().regionalUplift();
    BigDecimal high =
        uplift == null ? quoted.high() : quoted.high().multiply(BigDecimal.ONE.add(uplift));
    Interval factors = new Interval(low, BigDecimal.ONE, high);
    return new Total(Interval.exactly(amount).times(factors).times(tokens), factors, tokens);
  }

  private static Interval spread(Interval ratio) {
    return new Interval(
        ratio.low().divide(ratio.likely(), Decimals.WIDE),
        BigDecimal.ONE,
        ratio.high().divide(ratio.likely(), Decimals.WIDE));
  }

  /**
   * The share of {@code amount} that the seller would take off if all questions stood before the
   * text and were read again for each chunk; 0 where they are too short to be kept.
   */
  private BigDecimal cachedShare(@Nullable CloudPrice price, BigDecimal amount) {
    WorkDone.Counts counts = savings.work().counts();
    if (price == null
        || counts == null
        || counts.chunks() == 0
        || amount.signum() == 0
        || !(price.rate() instanceof CloudPrice.Tokens tokens)) {
      return BigDecimal.ZERO;
    }
    PriceTerms.Cache cache = price.terms().cache();
    BigDecimal theirs =
        BigDecimal.valueOf(savings.work().usage().questionTokens())
            .multiply(assumptions.ratios().of(price).likely())
            .multiply(tokens.tokenizerFactor());
    if (cache == null
        || theirs
                .divide(BigDecimal.valueOf(counts.chunks()), Decimals.WIDE)
                .compareTo(BigDecimal.valueOf(cache.fromTokens()))
            < 0) {
      return BigDecimal.ZERO;
    }
    return tokens
        .inputPerMillion()
        .subtract(cache.inputPerMillion())
        .max(BigDecimal.ZERO)
        .multiply(theirs)
        .movePointLeft(MILLION_PLACES)
        .divide(amount, Decimals.WIDE)
        .min(BigDecimal.ONE);
  }

  private List<CurvePoint> curve() {
    if (!model.knowsHours()) {
      return List.of();
    }
    List<CurvePoint> points = new ArrayList<>();
    int power = model.capacity().precision() - model.capacity().scale();
    for (int exponent = Math.max(0, power - 4); exponent <= Math.max(1, power); exponent++) {
      for (BigDecimal step : STEPS) {
        BigDecimal perDay = step.scaleByPowerOfTen(exponent);
        points.add(new CurvePoint(perDay, model.machines(perDay), model.perDocument(perDay)));
      }
    }
    return points;
  }

  private Comparison.@Nullable Review review() {
    WorkDone.Counts counts = savings.work().counts();
    ReviewCost cost = assumptions.review();
    if (counts == null || !cost.stated()) {
      return null;
    }
    return new Comparison.Review(
        counts.fields(),
        counts.toReview(),
        cost.minutesPerField(),
        cost.usdPerHour(),
        cost.usd(counts.toReview()));
  }
}
