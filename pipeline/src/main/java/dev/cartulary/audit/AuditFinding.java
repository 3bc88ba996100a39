package dev.cartulary.audit;

import static java.util.Objects.requireNonNull;

/**
 * Where a chain is not as it was written.
 *
 * @param sequence of the event that is touched
 * @param what the finding in one sentence
 */
public record AuditFinding(long sequence, Kind kind, String what) {
  public AuditFinding {
    requireNonNull(kind, "kind is null");
    requireNonNull(what, "what is null");
  }

  /** What was done to the chain. */
  public enum Kind {
    /** The event says something else than when it was written. */
    CHANGED,
    /** The event is gone. */
    REMOVED,
    /** Another event stands in this place. */
    REORDERED,
    /** The event was not written by the program. */
    INSERTED
  }
}
