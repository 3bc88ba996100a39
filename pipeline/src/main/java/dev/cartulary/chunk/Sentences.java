package dev.cartulary.chunk;

import dev.cartulary.document.CharSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts text into sentences: prose at full stops, and headings, list items and labelled lines as
 * sentences of their own. A line that a page's width broke does not end a sentence.
 */
public final class Sentences {
  /** A sentence longer than this is cut at semicolons, and at blanks when it has none. */
  static final int LONGEST = 900;

  private static final int SHORT_LINE = 50;
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "hon", "rev", "no", "nos", "sec",
          "art", "para", "fig", "vol", "pp", "ex", "exh", "inc", "corp", "ltd", "co", "cos", "llc",
          "plc", "bros", "vs", "v", "etc", "al", "cf", "viz", "approx", "dept", "est", "ave",
          "blvd", "rd", "ste", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
          "oct", "nov", "dec", "e.g", "i.e", "u.s", "u.k", "u.s.a", "d.c", "p.o", "b.i.d", "t.i.d",
          "q.i.d", "q.d", "q.h.s", "p.r.n", "a.m", "p.m", "m.d", "d.o", "ph.d", "n.a", "s.a", "n.v",
          "b.v", "l.p", "l.l.c", "l.l.p", "c.f.r", "u.s.c");

  /** No sentence ends with these, whatever breaks the line behind them: a page may. */
  private static final Set<String> UNFINISHED =
      Set.of(
          "of", "the", "to", "in", "with", "by", "for", "a", "an", "and", "or", "from", "this",
          "that", "such", "any", "its", "under");

  private Sentences() {}

  /** The sentences in order; between them stand only blanks. A text without words has none. */
  public static List<CharSpan> of(String text) {
    List<CharSpan> sentences = new ArrayList<>();
    int start = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        continue;
      }
      if (start < 0) {
        start = i;
      }
      boolean last = i + 1 == text.length() || Character.isWhitespace(text.charAt(i + 1));
      if (last && ends(text, start, i)) {
        add(text, start, i + 1, sentences);
        start = -1;
      }
    }
    if (start >= 0) {
      add(text, start, text.stripTrailing().length(), sentences);
    }
    return sentences;
  }

  /**
   * Whether the sentence from {@code start} ends with the word whose last character is at {@code
   * at}.
   */
  private static boolean ends(String text, int start, int at) {
    int next = at + 1;
    int lines = 0;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      lines += text.charAt(next) == '\n' ? 1 : 0;
      next++;
    }
    if (next == text.length()) {
      return true;
    }
    if (lines > 1) {
      return at + 1 - (text.lastIndexOf('\n', at) + 1) < SHORT_LINE || !unfinished(text, at);
    }
    boolean stop = stops(text, start, at, next);
    return lines == 0 ? stop : stop || breaks(text, at, next);
  }

  private static boolean stops(String text, int start, int at, int next) {
    int i = at;
    while (i > start && "\"'”’)]*".indexOf(text.charAt(i)) >= 0) {
      i--;
    }
    char c = text.charAt(i);
    if (c == '!' || c == '?') {
      return true;
    }
    if (c != '.' || !opens(text, next)) {
      return false;
    }
    int word = i;
    while (word > start
        && !Character.isWhitespace(text.charAt(word - 1))
        && "(_\"“".indexOf(text.charAt(word - 1)) < 0) {
      word--;
    }
    String bare = text.substring(word, i).toLowerCase(Locale.ROOT);
    boolean initial = bare.length() == 1 && Character.isUpperCase(text.charAt(word));
    boolean enumerator = word == start && bare.matches("[\\d.]{1,8}|[a-z]|[ivx]{1,5}");
    return !initial && !enumerator && !ABBREVIATIONS.contains(bare);
  }

  /** Whether a sentence can begin at {@code next}. */
  private static boolean opens(String text, int next) {
    char c = text.charAt(next);
    return !Character.isLowerCase(c) && ",;:".indexOf(c) < 0;
  }

  /** Whether a single line break after {@code at} ends the sentence. */
  private static boolean breaks(String text, int at, int next) {
    int line = text.lastIndexOf('\n', at) + 1;
    int length = at + 1 - line;
    char last = text.charAt(at);
    if (item(text, next) || (last == ':' && length < SHORT_LINE) || last == ';') {
      return true;
    }
    if (Character.isLowerCase(text.charAt(next)) || last == ',' || unfinished(text, at)) {
      return false;
    }
    // A short line before a capital was not broken by the page's width.
    return length < SHORT_LINE
        || capitals(text, line, at + 1) != capitals(text, next, lineEnd(text, next))
        || labelled(text, next);
  }

  private static boolean unfinished(String text, int at) {
    int word = at + 1;
    while (word > 0 && Character.isLetter(text.charAt(word - 1))) {
      word--;
    }
    return UNFINISHED.contains(text.substring(word, at + 1));
  }

  /** Whether a list item or a numbered clause begins here. */
  private static boolean item(String text, int at) {
    char c = text.charAt(at);
    if (c == '•'
        || c == '·'
        || c == '▪'
        || c == '◦'
        || ((c == '-' || c == '*' || c == '–') && blankAt(text, at + 1))) {
      return true;
    }
    int i = at;
    boolean bracket = c == '(';
    if (bracket) {
      i++;
    }
    int digits = i;
    while (i < text.length()
        && i - digits < 8
        && (Character.isDigit(text.charAt(i))
            || (!bracket && text.charAt(i) == '.' && i > digits))) {
      i++;
    }
    if (i == digits) {
      while (i < text.length() && i - digits < 4 && Character.isLetter(text.charAt(i))) {
        i++;
      }
      return bracket && i > digits && i < text.length() && text.charAt(i) == ')';
    }
    boolean dotted = text.charAt(i - 1) == '.' || text.substring(digits, i).indexOf('.') > 0;
    boolean closed = i < text.length() && text.charAt(i) == ')';
    return (dotted || closed) && blankAt(text, closed ? i + 1 : i);
  }

  private static boolean blankAt(String text, int at) {
    return at < text.length() && Character.isWhitespace(text.charAt(at));
  }

  /** Whether the line at {@code at} opens with a label: up to four words and a colon. */
  private static boolean labelled(String text, int at) {
    int end = Math.min(lineEnd(text, at), at + 40);
    for (int i = at; i < end; i++) {
      char c = text.charAt(i);
      if (c == ':') {
        return true;
      }
      if (!Character.isLetter(c) && " /#.()-".indexOf(c) < 0) {
        return false;
      }
    }
    return false;
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  /** Whether the range holds letters and none is small. Looks at no more than 80 characters. */
  private static boolean capitals(String text, int start, int end) {
    boolean letters = false;
    for (int i = start; i < Math.min(end, start + 80); i++) {
      char c = text.charAt(i);
      if (Character.isLowerCase(c)) {
        return false;
      }
      letters |= Character.isUpperCase(c);
    }
    return letters;
  }

  private static void add(String text, int start, int end, List<CharSpan> sentences) {
    int from = start;
    while (end - from > LONGEST) {
      // Searched in the piece only: a search in the whole text would make this quadratic.
      String piece = text.substring(from, from + LONGEST);
      int cut = piece.lastIndexOf("; ") + 1;
      if (cut <= LONGEST / 4) {
        cut = piece.lastIndexOf(' ');
      }
      if (cut <= LONGEST / 4) {
        cut = Character.isHighSurrogate(piece.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
      }
      cut += from;
      sentences.add(stripped(text, from, cut));
      from = cut;
      while (from < end && Character.isWhitespace(text.charAt(from))) {
        from++;
      }
    }
    if (from < end) {
      sentences.add(stripped(text, from, end));
    }
  }

  private static CharSpan stripped(String text, int start, int end) {
    int last = end;
    while (last > start && Character.isWhitespace(text.charAt(last - 1))) {
      last--;
    }
    return new CharSpan(start, last);
  }
}
