package dev.cartulary.keys;

/** Keys that cannot be used; the message names where they are, the cause and the remedy. */
public final class KeyException extends RuntimeException {
  KeyException(String message) {
    super(message);
  }

  KeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
