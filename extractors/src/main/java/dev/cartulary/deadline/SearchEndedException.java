package dev.cartulary.deadline;

/** A search was ended because its thread was interrupted. */
final class SearchEndedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
