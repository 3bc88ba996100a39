package dev.cartulary.constrain;

import dev.cartulary.document.CharSpan;
import dev.cartulary.tokenizer.TokenIds;
import dev.cartulary.tokenizer.TokenizedText;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a prefix with its tokens, as values are copied from it.
 *
 * <p>A value begins at a token whose first character that is not blank stands at a word's
 * beginning, and ends after a token whose last such character stands at a word's end. Tokens of
 * blanks only neither begin nor end a value, so that a value has one sequence of tokens a place.
 */
public final class CopySource {
  private final String text;
  private final TokenIds ids;
  private final List<CharSpan> spans;
  private final BitSet starts = new BitSet();
  private final BitSet ends = new BitSet();

  /**
   * A prefix.
   *
   * @param tokens with spans in {@code text}, in order
   */
  public CopySource(String text, TokenizedText tokens) {
    this.text = text;
    this.ids = tokens.ids();
    this.spans = tokens.spans();
    for (int i = 0; i < spans.size(); i++) {
      CharSpan core = Words.trim(text, spans.get(i).start(), spans.get(i).end());
      if (!core.isEmpty()) {
        starts.set(i, !isInsideCharacter(i) && Words.isBorder(text, core.start()));
        ends.set(i, !isInsideCharacter(i + 1) && Words.isBorder(text, core.end()));
      }
    }
  }

  /** Whether the token begins in the middle of a character, as bytes of one character do. */
  private boolean isInsideCharacter(int token) {
    if (token == 0 || token == spans.size()) {
      return false;
    }
    CharSpan span = spans.get(token);
    return span.isEmpty() || span.start() < spans.get(token - 1).end();
  }

  String text() {
    return text;
  }

  int size() {
    return ids.size();
  }

  int id(int token) {
    return ids.at(token);
  }

  /** The first token at or after {@code token} at which a value may begin; -1 when none. */
  int nextStart(int token) {
    return starts.nextSetBit(token);
  }

  /** The first token at or after {@code token} after which a value may end; -1 when none. */
  int nextEnd(int token) {
    return ends.nextSetBit(token);
  }

  boolean isEnd(int token) {
    return ends.get(token);
  }

  /** The text of the tokens from {@code first} to {@code last}, without blanks at its ends. */
  CharSpan span(int first, int last) {
    return Words.trim(text, spans.get(first).start(), spans.get(last).end());
  }

  /** The tokens that share characters with {@code span}; empty when none does. */
  TokenIds covering(CharSpan span) {
    int first = 0;
    while (first < spans.size() && spans.get(first).end() <= span.start()) {
      first++;
    }
    int end = first;
    while (end < spans.size() && spans.get(end).start() < span.end()) {
      end++;
    }
    return ids.slice(first, end);
  }

  /** The first place where {@code value} stands between word borders; null when there is none. */
  @Nullable CharSpan find(String value) {
    for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
      if (Words.isBorder(text, at) && Words.isBorder(text, at + value.length())) {
        return new CharSpan(at, at + value.length());
      }
    }
    return null;
  }
}
