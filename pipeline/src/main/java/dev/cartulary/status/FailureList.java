package dev.cartulary.status;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cartulary.ledger.FailedFile;
import dev.cartulary.ledger.FinishedRun;
import dev.cartulary.outcome.Failure;
import java.util.List;
import java.util.Locale;

/** What a finished run could not read. */
public record FailureList(FinishedRun run, List<FailedFile> files) {
  public FailureList {
    requireNonNull(run, "run is null");
    files = List.copyOf(files);
  }

  /** As JSON, ended by a line feed; docs/operations.md names the members. */
  public String json() {
    ObjectNode list = Json.object();
    list.put("run", run.id());
    list.put("job", run.job());
    list.put("finished_at", run.finishedAt().toString());
    ArrayNode failures = list.putArray("failures");
    for (FailedFile file : files) {
      Failure failure = file.failure();
      ObjectNode each = failures.addObject();
      each.put("path", failure.path());
      each.put("document_id", failure.id() == null ? null : failure.id().sha256());
      each.put("reason", failure.reason().name().toLowerCase(Locale.ROOT));
      each.put("stage", failure.stage().name().toLowerCase(Locale.ROOT));
      each.put("message", failure.message());
      each.put("remedy", failure.reason().remedy());
      each.put("retryable", failure.reason().retryable());
      each.put("attempts", file.attempts());
      each.put("since", file.since().toString());
    }
    return Json.text(list);
  }
}
