package dev.cartulary.accounting;

import static dev.cartulary.accounting.Samples.d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.CostLine;
import dev.cartulary.cost.PriceTerms;
import dev.cartulary.outcome.DocumentRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
  private static final BigDecimal TINY = d("0.000000001");

  private static Savings savings(HardwareProfile machine, List<DocumentRecord> documents) {
    return savings(machine, documents, Escalated.NONE);
  }

  private static Escalated asked(long seed) {
    return new Escalated(seed, 700 * seed, 9 * seed);
  }

  private static Savings savings(
      HardwareProfile machine, List<DocumentRecord> documents, Escalated escalated) {
    Function<DocumentRecord, List<CostLine>> costs =
        Samples.costs(
            machine,
            Electricity.COMMON,
            2,
            Samples.clouds(),
            TokenRatios.same(),
            () -> Samples.stated(machine));
    List<CostLine> lines = new ArrayList<>();
    documents.forEach(document -> lines.addAll(costs.apply(document)));
    return Savings.of(
        new WorkDone(
            documents.size(),
            5,
            8_500,
            new TokenUsage(2_400, 350, 120),
            null,
            Reviewed.NONE,
            escalated),
        CostTotal.of(lines),
        new Rates(
            machine,
            Electricity.COMMON,
            ReviewCost.UNSTATED,
            new EscalationPrice(d("2.50"), d("10"))),
        Samples.clouds(),
        Samples.READ);
  }

  private static Comparison compare(Savings savings) {
    return Comparison.of(savings, Assumptions.none(TokenRatios.same()));
  }

  /** One offer for one document, beside a machine that costs exactly {@code here}. */
  private static Savings against(CloudPrice price, TokenUsage usage, WorkDone.Counts counts) {
    BigDecimal amount =
        price.rate().amount(new CloudPrice.Work(usage.questionTokens(), 0, 1, 8_500));
    CostLine line =
        new CostLine(
            CostLine.Kind.CLOUD,
            price.provider(),
            price.item(),
            BigDecimal.ONE,
            "token",
            amount,
            "USD",
            true,
            price.effectiveFrom(),
            price.verified());
    CostLine here =
        new CostLine(
            CostLine.Kind.LOCAL,
            "this-machine",
            CostLines.HARDWARE,
            BigDecimal.ONE,
            "hour",
            d("0.01"),
            "USD",
            false,
            null,
            false);
    return Savings.of(
        new WorkDone(1, 1, 8_500, usage, counts),
        CostTotal.of(List.of(line, here)),
        Rates.of(
            new HardwareProfile("m", 1, d("88"), d("1"), d("1"), d("0"), d("0"), d("0"), false),
            Electricity.COMMON),
        new PriceBook(List.of(price)),
        Samples.READ);
  }

  private static CloudPrice luna(boolean verified, PriceTerms terms) {
    return new CloudPrice(
        "Nimbus",
        "Luna",
        false,
        new CloudPrice.Tokens(d("2"), d("12"), d("1")),
        "USD",
        Samples.READ,
        "a price list",
        Samples.READ,
        verified,
        CloudPrice.PhiEligibility.UNKNOWN,
        null,
        terms);
  }

  @Test
  void of_theWorkedExample_hasItsIntervals() {
    Comparison comparison = compare(savings(Samples.office(), List.of(Samples.note())));
    BigDecimal energy = d("0.000044968").add(d("0.000044968"));
    BigDecimal hardware = d("0.000113570107").add(d("0.000340710321"));

    assertThat(comparison.here().likely())
        .isEqualByComparingTo(comparison.savings().local().wholeLife());
    assertThat(comparison.here().low())
        .isEqualByComparingTo(energy.multiply(d("0.8")).add(hardware));
    assertThat(comparison.here().high())
        .isEqualByComparingTo(energy.multiply(d("1.2")).add(hardware));
    Comparison.Rival batch = comparison.rivals().get(0);
    assertThat(batch.unverified()).isTrue();
    assertThat(batch.noPatientData()).isTrue();
    assertThat(batch.total().low()).isEqualByComparingTo(d("0.00021775").multiply(d("0.75")));
    assertThat(batch.total().high()).isEqualByComparingTo(d("0.00021775").multiply(d("1.25")));
    assertThat(batch.saved().low())
        .isEqualByComparingTo(batch.total().low().subtract(comparison.here().high()));
    assertThat(batch.verdict()).isEqualTo(Comparison.Verdict.THERE);
    assertThat(comparison.rivals().get(3).verdict()).isEqualTo(Comparison.Verdict.HERE);
    assertThat(comparison.cheaperRivals()).hasSize(2);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void of_anyWork_keepsItsPromises(long seed) {
    Comparison comparison =
        compare(savings(Samples.office(), Samples.documents(seed, 20), asked(seed)));
    Savings savings = comparison.savings();
    CostModel model = new CostModel(savings);

    assertThat(model.wholeLife(savings.hardware(), savings.electricity(), BigDecimal.ONE))
        .isCloseTo(savings.local().wholeLife(), within(TINY));
    assertThat(comparison.rivals()).hasSize(4);
    for (Comparison.Rival rival : comparison.rivals()) {
      assertThat(rival.total().likely()).isEqualByComparingTo(rival.offer().total().amount());
      assertThat(rival.saved().likely()).isEqualByComparingTo(rival.offer().savedWholeLife());
      assertThat(rival.perDocument().likely().multiply(d("22")))
          .isCloseTo(rival.total().likely(), within(TINY));
      Comparison.BreakEven even = rival.breakEven();
      if (even != null && even.reachable()) {
        assertThat(model.perDocument(even.documentsPerDay()).likely())
            .isCloseTo(rival.perDocument().likely(), within(TINY));
        assertThat(model.perDocument(even.documentsPerDay().multiply(d("0.5"))).likely())
            .isGreaterThan(rival.perDocument().likely());
      }
    }
    assertThat(comparison.tornado())
        .hasSize(5)
        .isSortedAccordingTo((a, b) -> b.width().compareTo(a.width()));
    assertThat(comparison.curve()).hasSizeGreaterThan(5);
  }

  /** Any point within the ranges lies within the interval; the ends are reached. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13})
  void intervals_anyInputsInTheirRanges_holdTheResult(long seed) {
    Random random = new Random(seed);
    Savings savings = savings(Samples.office(), Samples.documents(seed, 10), asked(seed));
    Interval here = compare(savings).here();
    CostModel model = new CostModel(savings);
    for (int i = 0; i < 200; i++) {
      BigDecimal watts = BigDecimal.valueOf(0.8 + 0.4 * random.nextDouble());
      BigDecimal cost = model.wholeLife(savings.hardware(), savings.electricity(), watts);
      assertThat(cost).isBetween(here.low().subtract(TINY), here.high().add(TINY));
    }
  }

  @Test
  void breakEven_atItsUtilisation_costsTheSameWholeLife() {
    HardwareProfile machine = Samples.office();
    Escalated escalated = new Escalated(1, 10, 1);
    Comparison comparison = compare(savings(machine, List.of(Samples.note()), escalated));
    Comparison.BreakEven even = Objects.requireNonNull(comparison.rivals().get(0).breakEven());

    HardwareProfile there = machine.stated("office", null, null, even.utilisation(), null, null);
    assertThat(savings(there, List.of(Samples.note()), escalated).local().wholeLife())
        .isCloseTo(comparison.rivals().get(0).total().likely(), within(TINY));
  }

  @Test
  void rival_cachingAndRegion_widenTheInterval() {
    PriceTerms terms =
        new PriceTerms(
            null,
            new PriceTerms.Cache(d("0.2"), 1_000),
            null,
            d("0.10"),
            CloudPrice.PhiEligibility.NO);
    TokenUsage usage = new TokenUsage(0, 10_000, 0);
    Interval kept =
        compare(against(luna(true, terms), usage, new WorkDone.Counts(10, 5, 1)))
            .rivals()
            .get(0)
            .total();
    Interval tooShort =
        compare(against(luna(true, terms), usage, new WorkDone.Counts(11, 5, 1)))
            .rivals()
            .get(0)
            .total();

    assertThat(kept.likely()).isEqualByComparingTo("0.02");
    assertThat(kept.low()).isEqualByComparingTo("0.002");
    assertThat(kept.high()).isEqualByComparingTo("0.022");
    assertThat(tooShort.low()).isEqualByComparingTo("0.02");
  }

  @Test
  void rival_unmeasuredTokenizer_widensByItsRange() {
    Savings savings =
        against(
            luna(true, PriceTerms.UNKNOWN),
            new TokenUsage(0, 10_000, 0),
            new WorkDone.Counts(1, 1, 0));
    Interval total =
        Comparison.of(savings, Assumptions.none(TokenRatios.unmeasured())).rivals().get(0).total();

    assertThat(total.low()).isEqualByComparingTo("0.0132");
    assertThat(total.high()).isEqualByComparingTo("0.03");
  }

  /** Published: ten cents against one cent a query, at a million a day, is 32.85 million a year. */
  @Test
  void year_tenCentsAgainstOneAtAMillionADay_is32point85Million() {
    CloudPrice tenCents = Samples.price("Nimbus", "Query", false, new CloudPrice.Pages(d("0.10")));
    Savings savings = against(tenCents, TokenUsage.ZERO, new WorkDone.Counts(1, 1, 0));
    Comparison comparison =
        Comparison.of(
            savings,
            new Assumptions(d("1000000"), TokenRatios.same(), ReviewCost.UNSTATED, List.of()));

    assertThat(comparison.perYear().documentsPerYear()).isEqualByComparingTo("365000000");
    assertThat(comparison.rivals().get(0).savedPerYear().likely()).isEqualByComparingTo("32850000");
  }

  /** Published: 8-bit weights are 75 % smaller than those of 32 bits; so is what they cost. */
  @Test
  void percent_eightBitsBesideThirtyTwo_is75() {
    CloudPrice wide = Samples.price("Memory", "float32", false, new CloudPrice.Pages(d("0.04")));
    Comparison comparison = compare(against(wide, TokenUsage.ZERO, new WorkDone.Counts(1, 1, 0)));

    Interval percent = Objects.requireNonNull(comparison.rivals().get(0).savedPercent());
    assertThat(percent.likely()).isEqualByComparingTo("75");
  }

  @Test
  void review_statedWage_costsItsMinutes() {
    Savings savings =
        against(luna(true, PriceTerms.UNKNOWN), TokenUsage.ZERO, new WorkDone.Counts(1, 200, 12));
    ReviewCost cost = new ReviewCost(d("1.5"), d("40"));
    Comparison.Review review =
        Objects.requireNonNull(
            Comparison.of(savings, new Assumptions(null, TokenRatios.same(), cost, List.of()))
                .review());

    assertThat(review.amount()).isEqualByComparingTo("12");
    assertThat(compare(savings).review()).isNull();
  }

  @Test
  void of_noDocument_isRefused() {
    Savings nothing =
        Savings.of(
            new WorkDone(0, 0, 0, TokenUsage.ZERO),
            List.of(),
            Rates.of(Samples.office(), Electricity.COMMON),
            Samples.clouds(),
            Samples.READ);
    assertThatThrownBy(() -> compare(nothing)).hasMessageContaining("nothing to compare");
  }

  @Test
  void interval_operations_keepTheirOrder() {
    Interval a = new Interval(d("1"), d("2"), d("4"));
    Interval b = new Interval(d("0"), d("1"), d("3"));
    assertThat(a.minus(b)).isEqualTo(new Interval(d("-2"), d("1"), d("4")));
    assertThat(a.times(b)).isEqualTo(new Interval(d("0"), d("2"), d("12")));
    assertThatThrownBy(() -> new Interval(d("2"), d("1"), d("3"))).hasMessageContaining("2, 1, 3");
    assertThatThrownBy(() -> a.minus(b).times(b)).hasMessageContaining("negative");
  }
}
