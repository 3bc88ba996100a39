package dev.cartulary.cli;

import dev.cartulary.accounting.Assumptions;
import dev.cartulary.accounting.Comparison;
import dev.cartulary.accounting.ComparisonText;
import dev.cartulary.accounting.Escalated;
import dev.cartulary.accounting.HardwareProfile;
import dev.cartulary.accounting.Interval;
import dev.cartulary.accounting.Savings;
import dev.cartulary.accounting.SavingsText;
import dev.cartulary.accounting.TokenRatios;
import dev.cartulary.accounting.WorkDone;
import dev.cartulary.config.Books;
import dev.cartulary.evaluation.EvaluationFolder;
import dev.cartulary.evaluation.Row;
import dev.cartulary.report.SavingsPage;
import dev.cartulary.status.Facts;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares costs. */
@Command(
    name = "savings",
    description = {
      "Compares what documents cost here with what clouds would have taken.",
      "",
      "Prices come from the ledger's price book, each with its date and whether it was read at the"
          + " seller's own page. It is said as plainly when a cloud is cheaper. How every figure is"
          + " computed is in docs/accounting.md."
    },
    exitCodeList = {
      "0:Printed.",
      "1:A fault of this program, or the machine failed it.",
      "2:An option, the job file or the ledger's address is wrong, or the ledger cannot be"
          + " opened, or holds no finished run."
    },
    footer = {
      "  cartulary savings jobs/savings-estimate.yaml",
      "  cartulary savings jobs/nightly-contracts.yaml --volume 500/day --hardware server",
      "  cartulary savings jobs/nightly-contracts.yaml --what-if electricity=0.30",
      "  cartulary savings jobs/nightly-contracts.yaml --html savings.html",
      "  cartulary savings --ledger jdbc:h2:file:./out/ledger --runs all"
    })
final class SavingsCommand extends CommandForm implements Callable<Integer> {
  private static final Pattern VOLUME =
      Pattern.compile("(?<number>\\d{1,12}(\\.\\d{1,6})?)(/(?<unit>day|month|year))?");
  private static final BigDecimal MONTHS = BigDecimal.valueOf(12);
  private static final BigDecimal DAYS = BigDecimal.valueOf(365);

  private final Operations operations;
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Mixin private JobOrLedger ledger;

  @Option(
      names = "--runs",
      paramLabel = "RUN",
      split = ",",
      description = "Runs by their ids, or all; by default the last one.")
  private List<String> runs = new ArrayList<>();

  @Option(
      names = "--volume",
      paramLabel = "N[/day|/month|/year]",
      description =
          "Documents that are to be read. Says how much of its time the machine works, in the place"
              + " of its profile's utilisation, and what a year costs.")
  private @Nullable String volume;

  @Option(
      names = "--hardware",
      paramLabel = "PROFILE",
      description =
          "Another machine: the name of a profile in the folder hardware, or its .yaml file. Hours"
              + " are taken as they were measured here, divided by the speed that the profile"
              + " states.")
  private @Nullable String hardware;

  @Option(
      names = "--what-if",
      paramLabel = "KEY=VALUE",
      description =
          "Another figure: a key of the job's accounting part, or electricity for the price of a"
              + " kilowatt-hour. May be given several times.")
  private Map<String, String> whatIfs = new TreeMap<>();

  @Option(
      names = "--quality",
      paramLabel = "FOLDER",
      description = "An evaluation's folder, whose F1 is put beside the price.")
  private @Nullable Path quality;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the comparison as a page with charts, too; it needs no network.")
  private @Nullable Path html;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  SavingsCommand(Operations operations, Surroundings surroundings) {
    this.operations = operations;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    BigDecimal perDay = volume == null ? null : perDay(volume);
    Books books = ledger.books(surroundings);
    Books supposed = books.supposing(whatIfs, hardware, Path.of("").toAbsolutePath());
    Comparison.Quality measured = quality == null ? null : quality(quality);
    Optional<Savings> savings =
        operations.savings(books, new Supposition(runs, supposed.accounting(), perDay));
    if (savings.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("The ledger holds no finished run of this job yet: run it first.");
      return ExitCode.USAGE;
    }
    if (savings.get().work().documents() == 0) {
      answer.print(() -> facts(savings.get()), out -> out.print(SavingsText.of(savings.get())));
      return ExitCode.OK;
    }
    Comparison comparison = comparison(savings.get(), books, supposed, perDay, measured);
    Path page =
        html == null
            ? null
            : Pages.write(html, SavingsPage.of(comparison, LocalDate.now(ZoneOffset.UTC)));
    answer.print(
        () -> facts(savings.get()).with("page", page == null ? null : page.toString()),
        out -> {
          out.print(ComparisonText.of(comparison));
          if (page != null) {
            out.println();
            out.println("written to " + page);
          }
        });
    return ExitCode.OK;
  }

