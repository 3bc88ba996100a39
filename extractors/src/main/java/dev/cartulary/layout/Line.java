package dev.cartulary.layout;

import java.util.List;

/**
 * Words that stand side by side, in reading order.
 *
 * @param words at least one
 * @param apart whether an empty line stands before it
 */
public record Line(List<Word> words, boolean apart) {
  public Line {
    words = List.copyOf(words);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a line without words");
    }
  }

  Line apart(boolean now) {
    return now == apart ? this : new Line(words, now);
  }

  Word first() {
    return words.get(0);
  }

  Word last() {
    return words.get(words.size() - 1);
  }

  /** The words with what stands between them. */
  String text() {
    StringBuilder text = new StringBuilder(first().text());
    for (Word word : words.subList(1, words.size())) {
      text.append(word.before()).append(word.text());
    }
    return text.toString();
  }

  int left() {
    int left = Integer.MAX_VALUE;
    for (Word word : words) {
      left = Math.min(left, word.x());
    }
    return left;
  }

  int right() {
    int right = Integer.MIN_VALUE;
    for (Word word : words) {
      right = Math.max(right, word.right());
    }
    return right;
  }

  int top() {
    int top = Integer.MAX_VALUE;
    for (Word word : words) {
      top = Math.min(top, word.y());
    }
    return top;
  }

  int bottom() {
    int bottom = Integer.MIN_VALUE;
    for (Word word : words) {
      bottom = Math.max(bottom, word.bottom());
    }
    return bottom;
  }

  int height() {
    return bottom() - top();
  }

  /** Whether both stand at the same height, for the greater part of the lower one. */
  boolean levelWith(Line other) {
    int overlap = Math.min(bottom(), other.bottom()) - Math.max(top(), other.top());
    return 2 * overlap > Math.min(height(), other.height());
  }
}
