package dev.cartulary.evaluation;

/**
 * An evaluation cannot be read or compared; the message names the file, the cause and the remedy.
 */
public final class EvaluationException extends RuntimeException {
  EvaluationException(String message) {
    super(message);
  }
}
