package dev.cartulary.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.PriceTerms;
import dev.cartulary.yaml.ConfigurationException;
import dev.cartulary.yaml.Problems;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceFileTest {
  private static final String HEAD =
      "provider,product,basis,input_per_million,output_per_million,per_unit,currency,"
          + "effective_from,retrieved_on,source,verified\n";

  private static List<CloudPrice> read(String text) {
    Problems problems = new Problems("prices.csv");
    List<CloudPrice> prices = PriceFile.read(text, problems);
    problems.throwIfAny();
    return prices;
  }

  /** Any prices; the first has all that can be left out left out. */
  private static List<CloudPrice> prices(long seed) {
    Random random = new Random(seed);
    List<CloudPrice> prices = new ArrayList<>();
    prices.add(Samples.price("Cirrus", "Reader", false, new CloudPrice.Pages(BigDecimal.ZERO)));
    for (int i = 0; i < 20; i++) {
      CloudPrice.Rate rate =
          switch (random.nextInt(3)) {
            case 0 -> new CloudPrice.Tokens(amount(random), amount(random), new BigDecimal("1.3"));
            case 1 -> new CloudPrice.Pages(amount(random));
            default -> new CloudPrice.Characters(1 + random.nextInt(999), amount(random), i);
          };
      prices.add(
          new CloudPrice(
              "Nimbus \"N\", Inc.",
              "model " + i,
              random.nextBoolean(),
              rate,
              "EUR",
              LocalDate.of(2026, 1, 1).plusDays(random.nextInt(300)),
              "a, b",
              LocalDate.of(2026, 11, 20),
              random.nextBoolean(),
              random.nextBoolean()
                  ? CloudPrice.PhiEligibility.NO
                  : CloudPrice.PhiEligibility.UNKNOWN,
              random.nextBoolean() ? null : "says \"so\"",
              new PriceTerms(
                  random.nextBoolean() ? null : "o200k",
                  random.nextBoolean() ? null : new PriceTerms.Cache(amount(random), 1024),
                  random.nextBoolean()
                      ? null
                      : new PriceTerms.LongPrompt(100_000, amount(random), amount(random)),
                  random.nextBoolean() ? null : new BigDecimal("0.1"),
                  CloudPrice.PhiEligibility.YES)));
    }
    return prices;
  }

  private static BigDecimal amount(Random random) {
    return BigDecimal.valueOf(random.nextInt(1_000_000), 1 + random.nextInt(9))
        .stripTrailingZeros();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void read_written_isTheSame(long seed) {
    List<CloudPrice> prices = prices(seed);
    assertThat(prices).hasSize(21);
    assertThat(read(PriceFile.write(prices))).isEqualTo(prices);
  }

  @Test
  void read_commentsAndEmptyLines_arePassedOver() {
    List<CloudPrice> prices =
        read(
            "\uFEFF# ours\r\n"
                + HEAD
                + "\r\nNimbus,Small,tokens,0.10,0.50,,USD,2026-11-01,2026-11-20,page,yes\r\n");
    assertThat(prices).hasSize(1);
    assertThat(prices.get(0).rate())
        .isEqualTo(
            new CloudPrice.Tokens(new BigDecimal("0.10"), new BigDecimal("0.50"), BigDecimal.ONE));
    assertThat(prices.get(0).verified()).isTrue();
    assertThat(prices.get(0).terms()).isEqualTo(PriceTerms.UNKNOWN);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "N,S,tokens,0.1,0.5,,USD,2026-11-01,01.11.2026,p,yes; line 2: retrieved_on is '01.11.2026'; write the day as",
        "N,S,tokens,'0,1',0.5,,USD,2026-11-01,2026-11-20,p,yes; line 2: has 12 cells where; between quotation marks",
        "N,S,tokens,x,0.5,,USD,2026-11-01,2026-11-20,p,yes; line 2: input_per_million is 'x'; write a number",
        "N,S,tokens,-1,0.5,,USD,2026-11-01,2026-11-20,p,yes; line 2: input_per_million is '-1'; write a number",
        "N,S,tokens,,0.5,,USD,2026-11-01,2026-11-20,p,yes; line 2: input_per_million is empty; fill it in",
        "N,S,words,,0.5,,USD,2026-11-01,2026-11-20,p,yes; line 2: basis is 'words'; write tokens, pages or characters",
        "N,S,pages,,,0.0000000001,USD,2026-11-01,2026-11-20,p,yes; line 2: per_unit is '0.0000000001'; nine decimals",
        "N,S,characters,,,1,USD,2026-11-01,2026-11-20,p,yes; line 2: characters_per_unit must; how many characters",
        "N,S,pages,,,1,dollars,2026-11-01,2026-11-20,p,yes; line 2: currency has more; shorten it",
        "N,S,pages,,,1,usd,2026-11-01,2026-11-20,p,yes; line 2: currency is 'usd'; three letters",
        "N,S,pages,,,1,USD,2026-11-01,2026-11-20,p,perhaps; line 2: verified is 'perhaps'; write true or false",
        "N,S,pages,,,1,USD,2026-11-01,2026-11-20,,yes; line 2: source is empty; fill it in",
      })
  void read_badCell_namesLineColumnAndRemedy(String line, String cause, String remedy) {
    assertThatThrownBy(() -> read(HEAD + line.replace("'", "") + "\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("prices.csv has a problem")
        .hasMessageContaining(cause)
        .hasMessageContaining(remedy);
  }

  @Test
  void read_badColumns_saysWhich() {
    assertThatThrownBy(() -> read("provider,price\n"))
        .hasMessageContaining("line 1: the column 'price' is unknown");
    assertThatThrownBy(() -> read("provider,provider\n")).hasMessageContaining("is there twice");
    assertThatThrownBy(() -> read("provider,product\n"))
        .hasMessageContaining("lacks the columns basis, currency");
    assertThatThrownBy(() -> read("\n# nothing\n")).hasMessageContaining("holds no prices");
    assertThatThrownBy(() -> read(HEAD + "\"N,S\n")).hasMessageContaining("line 2: a quotation");
  }

  @Test
  void read_manyProblems_namesAll() {
    assertThatThrownBy(
            () ->
                read(
                    HEAD
                        + "N,S,pages,,,x,USD,2026-11-01,2026-11-20,p,yes\n"
                        + "N,S,pages,,,1,USD,yesterday,2026-11-20,p,perhaps\n"))
        .hasMessageContaining("3 problems")
        .hasMessageContaining("line 3: effective_from");
  }

  @Test
  void change_laterPriceOrReading_isAddedOrConfirmed() {
    PriceBook book = Samples.clouds();
    CloudPrice small = book.prices().get(0);
    CloudPrice again = dated(small, small.effectiveFrom(), LocalDate.of(2027, 1, 1), small.rate());
    CloudPrice next =
        dated(
            small,
            LocalDate.of(2027, 2, 1),
            LocalDate.of(2027, 2, 1),
            new CloudPrice.Pages(BigDecimal.ONE));

    PriceBook.Change change = book.change(List.of(again, next, book.prices().get(1)));

    assertThat(change.added()).containsExactly(next);
    assertThat(change.confirmed()).containsExactly(again);
    assertThat(change.known()).isEqualTo(1);
  }

  @Test
  void change_anotherPriceOfTheSameDay_isRefused() {
    CloudPrice small = Samples.clouds().prices().get(0);
    CloudPrice other =
        dated(small, small.effectiveFrom(), Samples.READ, new CloudPrice.Pages(BigDecimal.ONE));
    assertThatThrownBy(() -> Samples.clouds().change(List.of(other)))
        .hasMessageContaining("another price of Nimbus Small from 2026-11-20")
        .hasMessageContaining("give the new price the later day");
  }

  private static CloudPrice dated(
      CloudPrice price, LocalDate from, LocalDate read, CloudPrice.Rate rate) {
    return new CloudPrice(
        price.provider(),
        price.product(),
        price.batch(),
        rate,
        price.currency(),
        from,
        price.source(),
        read,
        price.verified(),
        price.phiEligible(),
        price.note(),
        price.terms());
  }

  @Test
  void check_afterNinetyDays_namesTheStale() {
    LocalDate last = Samples.READ.plusDays(PriceBook.STALE_AFTER_DAYS);
    assertThat(PriceText.stale(Samples.clouds(), last)).isEmpty();
    assertThat(PriceText.stale(Samples.clouds(), last.plusDays(1))).hasSize(4);
    assertThat(PriceText.check(Samples.clouds(), last.plusDays(1)))
        .startsWith("4 products have a price on 2027-02-19: 4 stale, 1 not read")
        .contains("Nimbus Small: a price list, read 91 days ago");
    assertThat(PriceText.list(Samples.clouds(), last, false).lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80))
        .anySatisfy(line -> assertThat(line).startsWith("Stratus Entities").contains("0.01/100 c"));
  }
}
