package dev.cartulary.accounting;

import static dev.cartulary.accounting.Samples.d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.CostLine;
import dev.cartulary.outcome.DocumentRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavingsTest {
  private static final WorkDone ONE = new WorkDone(1, 1, 100, TokenUsage.ZERO);

  /** Never waits and draws nothing, so that only the lines count. */
  private static final HardwareProfile ALWAYS_BUSY =
      new HardwareProfile("busy", 1, d("1"), d("1"), d("1"), d("0"), d("0"), d("0"), false);

  private static CostTotal total(
      CostLine.Kind kind, String provider, String item, String amount, String currency) {
    boolean local = kind == CostLine.Kind.LOCAL;
    return new CostTotal(
        kind,
        provider,
        item,
        BigDecimal.ONE,
        local ? "hour" : "page",
        d(amount),
        currency,
        false,
        local ? null : Samples.READ,
        local ? null : Samples.READ,
        true);
  }

  private static CostTotal local(String amount) {
    return total(CostLine.Kind.LOCAL, "this-machine", "hardware", amount, "USD");
  }

  private static CostTotal cloud(String item, String amount) {
    return total(CostLine.Kind.CLOUD, "Cirrus", item, amount, "USD");
  }

  private static Savings compare(WorkDone work, HardwareProfile machine, CostTotal... totals) {
    return Savings.of(
        work,
        List.of(totals),
        Rates.of(machine, Electricity.COMMON),
        Samples.clouds(),
        LocalDate.of(2026, 11, 21));
  }

  @Test
  void savedPerYear_tenCentsAgainstOneCentAMillionTimesADay_is3285MillionDollars() {
    Savings savings = compare(ONE, ALWAYS_BUSY, local("0.01"), cloud("Reader", "0.10"));
    assertThat(savings.savedPerYear(savings.offers().get(0), d("1000000")))
        .isEqualByComparingTo("32850000");
  }

  @Test
  void savedPerYear_manyDocuments_scalesTheirAverage() {
    WorkDone four = new WorkDone(4, 4, 400, TokenUsage.ZERO);
    Savings savings = compare(four, ALWAYS_BUSY, local("0.04"), cloud("Reader", "0.02"));
    assertThat(savings.savedPerYear(savings.offers().get(0), d("10")))
        .isEqualByComparingTo("-18.25");
  }

  @Test
  void of_questionsAnsweredElsewhere_costWhatTheirPriceSays() {
    WorkDone work =
        new WorkDone(2, 2, 100, TokenUsage.ZERO, null, Reviewed.NONE, new Escalated(3, 4_000, 500));
    List<CostTotal> totals = List.of(local("0.01"), cloud("Reader", "0.10"));
    LocalDate day = LocalDate.of(2026, 11, 21);
    EscalationPrice price = new EscalationPrice(d("2.50"), d("10"));
    Rates stated = new Rates(ALWAYS_BUSY, Electricity.COMMON, ReviewCost.UNSTATED, price);
    Savings priced = Savings.of(work, totals, stated, Samples.clouds(), day);
    Savings unpriced = compare(work, ALWAYS_BUSY, totals.toArray(CostTotal[]::new));

    assertThat(priced.local().elsewhere()).isEqualByComparingTo("0.015");
    assertThat(priced.local().busyOnly()).isEqualByComparingTo("0.025");
    assertThat(priced.offers().get(0).savedBusyOnly()).isEqualByComparingTo("0.075");
    assertThat(unpriced.local().busyOnly()).isEqualByComparingTo("0.01");
    assertThat(words(priced))
        .contains(
            "asked elsewhere $0.015 $0.015",
            "3 questions, of which the endpoint counted 4,000 tokens read and 500 tokens written,"
                + " at $2.50 and $10 a million, as stated.");
    assertThat(words(unpriced))
        .doesNotContain("asked elsewhere $")
        .contains("none of these sums: state accounting.escalation-input-usd-per-million");
    assertThat(SavingsText.brief(priced, 0)).hasSize(1);
    assertThat(SavingsText.brief(unpriced, 0).get(1))
        .isEqualTo("not in it: what 3 questions cost that a model elsewhere answered")
        .hasSizeLessThanOrEqualTo(69);
  }

  private static String words(Savings savings) {
    return SavingsText.of(savings).replaceAll("\\s+", " ");
  }

  @Test
  void savedPerYear_noDocument_isRefused() {
    WorkDone none = new WorkDone(0, 0, 0, TokenUsage.ZERO);
    Savings savings = compare(none, ALWAYS_BUSY, cloud("Reader", "0"));
    assertThatThrownBy(() -> savings.savedPerYear(savings.offers().get(0), BigDecimal.ONE))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void of_anyDocuments_savesExactlyTheDifference(long seed) {
    HardwareProfile machine = Samples.office();
    Function<DocumentRecord, List<CostLine>> costs =
        Samples.costs(
            machine,
            Electricity.COMMON,
            2,
            Samples.clouds(),
            TokenRatios.same(),
            () -> Samples.stated(machine));
    List<CostLine> lines = new ArrayList<>();
    for (DocumentRecord document : Samples.documents(seed, 30)) {
      lines.addAll(costs.apply(document));
    }
    Savings savings =
        compare(
            new WorkDone(32, 1, 1, TokenUsage.ZERO),
            machine,
            CostTotal.of(lines).toArray(CostTotal[]::new));
    BigDecimal spent =
        lines.stream()
            .filter(line -> line.kind() == CostLine.Kind.LOCAL)
            .map(CostLine::amount)
            .reduce(BigDecimal.ZERO, BigDecimal::add);

    assertThat(savings.local().busyOnly()).isEqualByComparingTo(spent);
    assertThat(savings.offers()).hasSize(4);
    BigDecimal last = BigDecimal.ZERO;
    for (Savings.Offer offer : savings.offers()) {
      BigDecimal there = offer.total().amount();
      assertThat(there).isGreaterThanOrEqualTo(last);
      last = there;
      assertThat(offer.savedBusyOnly().add(spent)).isEqualByComparingTo(there);
      assertThat(offer.savedWholeLife().add(savings.local().wholeLife()))
          .isEqualByComparingTo(there);
      assertThat(offer.cheaper()).isEqualTo(there.compareTo(savings.local().wholeLife()) < 0);
    }
  }

  @Test
  void of_machineWaitsThreeQuarters_costsFourTimesTheHardware() {
    Savings savings = compare(ONE, Samples.office(), local("0.50"));
    assertThat(savings.local().hardware().add(savings.local().idleHardware()))
        .isEqualByComparingTo("2");
    // 3 h x 30 W x 1.54 x 0.146 USD
    assertThat(savings.local().idleEnergy()).isEqualByComparingTo("0.0202356");
    assertThat(savings.offers()).isEmpty();
  }

  @Test
  void of_cheapAndDearClouds_ordersAndSigns() {
    Savings savings =
        compare(ONE, ALWAYS_BUSY, cloud("Dear", "2"), local("1"), cloud("Cheap", "0.25"));

    assertThat(savings.offers())
        .extracting(Savings.Offer::name)
        .containsExactly("Cirrus Cheap", "Cirrus Dear");
    assertThat(savings.cheaperOffers()).hasSize(1);
    assertThat(savings.offers().get(0).percentWholeLife()).isEqualByComparingTo("-300");
    assertThat(savings.offers().get(1).percentWholeLife()).isEqualByComparingTo("50");
  }

  @Test
  void of_equalPrices_isNotCheaper() {
    Savings savings = compare(ONE, ALWAYS_BUSY, local("1"), cloud("Reader", "1.00"));
    assertThat(savings.cheaperOffers()).isEmpty();
  }

  @Test
  void of_freeCloud_hasNoPercent() {
    Savings savings = compare(ONE, ALWAYS_BUSY, local("1"), cloud("Reader", "0"));
    assertThat(savings.offers().get(0).percentWholeLife()).isNull();
  }

  @Test
  void of_otherCurrency_isNotCompared() {
    CostTotal euros = total(CostLine.Kind.CLOUD, "Cirrus", "Reader", "1", "EUR");
    Savings savings = compare(ONE, ALWAYS_BUSY, local("1"), euros);
    assertThat(savings.offers()).isEmpty();
    assertThat(savings.uncompared()).containsExactly(euros);
  }

  @Test
  void of_unknownLocalItem_isRefused() {
    CostTotal coffee = total(CostLine.Kind.LOCAL, "this-machine", "coffee", "1", "USD");
    assertThatThrownBy(() -> compare(ONE, ALWAYS_BUSY, coffee))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("coffee");
  }

  @Test
  void of_priceReadNinetyDaysAgo_isStaleTheDayAfter() {
    CostTotal reader = cloud("Reader", "1");
    assertThat(stale(reader, Samples.READ.plusDays(90))).isFalse();
    assertThat(stale(reader, Samples.READ.plusDays(91))).isTrue();
    assertThat(stale(cloud("Unheard of", "1"), Samples.READ)).isTrue();
  }

  private static boolean stale(CostTotal total, LocalDate today) {
    return Savings.of(
            ONE,
            List.of(local("1"), total),
            Rates.of(ALWAYS_BUSY, Electricity.COMMON),
            Samples.clouds(),
            today)
        .offers()
        .get(0)
        .stale();
  }

  @Test
  void priceBook_twoPricesOfADay_isRefused() {
    CloudPrice price =
        Samples.price("Cirrus", "Reader", false, new CloudPrice.Pages(BigDecimal.ONE));
    assertThatThrownBy(() -> new PriceBook(List.of(price, price)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cirrus Reader");
  }

  @Test
  void stated_someFigures_replacesThemAndStaysEstimated() {
    HardwareProfile guessed = ThisMachine.profile(2, 24);
    HardwareProfile some = guessed.stated("mine", d("900"), null, null, null, d("35"));
    HardwareProfile all = guessed.stated("mine", d("900"), d("4"), d("0.5"), d("10"), d("35"));

    assertThat(guessed.purchaseUsd()).isEqualByComparingTo("744");
    assertThat(some.purchaseUsd()).isEqualByComparingTo("900");
    assertThat(some.wattsBusy()).isEqualByComparingTo("35");
    assertThat(some.lifeYears()).isEqualByComparingTo("5");
    assertThat(some.estimated()).isTrue();
    assertThat(all.estimated()).isFalse();
  }

  @Test
  void thisMachine_here_hasCoresAndIsEstimated() {
    HardwareProfile here = ThisMachine.profile();
    assertThat(here.name()).isEqualTo("this-machine");
    assertThat(here.cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(here.purchaseUsd()).isGreaterThan(d("500"));
    assertThat(here.estimated()).isTrue();
  }

  @Test
  void records_thatTravel_surviveSerialisation() throws Exception {
    for (Serializable record :
        List.<Serializable>of(
            Samples.office(), Electricity.COMMON, Samples.clouds(), new Power(d("1"), true))) {
      var bytes = new ByteArrayOutputStream();
      try (var out = new ObjectOutputStream(bytes)) {
        out.writeObject(record);
      }
      try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        assertThat(in.readObject()).isEqualTo(record);
      }
    }
  }
}
