package dev.cartulary.constrain;

/**
 * A regular language of byte strings, read byte by byte.
 *
 * <p>From a state that neither accepts nor is {@link #FAR}, some token leads to one whose distance
 * is less.
 */
interface Leaf extends Vocabulary.ByteMachine {
  /** The distance where this model's tokens cannot write an end. */
  int FAR = Integer.MAX_VALUE / 2;

  long initial();

  boolean isAccepting(long state);

  /** Tokens within which an accepting state can surely be reached. */
  int distance(long state);

  /** Whether a byte can follow. */
  boolean goesOn(long state);

  /** The sum of two distances. */
  static int plus(int distance, int other) {
    return Math.min(FAR, distance + other);
  }
}
