package dev.cartulary.phi;

/**
 * A word or a number of a text.
 *
 * @param word as it stands there, without a possessive {@code 's}
 * @param lower the word in lower case, with a straight apostrophe
 */
record Token(int start, int end, String word, String lower, Shape shape) {
  /** How a word is written. */
  enum Shape {
    /** A capital and at least one small letter. */
    CAPITALISED,
    /** Two capitals or more and no small letter. */
    UPPER,
    /** One capital. */
    INITIAL,
    LOWER,
    /** Begins with a digit. */
    NUMBER
  }

  /** Whether the word begins with a capital. */
  boolean capital() {
    return shape == Shape.CAPITALISED || shape == Shape.UPPER || shape == Shape.INITIAL;
  }

  /** Whether the word is a number or code with at least {@code digits} digits. */
  boolean hasDigits(int digits) {
    return word.chars().filter(Character::isDigit).count() >= digits;
  }
}
