package dev.cartulary.config;

import static java.util.Objects.requireNonNull;

import dev.cartulary.accounting.Rates;
import dev.cartulary.beam.Runner;
import dev.cartulary.escalation.EscalationChoice;
import dev.cartulary.estimate.Effort;
import dev.cartulary.field.DocumentType;
import dev.cartulary.keys.Encryption;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.privacy.PrivacyChoice;
import dev.cartulary.prompt.Presence;
import dev.cartulary.report.ReportChoice;
import dev.cartulary.routing.Rules;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as its file says, checked; all paths are absolute.
 *
 * @param file the job file
 * @param output folder for the four tables
 * @param chunkTokens longest piece of text for the model; null for what suits the model
 * @param ocrLanguage as Tesseract names it, for example {@code eng+deu}
 * @param reviewThreshold least probability, in [0, 1], of a value that needs no review
 * @param encryption of tables and ledger; null for none
 * @param effort how much the model reads for an estimate
 * @param prometheus file for figures of the last run; null for none
 * @param report what the report shows of documents
 * @param routing what is done with hard cases; null for nothing
 * @param runner the engine that carries out the run
 */
public record Job(
    Path file,
    String name,
    Input input,
    DocumentType type,
    Model model,
    Path output,
    LedgerAddress ledger,
    Limits limits,
    @Nullable Integer chunkTokens,
    String ocrLanguage,
    double reviewThreshold,
    Rates accounting,
    PrivacyChoice privacy,
    @Nullable Encryption encryption,
    Effort effort,
    @Nullable Path prometheus,
    ReportChoice report,
    @Nullable Routing routing,
    Runner runner) {
  public Job {
    requireNonNull(file, "file is null");
    requireNonNull(name, "name is null");
    requireNonNull(input, "input is null");
    requireNonNull(type, "type is null");
    requireNonNull(model, "model is null");
    requireNonNull(output, "output is null");
    requireNonNull(ledger, "ledger is null");
    requireNonNull(limits, "limits is null");
    requireNonNull(ocrLanguage, "ocrLanguage is null");
    requireNonNull(accounting, "accounting is null");
    requireNonNull(privacy, "privacy is null");
    requireNonNull(effort, "effort is null");
    requireNonNull(report, "report is null");
    requireNonNull(runner, "runner is null");
  }

  /** The same job with its model in another number format. */
  public Job with(Precision precision) {
    return new Job(
        file,
        name,
        input,
        type,
        new Model(model.folder(), precision, model.presence()),
        output,
        ledger,
        limits,
        chunkTokens,
        ocrLanguage,
        reviewThreshold,
        accounting,
        privacy,
        encryption,
        effort,
        prometheus,
        report,
        routing,
        runner);
  }

  /** The same job on another engine. */
  public Job with(Runner other) {
    return new Job(
        file,
        name,
        input,
        type,
        model,
        output,
        ledger,
        limits,
        chunkTokens,
        ocrLanguage,
        reviewThreshold,
        accounting,
        privacy,
        encryption,
        effort,
        prometheus,
        report,
        routing,
        other);
  }

  /** The job under another name, over other documents, with another output; nobody watches it. */
  public Job over(String other, Input documents, Path folder) {
    return new Job(
        file,
        other,
        documents,
        type,
        model,
        folder,
        ledger,
        limits,
        chunkTokens,
        ocrLanguage,
        reviewThreshold,
        accounting,
        privacy,
        encryption,
        effort,
        null,
        report,
        routing,
        runner);
  }

  /**
   * The files to read.
   *
   * @param include patterns over paths relative to the folder
   * @param exclude patterns of files to leave out; may be empty
   */
  public record Input(Path folder, List<String> include, List<String> exclude) {
    public Input {
      requireNonNull(folder, "folder is null");
      include = List.copyOf(include);
      exclude = List.copyOf(exclude);
    }
  }

  /**
   * The model to ask.
   *
   * @param folder a HuggingFace checkpoint; null for the embedded model
   * @param presence who says whether there is a value where rules could
   */
  public record Model(@Nullable Path folder, Precision precision, Presence presence) {
    public Model {
      requireNonNull(precision, "precision is null");
      requireNonNull(presence, "presence is null");
    }
  }

  /**
   * What is done with hard cases.
   *
   * @param large the checkpoint that is asked again; null for none
   * @param escalation null where nothing leaves
   */
  public record Routing(Rules rules, @Nullable Model large, @Nullable EscalationChoice escalation) {
    public Routing {
      requireNonNull(rules, "rules is null");
    }
  }

  /** The number format of a model's linear layers. */
  public enum Precision {
    /** What suits the model and the machine. */
    AUTO,
    FLOAT32,
    BFLOAT16,
    INT8,
    INT4
  }

  /**
   * What one document may cost.
   *
   * @param unpackedMib what the documents inside of one file may have together
   * @param parsers parser processes at a time
   * @param parserMemoryMib heap of each
   */
  public record Limits(
      int documentSeconds, int documentPages, int unpackedMib, int parserMemoryMib, int parsers) {}
}
