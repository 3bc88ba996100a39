package dev.cartulary.ledger;

import dev.cartulary.reading.StoreException;

/**
 * A ledger that cannot be opened or used; the message names the ledger, the cause and the remedy,
 * and never a password.
 */
public final class LedgerException extends StoreException {
  private final boolean held;

  public LedgerException(String message, Throwable cause) {
    super(message, cause);
    this.held = false;
  }

  public LedgerException(String message) {
    super(message);
    this.held = false;
  }

  private LedgerException(String message, boolean held) {
    super(message);
    this.held = held;
  }

  /** Another process has what is wanted, and will give it back. */
  static LedgerException held(String message) {
    return new LedgerException(message, true);
  }

  /** Whether another process holds the ledger or the job in it, and will end. */
  public boolean isHeld() {
    return held;
  }
}
