package dev.cartulary.accounting;

import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.CloudPrice.PhiEligibility;
import dev.cartulary.cost.CostLine;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Summary;
import dev.cartulary.outcome.Timings;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/** Machines, prices and documents for tests. */
final class Samples {
  static final LocalDate READ = LocalDate.of(2026, 11, 20);
  static final Instant FINISHED = Instant.parse("2026-11-21T02:00:00Z");

  private Samples() {}

  static BigDecimal d(String number) {
    return new BigDecimal(number);
  }

  /** The machine of the worked example in docs/accounting.md. */
  static HardwareProfile office() {
    return new HardwareProfile(
        "office", 4, d("2000"), d("5"), d("0.25"), d("30"), d("90"), d("0.12"), false);
  }

  static Power stated(HardwareProfile profile) {
    return new Power(profile.wattsBusy(), true);
  }

  /** From a document to its lines. */
  static Function<DocumentRecord, List<CostLine>> costs(
      HardwareProfile machine,
      Electricity paid,
      int parsers,
      PriceBook prices,
      TokenRatios ratios,
      Supplier<Power> power) {
    return new DocumentMeter(machine, paid, parsers, ratios, power)
        .andThen(new CostLines(prices)::of);
  }

  static CloudPrice price(String provider, String product, boolean batch, CloudPrice.Rate rate) {
    return price(provider, product, batch, rate, READ);
  }

  static CloudPrice price(
      String provider, String product, boolean batch, CloudPrice.Rate rate, LocalDate from) {
    return new CloudPrice(
        provider,
        product,
        batch,
        rate,
        "USD",
        from,
        "a price list",
        READ,
        !batch,
        batch ? PhiEligibility.NO : PhiEligibility.UNKNOWN,
        rate instanceof CloudPrice.Pages ? "Text only." : null);
  }

  /** The clouds of the worked example. */
  static PriceBook clouds() {
    return new PriceBook(
        List.of(
            price("Nimbus", "Small", false, new CloudPrice.Tokens(d("0.10"), d("0.50"), d("1.3"))),
            price("Nimbus", "Small", true, new CloudPrice.Tokens(d("0.05"), d("0.25"), d("1.3"))),
            price("Cirrus", "Reader", false, new CloudPrice.Pages(d("0.0015"))),
            price("Stratus", "Entities", false, new CloudPrice.Characters(100, d("0.01"), 1))));
  }

  static DocumentRecord document(
      int pages, int characters, TokenUsage usage, long extractNanos, long modelNanos) {
    return new DocumentRecord(
        new SourceFile(new DocumentId("0123456789abcdef".repeat(4)), "a.pdf", "/in/a.pdf", 1_000),
        "application/pdf",
        pages,
        0,
        null,
        List.of(),
        characters,
        1,
        "contract",
        "model-fingerprint",
        new Summary(Summary.Kind.FREE_TEXT, "", List.of()),
        List.of(),
        usage,
        new Timings(FINISHED, extractNanos, modelNanos),
        List.of());
  }

  /** The document of the worked example. */
  static DocumentRecord note() {
    return document(5, 8_500, new TokenUsage(2_400, 350, 120), 1_600_000_000L, 7_600_000_000L);
  }

  /** Any documents; the first is as small, the second as large as one can be. */
  static List<DocumentRecord> documents(long seed, int count) {
    Random random = new Random(seed);
    List<DocumentRecord> documents = new ArrayList<>();
    documents.add(document(1, 0, TokenUsage.ZERO, 0, 0));
    documents.add(
        document(
            100_000,
            Integer.MAX_VALUE,
            new TokenUsage(1L << 40, 1L << 40, 1L << 40),
            1L << 50,
            1L << 50));
    for (int i = 0; i < count; i++) {
      documents.add(
          document(
              1 + random.nextInt(50),
              random.nextInt(200_000),
              new TokenUsage(random.nextInt(100_000), random.nextInt(5_000), random.nextInt(3_000)),
              random.nextInt(Integer.MAX_VALUE),
              random.nextLong() >>> 24));
    }
    return documents;
  }
}
