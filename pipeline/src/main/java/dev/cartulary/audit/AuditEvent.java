package dev.cartulary.audit;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.DocumentId;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done and must be known later. {@code docs/audit.md} explains every fact; a
 * name is never given another meaning.
 */
public sealed interface AuditEvent {
  /** What was done, for example {@code run.started}. */
  String action();

  /** By name; what is unknown is absent. */
  Map<String, String> facts();

  /**
   * A job begins. The events of its documents name the run.
   *
   * @param work fingerprint of all that can change a record
   * @param model fingerprint of weights, number format and prompt words
   * @param prompt version of the questions
   * @param schema the document type's name and fingerprint
   * @param code version of this program
   */
  record RunStarted(
      String run,
      String job,
      String work,
      Model model,
      String prompt,
      Schema schema,
      String code,
      String input)
      implements AuditEvent {
    @Override
    public String action() {
      return "run.started";
    }

    @Override
    public Map<String, String> facts() {
      return Facts.of("run", run)
          .and("command", "run")
          .and("job", job)
          .and("work", work)
          .and("model", model.name())
          .and("model_fingerprint", model.fingerprint())
          .and("precision", model.precision())
          .and("prompt", prompt)
          .and("schema", schema.name())
          .and("schema_fingerprint", schema.fingerprint())
          .and("code", code)
          .and("input", input)
          .map();
    }
  }

  /** The model that answers. */
  record Model(String name, String fingerprint, String precision) {}

  /** The document type that is filled. */
  record Schema(String name, String fingerprint) {}

  /**
   * A run delivers a document.
   *
   * @param recalled whether its record was computed earlier, by a run of the same work
   */
  record DocumentRead(String run, DocumentId document, boolean recalled) implements AuditEvent {
    @Override
    public String action() {
      return "document.read";
    }

    @Override
    public Map<String, String> facts() {
      return Facts.of("run", run)
          .and("document", document.sha256())
          .and("how", recalled ? "recalled" : "computed")
          .map();
    }
  }

  /**
   * A file of a run came to no record.
   *
   * @param document null when its bytes could not be read
   */
  record DocumentFailed(String run, @Nullable DocumentId document, String stage, String reason)
      implements AuditEvent {
    @Override
    public String action() {
      return "document.failed";
    }

    @Override
    public Map<String, String> facts() {
      return Facts.of("run", run)
          .and("document", document == null ? null : document.sha256())
          .and("stage", stage)
          .and("reason", reason)
          .map();
    }
  }

  /**
   * A run's tables are complete and are made visible next.
   *
   * @param rows of each table
   * @param identifiers what was done to what identifies persons: {@code keep} if nothing
   * @param fields that are masked or encrypted by themselves, as {@code birth_date=mask}; empty for
   *     none
   * @param egress where results went besides the folder: {@code none}, or {@code ledger} where that
   *     is a database server
   */
  record TablesReleased(
      String run,
      String folder,
      SortedMap<String, Long> rows,
      String identifiers,
      String fields,
      String egress)
      implements AuditEvent {
    public TablesReleased {
      rows = new TreeMap<>(rows);
    }

    @Override
    public String action() {
      return "tables.released";
    }

    @Override
    public Map<String, String> facts() {
      Facts facts =
          Facts.of("run", run)
              .and("folder", folder)
              .and("identifiers", identifiers)
              .and("fields", fields.isEmpty() ? null : fields)
              .and("egress", egress);
      rows.forEach((table, count) -> facts.and("rows_" + table, String.valueOf(count)));
      return facts.map();
    }
  }

  /** A run's tables are visible. */
  record RunFinished(String run, int documents, int failures) implements AuditEvent {
    @Override
    public String action() {
      return "run.finished";
    }

    @Override
    public Map<String, String> facts() {
      return Facts.of("run", run)
          .and("documents", String.valueOf(documents))
          .and("failures", String.valueOf(failures))
          .map();
    }
  }

  /**
   * A command reads values or text of documents and shows or writes them.
   *
   * @param command of this program
   * @param folder whose tables are read
   */
  record ValuesRead(String command, String job, String folder) implements AuditEvent {
    @Override
    public String action() {
      return "values.read";
    }

    @Override
    public Map<String, String> facts() {
      return Facts.of("command", command).and("job", job).and("folder", folder).map();
    }
  }

  /** A person is shown the documents of a job to review their fields. */
  record ReviewOpened(String job, String reviewer) implements AuditEvent {
    @Override
    public String action() {
      return "review.opened";
    }

    @Override
    public Map<String, String> facts() {
      return Facts.of("command", "review").and("job", job).and("reviewer", reviewer).map();
    }
  }

