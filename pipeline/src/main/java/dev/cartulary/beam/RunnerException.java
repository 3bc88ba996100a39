package dev.cartulary.beam;

/** A job cannot run on the engine that was asked for; the message says why and what helps. */
public final class RunnerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunnerException(String message) {
    super(message);
  }

  RunnerException(String message, Throwable cause) {
    super(message, cause);
  }
}
