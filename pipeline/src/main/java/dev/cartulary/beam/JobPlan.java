package dev.cartulary.beam;

import static java.util.Objects.requireNonNull;

import dev.cartulary.accounting.Rates;
import dev.cartulary.accounting.TokenRatios;
import dev.cartulary.field.DocumentType;
import dev.cartulary.keys.Encryption;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.privacy.PrivacyChoice;
import dev.cartulary.report.ReportChoice;
import dev.cartulary.tika.ParserLimits;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a run needs to know, checked; travels to every worker.
 *
 * @param productVersion of this program, noted with the run
 * @param chunkTokens longest chunk; null for what suits the model
 * @param reviewThreshold least probability of a value that needs no review
 * @param rates by which its work is charged
 * @param encryption of tables and ledger; null for none
 * @param report what the report shows of documents; the ledger never keeps texts where anything is
 *     hidden
 * @param selection which files a run looks at
 * @param routing what is done with hard cases; null for nothing
 */
public record JobPlan(
    String name,
    String productVersion,
    String inputFolder,
    List<String> includes,
    List<String> excludes,
    DocumentType type,
    ModelChoice model,
    @Nullable Integer chunkTokens,
    ParserLimits limits,
    double reviewThreshold,
    LedgerAddress ledger,
    String outputFolder,
    Rates rates,
    PrivacyChoice privacy,
    @Nullable Encryption encryption,
    ReportChoice report,
    Selection selection,
    @Nullable RoutingPlan routing)
    implements Serializable {
  public JobPlan {
    requireNonNull(name, "name is null");
    requireNonNull(productVersion, "productVersion is null");
    requireNonNull(inputFolder, "inputFolder is null");
    includes = List.copyOf(includes);
    excludes = List.copyOf(excludes);
    requireNonNull(type, "type is null");
    requireNonNull(model, "model is null");
    requireNonNull(limits, "limits is null");
    requireNonNull(ledger, "ledger is null");
    requireNonNull(outputFolder, "outputFolder is null");
    requireNonNull(rates, "rates is null");
    requireNonNull(privacy, "privacy is null");
    requireNonNull(report, "report is null");
    requireNonNull(selection, "selection is null");
  }

  /** A plan that looks at every file, with the usual report. */
  public JobPlan(
      String name,
      String productVersion,
      String inputFolder,
      List<String> includes,
      List<String> excludes,
      DocumentType type,
      ModelChoice model,
      @Nullable Integer chunkTokens,
      ParserLimits limits,
      double reviewThreshold,
      LedgerAddress ledger,
      String outputFolder,
      Rates rates,
      PrivacyChoice privacy,
      @Nullable Encryption encryption) {
    this(
        name,
        productVersion,
        inputFolder,
        includes,
        excludes,
        type,
        model,
        chunkTokens,
        limits,
        reviewThreshold,
        ledger,
        outputFolder,
        rates,
        privacy,
        encryption,
        ReportChoice.USUAL,
        Selection.ALL,
        null);
  }

  /** The same plan for other files. */
  public JobPlan with(Selection other) {
    return new JobPlan(
        name,
        productVersion,
        inputFolder,
        includes,
        excludes,
        type,
        model,
        chunkTokens,
        limits,
        reviewThreshold,
        ledger,
        outputFolder,
        rates,
        privacy,
        encryption,
        report,
        other,
        routing);
  }

  /** The same plan with another wish for privacy. */
  public JobPlan with(PrivacyChoice choice) {
    return new JobPlan(
        name,
        productVersion,
        inputFolder,
        includes,
        excludes,
        type,
        model,
        chunkTokens,
        limits,
        reviewThreshold,
        ledger,
        outputFolder,
        rates,
        choice,
        encryption,
        report,
        selection,
        routing);
  }

  /** How the sellers' tokens are to those that the model counts. */
  TokenRatios tokenRatios() {
    return model.location().equals(ModelChoice.EMBEDDED)
        ? TokenRatios.embedded()
        : TokenRatios.unmeasured();
  }

  /** How many documents are read at a time: the model has work while others are parsed. */
  int readers() {
    return limits.processes() + 2;
  }
}
