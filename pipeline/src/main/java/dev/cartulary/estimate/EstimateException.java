package dev.cartulary.estimate;

/** There is nothing to estimate from; the message says why and what to do. */
public final class EstimateException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public EstimateException(String message) {
    super(message);
  }
}
