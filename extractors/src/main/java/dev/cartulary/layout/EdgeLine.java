package dev.cartulary.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line near the top or the bottom of a page, taken apart into its words and the numbers in them.
 *
 * @param page counted from 0
 * @param index of the line on its page
 * @param foot whether it stands near the bottom
 * @param y its upper edge, in tenths of a point from the page's top
 * @param mask its text in small letters, {@code #} for each number
 * @param numbers in their order, Roman ones too
 */
record EdgeLine(
    int page, int index, boolean foot, int y, String text, String mask, List<Long> numbers) {
  /** A Roman number counts only in a line as short as this: in prose "I" and "mix" are words. */
  private static final int SHORT = 24;

  private static final int DIGITS = 9;
  private static final Pattern NUMBER =
      Pattern.compile("\\d+|(?<![\\p{L}\\d])[ivxlcIVXLC]{1,8}(?![\\p{L}\\d])");
  private static final Pattern PAGE_NUMBER =
      Pattern.compile(
          "\\P{L}*(?:(?:page|pg|p|seite|[a-z])\\P{L}*)?#(?:\\P{L}*(?:of\\P{L}*)?#)?\\P{L}*");

  private static final Pattern HEADING =
      Pattern.compile(
          "\\P{L}*(?:exhibit|schedule|annex|appendix|attachment|addendum|amendment|section|article"
              + "|chapter|part|item|table|figure|form|question)\\P{L}*#");

  static EdgeLine of(int page, int index, boolean foot, int y, String text) {
    List<Long> numbers = new ArrayList<>();
    StringBuilder mask = new StringBuilder();
    Matcher found = NUMBER.matcher(text);
    while (found.find()) {
      String number = found.group();
      boolean digits = Character.isDigit(number.charAt(0));
      boolean counts = digits ? number.length() <= DIGITS : text.length() <= SHORT;
      if (counts) {
        numbers.add(digits ? Long.parseLong(number) : roman(number));
      }
      found.appendReplacement(mask, counts ? "#" : Matcher.quoteReplacement(number));
    }
    found.appendTail(mask);
    return new EdgeLine(
        page, index, foot, y, text, mask.toString().toLowerCase(Locale.ROOT), numbers);
  }

  /** Whether it is nothing but a page number: "12", "- 12 -", "Page 3 of 10", "iv", "A-1". */
  boolean isPageNumber() {
    return PAGE_NUMBER.matcher(mask).matches();
  }

  /** Whether it numbers parts of the document, which may begin on one page each. */
  boolean isHeading() {
    return HEADING.matcher(mask).lookingAt();
  }

  /** The value of Roman digits; any order of them has one. */
  static long roman(String digits) {
    long sum = 0;
    long last = 0;
    for (int i = digits.length() - 1; i >= 0; i--) {
      long value =
          switch (Character.toLowerCase(digits.charAt(i))) {
            case 'i' -> 1;
            case 'v' -> 5;
            case 'x' -> 10;
            case 'l' -> 50;
            default -> 100;
          };
      sum += value < last ? -value : value;
      last = Math.max(last, value);
    }
    return sum;
  }
}
