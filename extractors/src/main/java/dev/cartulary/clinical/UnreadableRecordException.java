package dev.cartulary.clinical;

import static java.util.Objects.requireNonNull;

import dev.cartulary.outcome.FailureReason;

/** A clinical file that cannot be shown. The message names the place, never what stands there. */
public final class UnreadableRecordException extends Exception {
  private static final long serialVersionUID = 1;

  private final FailureReason reason;

  public UnreadableRecordException(FailureReason reason, String message) {
    super(message);
    this.reason = requireNonNull(reason, "reason is null");
  }

  public FailureReason reason() {
    return reason;
  }
}
