package dev.cartulary.clinical;

import java.util.regex.Pattern;

/** Words put beside each other. */
public final class Words {
  private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0]+");

  private Words() {}

  /** The text on one line: runs of blanks and line ends as one blank, none at its ends. */
  public static String line(String text) {
    return BLANKS.matcher(text).replaceAll(" ").strip();
  }

  /** The parts that are not blank with {@code separator} between them. */
  public static String join(String separator, Iterable<String> parts) {
    StringBuilder joined = new StringBuilder();
    for (String part : parts) {
      String line = line(part);
      if (!line.isEmpty()) {
        joined.append(joined.isEmpty() ? "" : separator).append(line);
      }
    }
    return joined.toString();
  }
}
