package dev.cartulary.reading;

/** A store that cannot keep what it was given: going on would lose work, so the run ends. */
public abstract class StoreException extends RuntimeException {
  protected StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  protected StoreException(String message) {
    super(message);
  }
}
