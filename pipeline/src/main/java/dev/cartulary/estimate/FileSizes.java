package dev.cartulary.estimate;

import static java.util.Objects.requireNonNull;

/**
 * What a file has, with all documents inside of it, as far as it is known without the model.
 *
 * @param name tells files apart; the order of names settles ties
 * @param characters UTF-16 code units of text
 * @param askedTokens of the chunks that the model would have to read
 * @param parserNanos that taking out the text took
 */
public record FileSizes(
    String name, long documents, long pages, long characters, long askedTokens, long parserNanos) {
  public FileSizes {
    requireNonNull(name, "name is null");
    if (documents < 0 || pages < 0 || characters < 0 || askedTokens < 0 || parserNanos < 0) {
      throw new IllegalArgumentException("a size of " + name + " is negative");
    }
  }

  /** The two files taken together, under this one's name. */
  public FileSizes plus(FileSizes other) {
    return new FileSizes(
        name,
        documents + other.documents,
        pages + other.pages,
        characters + other.characters,
        askedTokens + other.askedTokens,
        parserNanos + other.parserNanos);
  }
}
