package dev.cartulary.audit;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a check of a chain has found.
 *
 * @param events that are there
 * @param findings in the order of the chain; empty when the chain is whole
 */
public record AuditVerdict(long events, AuditHead head, List<AuditFinding> findings) {
  public AuditVerdict {
    requireNonNull(head, "head is null");
    findings = List.copyOf(findings);
  }

  public boolean isWhole() {
    return findings.isEmpty();
  }
}
