package dev.cartulary.explain;

import dev.cartulary.document.CharSpan;

/**
 * A place in a text with what stands around it, blanks tidied.
 *
 * @param before ends where the place begins
 */
public record Context(String before, String place, String after) {
  /**
   * The words around {@code span}.
   *
   * @param most characters on each side
   */
  public static Context of(String text, CharSpan span, int most) {
    int from = Math.max(0, span.start() - most);
    int to = Math.min(text.length(), span.end() + most);
    String before = text.substring(from, span.start());
    String after = text.substring(span.end(), to);
    // Words are not cut in two.
    if (from > 0 && before.indexOf(' ') >= 0) {
      before = "..." + before.substring(before.indexOf(' '));
    }
    if (to < text.length() && after.lastIndexOf(' ') >= 0) {
      after = after.substring(0, after.lastIndexOf(' ')) + " ...";
    }
    return new Context(
        tidied(before), tidied(text.substring(span.start(), span.end())), tidied(after));
  }

  private static String tidied(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
