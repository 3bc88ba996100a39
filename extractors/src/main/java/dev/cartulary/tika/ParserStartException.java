package dev.cartulary.tika;

/**
 * No parser process can be started, so no document can be read: a fault of the installation, not of
 * a document. The message says what the process said, and the remedy.
 */
public final class ParserStartException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ParserStartException(String message) {
    super(message);
  }

  ParserStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
