package dev.cartulary.retrieval;

import dev.cartulary.document.CharSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A text in which words are found whatever stands between them, and however they are written. */
final class WordText {
  private final String words; // small letters, one blank between words and at both ends
  private final int[] places; // of each character of words in the text

  WordText(String text) {
    StringBuilder plain = new StringBuilder(" ");
    int[] at = new int[text.length() + 2];
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        at[plain.length()] = i;
        plain.append(Character.toLowerCase(c));
      } else if (plain.charAt(plain.length() - 1) != ' ') {
        at[plain.length()] = i;
        plain.append(' ');
      }
    }
    if (plain.charAt(plain.length() - 1) != ' ') {
      at[plain.length()] = text.length();
      plain.append(' ');
    }
    words = plain.toString();
    places = Arrays.copyOf(at, words.length());
  }

  /** Where the words of {@code stretch} stand, one after the other; nowhere without words. */
  List<CharSpan> find(String stretch) {
    String wanted = new WordText(stretch).words;
    List<CharSpan> found = new ArrayList<>();
    if (wanted.isBlank()) {
      return found;
    }
    for (int i = words.indexOf(wanted); i >= 0; i = words.indexOf(wanted, i + 1)) {
      found.add(new CharSpan(places[i + 1], places[i + wanted.length() - 2] + 1));
    }
    return found;
  }
}
