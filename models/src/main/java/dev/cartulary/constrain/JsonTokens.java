package dev.cartulary.constrain;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** What the guides of all schemas share of a vocabulary. Safe for threads. */
final class JsonTokens {
  private final Vocabulary vocabulary;
  private final QuoteTokens quotes;
  private final TextLeaf text;
  private final int mostCommas;
  private final AtomicReferenceArray<@Nullable TextTokens> texts =
      new AtomicReferenceArray<>(TextLeaf.PLACES);

  JsonTokens(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.quotes = new QuoteTokens(vocabulary);
    this.text = new TextLeaf(vocabulary, 0, TextLeaf.MOST);
    int most = 0;
    for (int index = 0; index < vocabulary.ordinarySize(); index++) {
      most = Math.max(most, commas(vocabulary.bytesAt(index)));
    }
    this.mostCommas = most;
  }

  /** Commas that do not follow a comma: between the items of an array no two do. */
  private static int commas(byte[] bytes) {
    int commas = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == ',' && (i == 0 || bytes[i - 1] != ',')) {
        commas++;
      }
    }
    return commas;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  QuoteTokens quotes() {
    return quotes;
  }

  /** The most commas between items that a token can write. */
  int mostCommas() {
    return mostCommas;
  }

  /** The tokens within a free string from a place in it; worked out when first asked for. */
  TextTokens within(int place) {
    TextTokens known = texts.get(place);
    if (known == null) {
      known = new TextTokens(vocabulary, text, place);
      texts.set(place, known);
    }
    return known;
  }
}
