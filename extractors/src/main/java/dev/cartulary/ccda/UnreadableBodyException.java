package dev.cartulary.ccda;

/** A clinical document whose body is not text in XML. The message holds no document text. */
public final class UnreadableBodyException extends Exception {
  private static final long serialVersionUID = 1;

  UnreadableBodyException(String message) {
    super(message);
  }
}
