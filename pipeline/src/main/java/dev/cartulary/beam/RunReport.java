package dev.cartulary.beam;

import static java.util.Objects.requireNonNull;

import dev.cartulary.accounting.Savings;
import dev.cartulary.audit.AuditHead;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.field.Route;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.reading.Changes;
import dev.cartulary.schedule.ModelDescription;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a run did.
 *
 * @param model that read the documents
 * @param files that were listed; with the parts equals documents and failures together
 * @param parts documents found inside of files: attachments, entries of archives
 * @param recalled documents that were finished by an earlier run and not computed again
 * @param failures files by reason; reasons without a file are absent
 * @param usage tokens that the model computed in this run
 * @param wallNanos from the start of the run to its output being visible
 * @param loadNanos time that the engine took to load the model, beside other work
 * @param extractNanos time of parser processes, summed over documents that were extracted in this
 *     run
 * @param prefillNanos the engine's busy time for prefixes and questions; decodeNanos that for
 *     answers
 * @param savings what the delivered documents cost, here and elsewhere
 * @param output the folder of the four tables
 * @param audit the last event of the audit trail when the run had ended
 * @param changes of the files since the last finished run of the job; all are new in the first
 * @param left files that were neither looked at nor taken over from the last run
 * @param routes fields by who has the last word; none where the job does not route
 */
public record RunReport(
    String run,
    ModelDescription model,
    int files,
    long parts,
    long documents,
    long recalled,
    Map<FailureReason, Long> failures,
    long pages,
    long characters,
    long chunks,
    long fieldsFound,
    long fieldsToReview,
    long fieldsUngrounded,
    TokenUsage usage,
    long wallNanos,
    long loadNanos,
    long extractNanos,
    long prefillNanos,
    long decodeNanos,
    Savings savings,
    Path output,
    AuditHead audit,
    Changes changes,
    int left,
    Map<Route, Long> routes) {
  public RunReport {
    requireNonNull(run, "run is null");
    requireNonNull(model, "model is null");
    failures = Map.copyOf(failures);
    routes = Map.copyOf(routes);
    requireNonNull(usage, "usage is null");
    requireNonNull(savings, "savings is null");
    requireNonNull(output, "output is null");
    requireNonNull(audit, "audit is null");
    requireNonNull(changes, "changes is null");
  }

  /** The same after its output has become visible. */
  RunReport ended(long nanos, AuditHead head) {
    return new RunReport(
        run,
        model,
        files,
        parts,
        documents,
        recalled,
        failures,
        pages,
        characters,
        chunks,
        fieldsFound,
        fieldsToReview,
        fieldsUngrounded,
        usage,
        nanos,
        loadNanos,
        extractNanos,
        prefillNanos,
        decodeNanos,
        savings,
        output,
        head,
        changes,
        left,
        routes);
  }

  /** What the program tells the shell when the tables are visible: 3 if some files failed. */
  public int exitCode() {
    return failed() == 0 ? 0 : 3;
  }

  public long failed() {
    return failures.values().stream().mapToLong(Long::longValue).sum();
  }

  public long modelNanos() {
    return prefillNanos + decodeNanos;
  }
}