  /**
   * A person decided about a field; which value is in the ledger alone.
   *
   * @param place of the value in the text, as the ledger writes it; empty for the whole field
   * @param version counts the decisions about it
   */
  record FieldDecided(
      DocumentId document, String field, String place, int version, String verdict, String reviewer)
      implements AuditEvent {
    @Override
    public String action() {
      return "field.decided";
    }

    @Override
    public Map<String, String> facts() {
      return Facts.of("document", document.sha256())
          .and("field", field)
          .and("place", place.isEmpty() ? null : place)
          .and("version", String.valueOf(version))
          .and("verdict", verdict)
          .and("reviewer", reviewer)
          .map();
    }
  }

  /** What leaves, or may leave, for an endpoint: never its words. */
  record Escalated(
      DocumentId document, String field, String request, String endpoint, String model) {
    private Facts facts() {
      return Facts.of("document", document.sha256())
          .and("field", field)
          .and("request", request)
          .and("endpoint", endpoint)
          .and("model", model);
    }
  }

  /**
   * Somebody allowed a question to be sent.
   *
   * @param standing whether the job's written consent does, for every question
   */
  record EscalationApproved(Escalated what, String approver, boolean standing)
      implements AuditEvent {
    @Override
    public String action() {
      return "escalation.approved";
    }

    @Override
    public Map<String, String> facts() {
      return what.facts()
          .and("approver", approver)
          .and("how", standing ? "standing consent" : "person")
          .map();
    }
  }

  /** Somebody took back that a question may be sent. */
  record EscalationWithdrawn(Escalated what, String by) implements AuditEvent {
    @Override
    public String action() {
      return "escalation.withdrawn";
    }

    @Override
    public Map<String, String> facts() {
      return what.facts().and("by", by).map();
    }
  }

  /**
   * A question is sent next.
   *
   * @param characters of what is sent
   */
  record EscalationSent(Escalated what, int characters) implements AuditEvent {
    @Override
    public String action() {
      return "escalation.sent";
    }

    @Override
    public Map<String, String> facts() {
      return what.facts().and("characters", String.valueOf(characters)).map();
    }
  }

  /**
   * A question came to an answer.
   *
   * @param values that it gave
   * @param ungrounded those among them that the passage does not hold
   */
  record EscalationAnswered(
      Escalated what, int values, int ungrounded, long promptTokens, long completionTokens)
      implements AuditEvent {
    @Override
    public String action() {
      return "escalation.answered";
    }

    @Override
    public Map<String, String> facts() {
      return what.facts()
          .and("values", String.valueOf(values))
          .and("ungrounded", String.valueOf(ungrounded))
          .and("prompt_tokens", String.valueOf(promptTokens))
          .and("completion_tokens", String.valueOf(completionTokens))
          .map();
    }
  }

  /** A question came to no answer. */
  record EscalationFailed(Escalated what, String reason) implements AuditEvent {
    @Override
    public String action() {
      return "escalation.failed";
    }

    @Override
    public Map<String, String> facts() {
      return what.facts().and("reason", reason).map();
    }
  }

  /** The trail itself is written out, up to this event. */
  record TrailExported(String job) implements AuditEvent {
    @Override
    public String action() {
      return "audit.exported";
    }

    @Override
    public Map<String, String> facts() {
      return Facts.of("command", "audit export").and("job", job).map();
    }
  }

  /**
   * Documents are about to be removed.
   *
   * @param criterion which ones
   * @param documents how many
   */
  record PurgeStarted(String job, String criterion, int documents) implements AuditEvent {
    @Override
    public String action() {
      return "purge.started";
    }

    @Override
    public Map<String, String> facts() {
      return Facts.of("command", "purge")
          .and("job", job)
          .and("criterion", criterion)
          .and("documents", String.valueOf(documents))
          .map();
    }
  }

  /**
   * A document is removed from the ledger, and was from the tables before.
   *
   * @param barred whether a run refuses to read its bytes again
   */
  record DocumentPurged(DocumentId document, boolean barred) implements AuditEvent {
    @Override
    public String action() {
      return "document.purged";
    }

    @Override
    public Map<String, String> facts() {
      return Facts.of("document", document.sha256()).and("barred", String.valueOf(barred)).map();
    }
  }

  /**
   * A purge is done and was checked.
   *
   * @param counts rows by where they were: {@code before_}, {@code removed_} and {@code left_}
   */
  record PurgeFinished(String job, SortedMap<String, Long> counts) implements AuditEvent {
    public PurgeFinished {
      counts = new TreeMap<>(counts);
    }

    @Override
    public String action() {
      return "purge.finished";
    }

    @Override
    public Map<String, String> facts() {
      Facts facts = Facts.of("job", job);
      counts.forEach((where, count) -> facts.and(where, String.valueOf(count)));
      return facts.map();
    }
  }

  /** Facts that are being put together. */
  final class Facts {
    private final SortedMap<String, String> map = new TreeMap<>();

    private Facts() {}

    static Facts of(String name, String value) {
      return new Facts().and(name, value);
    }

    Facts and(String name, @Nullable String value) {
      requireNonNull(name, "name is null");
      if (value != null) {
        map.put(name, value);
      }
      return this;
    }

    Map<String, String> map() {
      return map;
    }
  }
}
