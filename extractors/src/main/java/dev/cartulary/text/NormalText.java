package dev.cartulary.text;

import dev.cartulary.document.CharSpan;
import dev.cartulary.document.PageLayout;
import dev.cartulary.document.WordBox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Normalised text that remembers which raw character each of its characters comes from. */
public final class NormalText {
  private final String text;

  /** As long as the text, growing; of a break, where its run begins. Null: each is its own. */
  private final int @Nullable [] origins;

  NormalText(String text, int @Nullable [] origins) {
    this.text = text;
    this.origins = origins;
  }

  /** Text that was normal as it came. */
  static NormalText of(String text) {
    return new NormalText(text, null);
  }

  public String text() {
    return text;
  }

  /** The raw offset of the character at {@code offset}. */
  public int origin(int offset) {
    return origins == null ? offset : origins[offset];
  }

  /** The range of this text that comes from {@code raw}, a range of the raw text. */
  public CharSpan of(CharSpan raw) {
    int start = firstFrom(raw.start());
    return new CharSpan(start, Math.max(start, firstFrom(raw.end())));
  }

  /** The same boxes, counted in this text; those of words that are not in it are left out. */
  PageLayout of(PageLayout raw) {
    if (origins == null) {
      return raw;
    }
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
    if (origins == null) {
      return Math.min(rawOffset, text.length());
    }
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
