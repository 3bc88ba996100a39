package dev.cartulary.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.accounting.PriceBook;
import dev.cartulary.accounting.PriceFile;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.PriceTerms;
import dev.cartulary.yaml.Problems;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PriceTableTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T02:03:04Z"), ZoneOffset.UTC);
  private static final String TODAY =
      "provider,product,basis,input_per_million,output_per_million,currency,effective_from,"
          + "retrieved_on,source,verified,cached_input_per_million,cached_from_tokens,tokenizer\n"
          + "Amazon,Nova Micro,tokens,0.02,0.08,USD,2026-12-01,2026-12-01,aws,true,0.002,1024,nova\n"
          + "Amazon,Nova Lite,tokens,0.06,0.24,USD,2026-11-20,2026-12-01,aws,true,,,\n";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void prices_shipped_haveTheirTerms(LedgerServers.Kind kind) throws Exception {
    try (Ledger ledger = Ledger.open(LedgerServers.fresh(kind, folder), CLOCK)) {
      PriceBook book = ledger.prices();
      CloudPrice haiku = find(book, "Claude Haiku 5.5");
      CloudPrice luna = find(book, "GPT-5.6 Luna");

      assertThat(book.prices()).hasSizeGreaterThan(50);
      assertThat(haiku.rateFor(new BigDecimal("100000"))).isEqualTo(haiku.rate());
      assertThat(
              haiku
                  .rateFor(new BigDecimal("100001"))
                  .amount(new CloudPrice.Work(1_000_000, 1_000_000, 1, 0)))
          .isEqualByComparingTo("3.9");
      assertThat(luna.terms().tokenizer()).isEqualTo("o200k");
      assertThat(luna.terms().regionalUplift()).isEqualByComparingTo("0.10");
      PriceTerms.Cache cache = Objects.requireNonNull(luna.terms().cache());
      assertThat(cache.inputPerMillion()).isEqualByComparingTo("0.02");
      assertThat(find(book, "Comprehend Medical PHI").verified()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void addPrices_newAndReadAgain_keepsHistory(LedgerServers.Kind kind) throws Exception {
    LedgerAddress address = LedgerServers.fresh(kind, folder);
    int before;
    try (Ledger ledger = Ledger.open(address, CLOCK)) {
      before = ledger.prices().prices().size();
      List<CloudPrice> read = PriceFile.read(TODAY, new Problems("prices.csv"));
      ledger.addPrices(ledger.prices().change(read));
    }
    try (Ledger ledger = Ledger.open(address, CLOCK)) {
      PriceBook book = ledger.prices();
      assertThat(book.prices()).hasSize(before + 1);
      assertThat(amount(book, "Nova Micro", LocalDate.of(2026, 11, 30)))
          .isEqualByComparingTo("0.035");
      assertThat(amount(book, "Nova Micro", LocalDate.of(2026, 12, 1)))
          .isEqualByComparingTo("0.02");
      assertThat(find(book, "Nova Lite").verified()).isTrue();
      assertThat(find(book, "Nova Lite").retrievedOn()).isEqualTo("2026-12-01");
      assertThat(PriceFile.read(PriceFile.write(book.prices()), new Problems("prices.csv")))
          .hasSameSizeAs(book.prices());
    }
  }

  private static BigDecimal amount(PriceBook book, String item, LocalDate day) {
    return book.on(day).stream()
        .filter(price -> price.item().equals(item))
        .findFirst()
        .orElseThrow()
        .rate()
        .amount(new CloudPrice.Work(1_000_000, 0, 1, 0));
  }

  private static CloudPrice find(PriceBook book, String item) {
    return book.on(LocalDate.of(2026, 11, 21)).stream()
        .filter(price -> price.item().equals(item))
        .findFirst()
        .orElseThrow();
  }
}
