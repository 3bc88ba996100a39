package dev.cartulary.cli;

import dev.cartulary.audit.AuditFinding;
import dev.cartulary.audit.AuditVerdict;
import dev.cartulary.audit.KeptHead;
import dev.cartulary.status.Facts;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Checks the audit trail. */
@Command(
    name = "verify",
    description = {
      "Finds events of the audit trail that were changed, removed, put elsewhere or added.",
      "",
      "Every event holds the hash of the one before. Whoever can write to the ledger can also write"
          + " the whole chain anew or cut off its end: that is found with a head that was kept"
          + " elsewhere. A run prints the head at its end."
    },
    exitCodeList = {
      "0:The trail is whole.",
      "1:A fault of this program, or the machine failed it.",
      "2:The arguments or the job file are wrong, or the ledger cannot be opened.",
      "5:The trail is not as it was written; every finding is listed."
    },
    footer = {
      "  cartulary audit verify jobs/nightly-contracts.yaml",
      "  cartulary audit verify jobs/nightly-contracts.yaml --head 4711:9f86d081..."
    })
final class AuditVerifyCommand extends CommandForm implements Callable<Integer> {
  private static final int MOST_LISTED = 100;

  private final Operations operations;
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Mixin private NamedJob job;

  @Option(
      names = "--head",
      paramLabel = "HEAD",
      description = {
        "A head that a run has printed, NUMBER:HASH, or its hash alone: the",
        "trail must still hold that event."
      })
  private @Nullable String head;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  AuditVerifyCommand(Operations operations, Surroundings surroundings) {
    this.operations = operations;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    AuditVerdict verdict = operations.verifyAudit(job.books(surroundings), kept());
    answer.print(() -> facts(verdict), out -> print(verdict, out));
    return verdict.isWhole() ? ExitCode.OK : ExitCode.TAMPERED;
  }

  private static Facts facts(AuditVerdict verdict) {
    return new Facts()
        .with("whole", verdict.isWhole())
        .with("events", verdict.events())
        .with("head", String.valueOf(verdict.head()))
        .with(
            "findings",
            verdict.findings().stream()
                .map(
                    found ->
                        new Facts()
                            .with("event", found.sequence())
                            .with("kind", found.kind().name().toLowerCase(Locale.ROOT))
                            .with("what", found.what()))
                .toList());
  }

  private static void print(AuditVerdict verdict, PrintWriter out) {
    if (verdict.isWhole()) {
      out.println(
          "The audit trail is whole: "
              + Words.count(verdict.events())
              + (verdict.events() == 1 ? " event." : " events."));
      out.println("head  " + verdict.head());
      return;
    }
    out.println("The audit trail is not as it was written:");
    for (AuditFinding found : verdict.findings().stream().limit(MOST_LISTED).toList()) {
      out.println(
          "event "
              + found.sequence()
              + "  "
              + found.kind().name().toLowerCase(Locale.ROOT)
              + ": "
              + found.what());
    }
    if (verdict.findings().size() > MOST_LISTED) {
      out.println("and " + Words.count(verdict.findings().size() - MOST_LISTED) + " more");
    }
  }

  private @Nullable KeptHead kept() {
    if (head == null) {
      return null;
    }
    return KeptHead.parse(head)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--head is what a run has printed after 'audit', NUMBER:HASH, or the 64"
                        + " hexadecimal digits of the hash"));
  }
}
