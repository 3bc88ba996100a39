package dev.cartulary.ledger;

import dev.cartulary.reading.StoreException;

/**
 * A ledger that cannot be opened or used; the message names the ledger, the cause and the remedy,
 * and never a password.
 */
public final class LedgerException extends StoreException {
  public LedgerException(String message, Throwable cause) {
    super(message, cause);
  }

  public LedgerException(String message) {
    super(message);
  }
}
