package dev.cartulary.deadline;

import java.time.Duration;

/** Work took longer than it may. */
public final class DeadlineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration time;

  /** For work that had {@code time}. */
  public DeadlineException(Duration time) {
    this.time = time;
  }

  @Override
  public String getMessage() {
    return "it took longer than " + time.toMillis() / 1000.0 + " seconds";
  }
}
