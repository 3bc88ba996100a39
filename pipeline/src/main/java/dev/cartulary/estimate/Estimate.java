package dev.cartulary.estimate;

import static java.util.stream.Collectors.toList;

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
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What reading all files would take.
 *
 * @param drawn files that the model read
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
   * @param sample of all files but those of {@code first}
   * @param measured of each drawn file, in the order of {@link Sample#drawn()}
   * @param parserShares parsers that make up one machine, as cost lines charge them
   */
  public static Estimate of(
      Sample sample,
      List<Measured> measured,
      ReadFirst first,
      int unreadable,
      int parserShares,
      long seed) {
    Sums sums = new Sums(new RatioEstimator(sample, seed), measured, first);
    ToDoubleFunction<FileSizes> tokens = FileSizes::askedTokens;
    Estimated prefix = sums.of(m -> m.usage().prefixTokens(), tokens);
    Estimated question = sums.of(m -> m.usage().questionTokens(), tokens);
    Estimated generated = sums.of(m -> m.usage().generatedTokens(), tokens);
    Estimated model = sums.of(m -> m.modelNanos() / NANOS, tokens);
    // Every file was parsed, but alone: beside the model a parser takes longer.
    ToDoubleFunction<Measured> parsers = m -> m.parserNanos() / NANOS / parserShares;
    Estimated machine = model.plus(sums.of(parsers, FileSizes::parserNanos));
    List<Measured> read =
        Stream.concat(measured.stream(), first.measured().stream()).collect(toList());
    double readSeconds =
        read.stream().mapToDouble(m -> m.modelNanos() / NANOS + parsers.applyAsDouble(m)).sum();
    List<Total> totals = new ArrayList<>();
    for (CostTotal total : totals(read)) {
      Estimated amount =
          total.kind() == CostLine.Kind.LOCAL
              ? (readSeconds == 0
                  ? Estimated.exactly(0)
                  : machine.times(total.amount().doubleValue() / readSeconds))
              : sums.of(m -> amount(m, total), size(total.unit()));
      totals.add(new Total(scaled(total, amount.value()), amount));
    }
    return new Estimate(
        (int) sums.counted(file -> 1),
        read.size(),
        unreadable,
        seed,
        new WorkDone(
            sums.counted(FileSizes::documents),
            sums.counted(FileSizes::pages),
            sums.counted(FileSizes::characters),
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

  /** Sums over all files: those read first are known, the sample stands for the rest. */
  private record Sums(RatioEstimator rest, List<Measured> measured, ReadFirst first) {
    Estimated of(ToDoubleFunction<Measured> figure, ToDoubleFunction<FileSizes> by) {
      return rest.estimate(each(measured, figure), by).plus(first.took(figure));
    }

    long counted(ToLongFunction<FileSizes> size) {
      return rest.sample().sum(size) + first.sum(size);
    }
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