  private static Facts facts(Savings savings) {
    return new Facts()
        .with("currency", Savings.CURRENCY)
        .with("documents", savings.work().documents())
        .with("pages", savings.work().pages())
        .with("hardware", savings.hardware().name())
        .with("energy", savings.local().energy())
        .with("machine", savings.local().hardware())
        .with("busy_only", savings.local().busyOnly())
        .with("idle_included", savings.local().wholeLife())
        .with("escalated", escalated(savings))
        .with("review", review(savings.work()))
        .with(
            "clouds",
            savings.offers().stream()
                .map(
                    offer ->
                        new Facts()
                            .with("provider", offer.total().provider())
                            .with("product", offer.total().item())
                            .with("total", offer.total().amount())
                            .with("saved_idle_included", offer.savedWholeLife())
                            .with("saved_busy_only", offer.savedBusyOnly())
                            .with("stale", offer.stale()))
                .toList());
  }

  private static Facts escalated(Savings savings) {
    Escalated escalated = savings.work().escalated();
    return new Facts()
        .with("questions", escalated.questions())
        .with("prompt_tokens", escalated.promptTokens())
        .with("completion_tokens", escalated.completionTokens())
        .with("amount", savings.rates().escalation() == null ? null : savings.local().elsewhere());
  }

  private static Facts review(WorkDone work) {
    Facts review = new Facts();
    WorkDone.Counts counts = work.counts();
    if (counts != null) {
      review.with("fields", counts.toReview());
    }
    return review
        .with("decisions", work.reviewed().decisions())
        .with("seconds", work.reviewed().seconds());
  }

  private Comparison comparison(
      Savings savings,
      Books books,
      Books supposed,
      @Nullable BigDecimal perDay,
      Comparison.@Nullable Quality measured) {
    Assumptions assumptions =
        new Assumptions(
            perDay,
            books.embeddedModel() ? TokenRatios.embedded() : TokenRatios.unmeasured(),
            supposed.accounting().review(),
            stated(books, supposed));
    return Comparison.of(savings, measured == null ? assumptions : assumptions.with(measured));
  }

  private List<String> stated(Books books, Books supposed) {
    List<String> sentences = new ArrayList<>();
    HardwareProfile other = supposed.accounting().hardware();
    if (!other.name().equals(books.accounting().hardware().name())) {
      sentences.add(
          "The work was done on "
              + books.accounting().hardware().name()
              + " and is costed for "
              + other.name()
              + ": its hours are those measured"
              + (other.speed().compareTo(BigDecimal.ONE) == 0
                  ? ", though that machine may be faster or slower (relative-speed in its profile"
                      + " says how much)"
                  : " divided by " + other.speed().toPlainString() + ", its stated relative speed")
              + "; its energy is its stated watts for these hours.");
    }
    whatIfs.forEach((key, value) -> sentences.add("What if " + key + " is " + value + "."));
    if (volume != null) {
      sentences.add(
          "The machine works for as much of its time as " + volume + " asks for, evenly.");
    }
    return sentences;
  }

  private BigDecimal perDay(String text) {
    Matcher matcher = VOLUME.matcher(text);
    if (!matcher.matches() || new BigDecimal(matcher.group("number")).signum() == 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--volume is '" + text + "'; write documents a day, for example --volume 500/day");
    }
    BigDecimal number = new BigDecimal(matcher.group("number"));
    String unit = Objects.requireNonNullElse(matcher.group("unit"), "day");
    return switch (unit) {
      case "month" -> number.multiply(MONTHS).divide(DAYS, MathContext.DECIMAL128);
      case "year" -> number.divide(DAYS, MathContext.DECIMAL128);
      default -> number;
    };
  }

  private static Comparison.Quality quality(Path folder) {
    Row row = EvaluationFolder.f1(folder);
    BigDecimal value = BigDecimal.valueOf(row.value());
    return new Comparison.Quality(
        new Interval(
            BigDecimal.valueOf(row.low()).min(value),
            value,
            BigDecimal.valueOf(row.high()).max(value)),
        row.n(),
        folder.toString());
  }
}
