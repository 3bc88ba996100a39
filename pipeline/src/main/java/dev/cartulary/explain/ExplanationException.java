package dev.cartulary.explain;

/** A document or a field is not there, or could be several; the message lists the choices. */
public final class ExplanationException extends RuntimeException {
  ExplanationException(String message) {
    super(message);
  }
}
