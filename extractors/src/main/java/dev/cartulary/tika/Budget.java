package dev.cartulary.tika;

import dev.cartulary.outcome.FailureReason;

/** What is left of a document's pages and characters, attachments included. */
final class Budget {
  private final int mostPages;
  private final int mostCharacters;
  private int pages;
  private long characters;

  Budget(int mostPages, int mostCharacters) {
    this.mostPages = mostPages;
    this.mostCharacters = mostCharacters;
  }

  void takePages(int count) throws Refusal {
    pages += count;
    if (pages > mostPages) {
      throw new Refusal(
          FailureReason.TOO_LARGE, "the document has more than " + mostPages + " pages");
    }
  }

  void takeCharacters(int count) throws Refusal {
    characters += count;
    if (characters > mostCharacters) {
      throw new Refusal(
          FailureReason.TOO_LARGE,
          "the document has more than " + mostCharacters + " characters of text");
    }
  }
}
