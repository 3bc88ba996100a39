package dev.cartulary.endpoint;

/** A question that came to no answer; the message says why and what to do. */
public final class EndpointException extends RuntimeException {
  private final Reason reason;

  /** Why there is no answer. */
  public enum Reason {
    /** Nobody listens, or the connection broke. */
    UNREACHABLE("check that the server runs and that routing.escalate.endpoint is right"),
    /** The server took too long. */
    TIMED_OUT("raise routing.escalate.timeout-seconds, or give the server more to compute with"),
    /** The server has too much to do, or is about to start. */
    BUSY("send again later"),
    /** The server does not take the key. */
    FORBIDDEN("check the key in the variable that routing.escalate.key-env names"),
    /** The server does not take the question. */
    REFUSED(
        "check routing.escalate.endpoint and routing.escalate.model; the server's log says more"),
    /** The server says something that is no answer. */
    NONSENSE("check that the model follows instructions, and what the server's log says");

    private final String remedy;

    Reason(String remedy) {
      this.remedy = remedy;
    }

    /** Whether another question would fare the same. */
    public boolean isOfTheServer() {
      return this != NONSENSE;
    }
  }

  /**
   * A failure.
   *
   * @param what happened, in words that hold nothing of question and answer
   */
  public EndpointException(Reason reason, String what) {
    super(what + "; " + reason.remedy);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
