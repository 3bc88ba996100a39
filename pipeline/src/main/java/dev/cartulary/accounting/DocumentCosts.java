package dev.cartulary.accounting;

import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.CostLine;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Timings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a document cost here and what it would have cost in each cloud of the price book. Safe for
 * use by several threads.
 *
 * <p>Here: energy, and the purchase and upkeep of the whole machine for the time that it worked on
 * the document; time in which it waits is not in the lines, {@link Savings} adds it. There: one
 * line a product, by the prices of the day on which the document was finished, UTC.
 */
public final class DocumentCosts implements Function<DocumentRecord, List<CostLine>> {
  /** Provider of what is spent here, as cost lines have it, whatever the machine's name. */
  public static final String LOCAL_PROVIDER = ThisMachine.NAME;

  public static final String ENERGY = "energy";
  public static final String HARDWARE = "hardware";

  /*
   * Documents share the machine: one model answers for many at a time while parsers read the next ones.
   *
   * - The engine is charged whole. A document's modelNanos is its share of the engine's busy time, and the shares of all documents add up
   *   to that time, so no second of the engine is charged twice.
   * - A parser works on one core and is charged as one core's share of the machine (or one parser's, where more parsers than cores run), so
   *   that parsers on all cores make up one machine.
   *
   * While the engine and a parser work in the same second, the parser's share comes on top of the whole. The sum is therefore never less
   * than the machine's busy time, and more by at most the parsers' time divided by the cores: the error is against us.
   * See docs/decisions/0040-a-document-is-charged-for-the-machine-it-keeps-busy.md.
   */
  private static final int NANO_PLACES = 9;
  private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);

  private final HardwareProfile hardware;
  private final Electricity electricity;
  private final BigDecimal parserShares;
  private final PriceBook prices;
  private final TokenRatios ratios;
  private final Supplier<Power> power;
  private volatile @Nullable Day lastDay;

  /**
   * @param parsers parser processes that work at a time
   * @param ratios how the sellers' tokens are to those that the model counts
   * @param power what the machine draws while it works, asked for each document
   */
  public DocumentCosts(
      HardwareProfile hardware,
      Electricity electricity,
      int parsers,
      PriceBook prices,
      TokenRatios ratios,
      Supplier<Power> power) {
    this.hardware = hardware;
    this.electricity = electricity;
    this.parserShares = BigDecimal.valueOf(Math.max(hardware.cores(), parsers));
    this.prices = prices;
    this.ratios = ratios;
    this.power = power;
  }

  /**
   * Two local lines, energy and hardware, then one cloud line a product; never in another order. An
   * archive, which has no page of its own, would be sent to no cloud.
   */
  @Override
  public List<CostLine> apply(DocumentRecord document) {
    List<CostLine> lines = new ArrayList<>();
    BigDecimal seconds = machineSeconds(document.timings());
    lines.add(energy(seconds));
    lines.add(hardware(seconds));
    if (document.pages() == 0) {
      return List.copyOf(lines);
    }
    CloudPrice.Work work = cloudWork(document);
    LocalDate day = LocalDate.ofInstant(document.timings().finishedAt(), ZoneOffset.UTC);
    for (CloudPrice price : pricesOf(day)) {
      lines.add(cloud(price, work, document.chunks()));
    }
    return List.copyOf(lines);
  }

  /** Prices are looked up once a day, not once a document. */
  private List<CloudPrice> pricesOf(LocalDate day) {
    Day last = lastDay;
    if (last == null || !last.date().equals(day)) {
      last = new Day(day, prices.on(day));
      lastDay = last;
    }
    return last.prices();
  }

  private record Day(LocalDate date, List<CloudPrice> prices) {}

  private BigDecimal machineSeconds(Timings timings) {
    return BigDecimal.valueOf(timings.modelNanos(), NANO_PLACES)
        .add(
            BigDecimal.valueOf(timings.extractNanos(), NANO_PLACES)
                .divide(parserShares, Decimals.WIDE));
  }

  private CostLine energy(BigDecimal seconds) {
    Power drawn = power.get();
    BigDecimal kwh = electricity.kwh(drawn.watts(), seconds);
    return local(ENERGY, kwh, "kWh", electricity.usd(kwh), drawn.estimated());
  }

  private CostLine hardware(BigDecimal seconds) {
    BigDecimal hours = Decimals.line(seconds.divide(SECONDS_PER_HOUR, Decimals.WIDE));
    BigDecimal amount = Decimals.line(hours.multiply(hardware.usdPerHour()));
    return local(HARDWARE, hours, "hour", amount, hardware.estimated());
  }

  private static CostLine local(
      String item, BigDecimal quantity, String unit, BigDecimal amount, boolean estimated) {
    return new CostLine(
        CostLine.Kind.LOCAL,
        LOCAL_PROVIDER,
        item,
        quantity,
        unit,
        amount,
        "USD",
        estimated,
        null,
        false);
  }

  /**
   * What a cloud would have metered. Its prompt holds a chunk once, with all questions about it, as
   * ours does: prefix and question tokens as they were counted, over all chunks; its answer, what
   * was generated. A cloud's answer would also hold names of fields and brackets, which are not
   * counted, in its favour.
   */
  static CloudPrice.Work cloudWork(DocumentRecord document) {
    TokenUsage usage = document.usage();
    return new CloudPrice.Work(
        usage.prefixTokens() + usage.questionTokens(),
        usage.generatedTokens(),
        document.pages(),
        document.characters());
  }

  private CostLine cloud(CloudPrice price, CloudPrice.Work work, int chunks) {
    BigDecimal ratio = ratios.of(price).likely();
    CloudPrice.Rate rate =
        price.terms().longPrompt() == null
            ? price.rate()
            : price.rateFor(promptTokens(price, work, chunks, ratio));
    return new CostLine(
        CostLine.Kind.CLOUD,
        price.provider(),
        price.item(),
        Decimals.line(rate.quantity(work).multiply(ratio)),
        rate.unit(),
        Decimals.line(rate.amount(work).multiply(ratio)),
        price.currency(),
        rate.estimated(),
        price.effectiveFrom(),
        price.verified());
  }

  /** The seller's tokens of the document's mean prompt: a chunk with the questions about it. */
  private static BigDecimal promptTokens(
      CloudPrice price, CloudPrice.Work work, int chunks, BigDecimal ratio) {
    if (!(price.rate() instanceof CloudPrice.Tokens tokens)) {
      return BigDecimal.ZERO;
    }
    return BigDecimal.valueOf(work.inputTokens())
        .multiply(tokens.tokenizerFactor())
        .multiply(ratio)
        .divide(BigDecimal.valueOf(Math.max(1, chunks)), Decimals.WIDE);
  }
}
