package dev.cartulary.schedule;

/** A request that no memory budget or context length of this model can ever hold. */
public final class RequestTooLongException extends IllegalArgumentException {
  private final long tokens;
  private final long limit;

  public RequestTooLongException(long tokens, long limit) {
    super(
        "the request needs "
            + tokens
            + " tokens and the model can hold "
            + limit
            + "; use smaller chunks or fewer questions");
    this.tokens = tokens;
    this.limit = limit;
  }

  public long tokens() {
    return tokens;
  }

  public long limit() {
    return limit;
  }
}
