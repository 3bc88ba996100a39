package dev.cartulary.text;

import dev.cartulary.document.CharSpan;
import dev.cartulary.document.PageLayout;
import dev.cartulary.document.WordBox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Normalised text that remembers which raw character each of its characters comes from. */
public final class NormalText {
  private final String text;
  private final int[] origins; // (text.length()), growing; of a break, where its run begins

  NormalText(String text, int[] origins) {
    this.text = text;
    this.origins = origins;
  }

  public String text() {
    return text;
  }

  /** The raw offset of the character at {@code offset}. */
  public int origin(int offset) {
    return origins[offset];
  }

  /** The range of this text that comes from {@code raw}, a range of the raw text. */
  public CharSpan of(CharSpan raw) {
    int start = firstFrom(raw.start());
    return new CharSpan(start, Math.max(start, firstFrom(raw.end())));
  }

  /** The same boxes, counted in this text; those of words that are not in it are left out. */
  PageLayout of(PageLayout raw) {
    List<WordBox> words = new ArrayList<>();
    for (WordBox word : raw.words()) {
      CharSpan span = of(new CharSpan(word.start(), word.end()));
      if (!span.isEmpty()) {
        words.add(
            new WordBox(span.start(), span.end(), word.x(), word.y(), word.width(), word.height()));
      }
    }
    return PageLayout.of(raw.width(), raw.height(), words);
  }

  private int firstFrom(int rawOffset) {
    int at = Arrays.binarySearch(origins, rawOffset);
    if (at < 0) {
      return -at - 1;
    }
    while (at > 0 && origins[at - 1] == rawOffset) {
      at--;
    }
    return at;
  }
}
