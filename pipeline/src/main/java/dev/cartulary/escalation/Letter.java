package dev.cartulary.escalation;

import static java.util.Objects.requireNonNull;

import dev.cartulary.audit.AuditEvent;
import dev.cartulary.document.DocumentId;
import dev.cartulary.endpoint.ChatEndpoint;

/**
 * A question with its receiver and the text that it is about.
 *
 * @param textDigest names the text; an answer is about this text and no other reading of the bytes
 * @param type name of the document type
 */
public record Letter(
    DocumentId document, String textDigest, String type, ChatEndpoint to, Question question) {
  public Letter {
    requireNonNull(document, "document is null");
    requireNonNull(textDigest, "textDigest is null");
    requireNonNull(type, "type is null");
    requireNonNull(to, "to is null");
    requireNonNull(question, "question is null");
  }

  public String field() {
    return question.field().name();
  }

  /** What the audit trail is told of it. */
  public AuditEvent.Escalated noted() {
    return new AuditEvent.Escalated(document, field(), question.digest(), to.url(), to.model());
  }
}
