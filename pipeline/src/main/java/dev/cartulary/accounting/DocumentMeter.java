package dev.cartulary.accounting;

import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Timings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Tells what a document took here and what a cloud would have counted of it. Safe for use by
 * several threads.
 *
 * <p>Here: energy, and the purchase and upkeep of the whole machine for the time that it worked on
 * the document; time in which it waits is not in it, {@link Savings} adds it.
 */
public final class DocumentMeter implements Function<DocumentRecord, Metered> {
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
  private final TokenRatios ratios;
  private final Supplier<Power> power;

  /**
   * @param parsers parser processes that work at a time
   * @param ratios how the sellers' tokens are to those that the model counts
   * @param power what the machine draws while it works, asked for each document
   */
  public DocumentMeter(
      HardwareProfile hardware,
      Electricity electricity,
      int parsers,
      TokenRatios ratios,
      Supplier<Power> power) {
    this.hardware = hardware;
    this.electricity = electricity;
    this.parserShares = BigDecimal.valueOf(Math.max(hardware.cores(), parsers));
    this.ratios = ratios;
    this.power = power;
  }

  @Override
  public Metered apply(DocumentRecord document) {
    BigDecimal seconds = machineSeconds(document.timings());
    return new Metered(
        LocalDate.ofInstant(document.timings().finishedAt(), ZoneOffset.UTC),
        ratios.name(),
        cloudWork(document),
        document.chunks(),
        energy(seconds),
        hardware(seconds));
  }

  private BigDecimal machineSeconds(Timings timings) {
    return BigDecimal.valueOf(timings.modelNanos(), NANO_PLACES)
        .add(
            BigDecimal.valueOf(timings.extractNanos(), NANO_PLACES)
                .divide(parserShares, Decimals.WIDE));
  }

  private Metered.Spent energy(BigDecimal seconds) {
    Power drawn = power.get();
    BigDecimal kwh = electricity.kwh(drawn.watts(), seconds);
    return new Metered.Spent(kwh, electricity.usd(kwh), drawn.estimated());
  }

  private Metered.Spent hardware(BigDecimal seconds) {
    BigDecimal hours = Decimals.line(seconds.divide(SECONDS_PER_HOUR, Decimals.WIDE));
    return new Metered.Spent(
        hours, Decimals.line(hours.multiply(hardware.usdPerHour())), hardware.estimated());
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
}
