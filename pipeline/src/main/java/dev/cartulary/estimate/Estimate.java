package dev.cartulary.estimate;

import dev.cartulary.accounting.CostTotal;
import dev.cartulary.accounting.WorkDone;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CostLine;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What reading all files would take.
 *
 * @param unreadable files that came to no text, which are in none of the sums
 * @param work documents, pages and characters were counted, tokens are estimated
 * @param modelSeconds of the engine
 * @param machineSeconds that cost lines charge
 * @param totals the sums of the cost lines of all files, in the order in which the sample's first
 *     lines come; all are marked as estimated
 */
public record Estimate(
    int files,
    int drawn,
    int unreadable,
    long seed,
    WorkDone work,
    Estimated prefixTokens,
    Estimated questionTokens,
    Estimated generatedTokens,
    Estimated modelSeconds,
    Estimated machineSeconds,
    List<Total> totals) {
  private static final double NANOS = 1e9;

  /** An estimated sum of cost lines. */
  public record Total(CostTotal total, Estimated amount) {}

  public Estimate {
    totals = List.copyOf(totals);
  }

  /**
   * Estimates.
   *
   * @param measured of each drawn file, in the order of {@link Sample#drawn()}
   * @param warmUp what was read before them
   * @param parserShares parsers that make up one machine, as cost lines charge them
   */
  public static Estimate of(
      Sample sample,
      List<Measured> measured,
      WarmUp warmUp,
      int unreadable,
      int parserShares,
      long seed) {
    RatioEstimator estimator = new RatioEstimator(sample, seed);
    ToDoubleFunction<FileSizes> tokens = FileSizes::askedTokens;
    Estimated prefix = estimator.estimate(each(measured, m -> m.usage().prefixTokens()), tokens);
    Estimated question =
        estimator.estimate(each(measured, m -> m.usage().questionTokens()), tokens);
    Estimated generated =
        estimator.estimate(each(measured, m -> m.usage().generatedTokens()), tokens);
    Estimated warm = estimator.estimate(each(measured, m -> m.modelNanos() / NANOS), tokens);
    long asked = sample.sum(FileSizes::askedTokens);
    Estimated model =
        warm.plus(Estimated.exactly(warmUp.excessSeconds(asked == 0 ? 0 : warm.value() / asked)));
    // Every file was parsed, but alone: beside the model a parser takes longer.
    Estimated machine =
        model.plus(
            estimator.estimate(
                each(measured, m -> m.parserNanos() / NANOS / parserShares),
                FileSizes::parserNanos));
    double drawnSeconds =
        measured.stream()
            .mapToDouble(m -> (m.modelNanos() + (double) m.parserNanos() / parserShares) / NANOS)
            .sum();
    List<Total> totals = new ArrayList<>();
    for (CostTotal total : totals(measured)) {
      Estimated amount =
          total.kind() == CostLine.Kind.LOCAL
              ? (drawnSeconds == 0
                  ? Estimated.exactly(0)
                  : machine.times(total.amount().doubleValue() / drawnSeconds))
              : estimator.estimate(each(measured, m -> amount(m, total)), size(total.unit()));
      totals.add(new Total(scaled(total, amount.value()), amount));
    }
    return new Estimate(
        (int) sample.sum(file -> 1),
        sample.drawn().size(),
        unreadable,
        seed,
        new WorkDone(
            sample.sum(FileSizes::documents),
            sample.sum(FileSizes::pages),
            sample.sum(FileSizes::characters),
            new TokenUsage(
                Math.round(prefix.value()),
                Math.round(question.value()),
                Math.round(generated.value()))),
        prefix,
        question,
        generated,
        model,
        machine,
        totals);
  }

  private static List<Double> each(List<Measured> measured, ToDoubleFunction<Measured> figure) {
    return measured.stream().mapToDouble(figure).boxed().toList();
  }

  private static List<CostTotal> totals(List<Measured> measured) {
    return CostTotal.of(measured.stream().flatMap(m -> m.costs().stream()).toList());
  }

  private static double amount(Measured file, CostTotal total) {
    return file.costs().stream()
        .filter(
            line ->
                line.provider().equals(total.provider())
                    && line.item().equals(total.item())
                    && line.unit().equals(total.unit())
                    && line.currency().equals(total.currency()))
        .mapToDouble(line -> line.amount().doubleValue())
        .sum();
  }

  /** What a seller's meter follows. */
  private static ToDoubleFunction<FileSizes> size(String unit) {
    return switch (unit) {
      case "page" -> FileSizes::pages;
      case "token" -> FileSizes::askedTokens;
      default -> FileSizes::characters;
    };
  }

  /** The total with another amount, and as much more or less of what was metered. */
  private static CostTotal scaled(CostTotal total, double amount) {
    BigDecimal whole = BigDecimal.valueOf(amount);
    BigDecimal factor =
        total.amount().signum() == 0
            ? BigDecimal.ONE
            : whole.divide(total.amount(), MathContext.DECIMAL64);
    return new CostTotal(
        total.kind(),
        total.provider(),
        total.item(),
        places(total.quantity().multiply(factor)),
        total.unit(),
        places(whole),
        total.currency(),
        true,
        total.pricedFrom(),
        total.pricedTo(),
        total.verified());
  }

  private static BigDecimal places(BigDecimal value) {
    return value.setScale(12, RoundingMode.HALF_EVEN);
  }

  /** The totals as a comparison takes them. */
  public List<CostTotal> costTotals() {
    return totals.stream().map(Total::total).toList();
  }

  /** What the machine spends, energy and hardware while it works. */
  public Estimated here() {
    return totals.stream()
        .filter(total -> total.total().kind() == CostLine.Kind.LOCAL)
        .map(Total::amount)
        .reduce(Estimated::plus)
        .orElse(Estimated.exactly(0));
  }

  /** The estimated figures that are no costs, by what they are called. */
  public Map<String, Estimated> figures() {
    Map<String, Estimated> figures = new LinkedHashMap<>();
    Stream.of(
            Map.entry("tokens read of documents", prefixTokens),
            Map.entry("tokens read of questions", questionTokens),
            Map.entry("tokens written", generatedTokens),
            Map.entry("seconds of the model", modelSeconds),
            Map.entry("seconds of the machine", machineSeconds))
        .forEach(entry -> figures.put(entry.getKey(), entry.getValue()));
    return figures;
  }
}
