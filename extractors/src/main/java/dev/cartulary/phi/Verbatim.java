package dev.cartulary.phi;

import java.util.List;
import java.util.Locale;

/** Finds words in a text as they are written, in any case. */
final class Verbatim {
  private final String text;
  private final String lower;

  Verbatim(String text) {
    this.text = text;
    String folded = text.toLowerCase(Locale.ROOT);
    // Some letters of other scripts change their length; places would be wrong.
    this.lower = folded.length() == text.length() ? folded : text;
  }

  /** Adds a span for each place where {@code value} stands as whole words. */
  void find(String value, PhiClass kind, double probability, String by, List<PhiSpan> to) {
    String wanted = lower.equals(text) ? value : value.toLowerCase(Locale.ROOT);
    int at = lower.indexOf(wanted);
    while (at >= 0) {
      int end = at + wanted.length();
      if (isBorder(at) && isBorder(end)) {
        to.add(new PhiSpan(kind, at, end, probability, by));
      }
      at = lower.indexOf(wanted, at + 1);
    }
  }

  private boolean isBorder(int at) {
    return at == 0
        || at == text.length()
        || !Character.isLetterOrDigit(text.charAt(at - 1))
        || !Character.isLetterOrDigit(text.charAt(at));
  }
}
