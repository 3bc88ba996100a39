package dev.cartulary.chat;

import dev.cartulary.document.CharSpan;
import dev.cartulary.tokenizer.TextTokenizer;
import dev.cartulary.tokenizer.TokenizedText;
import java.util.Arrays;

/**
 * A text with its white space made plain, and where each of its characters came from.
 *
 * <p>A run of blanks, tabs and no-break blanks becomes one blank; a run that holds line or page
 * breaks becomes one line break; white space at both ends goes.
 */
final class CleanText {
  private final String text;
  private final int[] starts; // (characters of text): in the original
  private final int[] ends; // (characters of text): in the original

  private CleanText(String text, int[] starts, int[] ends) {
    this.text = text;
    this.starts = starts;
    this.ends = ends;
  }

  static CleanText of(String original) {
    int start = 0;
    int end = original.length();
    while (start < end && isSpace(original.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(original.charAt(end - 1))) {
      end--;
    }
    StringBuilder text = new StringBuilder(end - start);
    int[] starts = new int[end - start];
    int[] ends = new int[end - start];
    int at = start;
    while (at < end) {
      int next = at;
      boolean line = false;
      while (isBlank(original.charAt(next)) || isLineBreak(original.charAt(next))) {
        line |= isLineBreak(original.charAt(next++));
      }
      starts[text.length()] = at;
      ends[text.length()] = next == at ? at + 1 : next;
      text.append(next == at ? original.charAt(at) : line ? '\n' : ' ');
      at = next == at ? at + 1 : next;
    }
    return new CleanText(
        text.toString(), Arrays.copyOf(starts, text.length()), Arrays.copyOf(ends, text.length()));
  }

  String text() {
    return text;
  }

  /** The tokens of the clean text with their places in the original. */
  TokenizedText tokens(TextTokenizer tokenizer) {
    TokenizedText tokens = tokenizer.encode(text);
    return new TokenizedText(tokens.ids(), tokens.spans().stream().map(this::original).toList());
  }

  private CharSpan original(CharSpan span) {
    if (span.isEmpty()) {
      int at = span.start() < starts.length ? starts[span.start()] : end();
      return new CharSpan(at, at);
    }
    return new CharSpan(starts[span.start()], ends[span.end() - 1]);
  }

  private int end() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\u00a0';
  }

  private static boolean isLineBreak(char c) {
    return c == '\n' || c == '\r' || c == '\f';
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }
}
