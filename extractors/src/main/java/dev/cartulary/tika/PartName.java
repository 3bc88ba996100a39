package dev.cartulary.tika;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Names for the parts of one container, made of what it calls them: without control characters,
 * {@code ..} and empty folders, at most {@value #LONGEST} characters, each only once.
 *
 * <p>They are for people and tables. Files on disk never get them.
 */
final class PartName {
  private static final int LONGEST = 300;

  private final Set<String> given = new HashSet<>();
  private int count;

  /**
   * The name of the next part.
   *
   * @param called as the container says; may be empty
   * @param extension for a part without a name, with its dot; may be empty
   */
  String next(String called, String extension) {
    count++;
    String clean = clean(called);
    String name = clean.isEmpty() ? "part-" + count + extension : clean;
    String unique = name;
    for (int copy = 2; !given.add(unique.toLowerCase(Locale.ROOT)); copy++) {
      unique = numbered(name, copy);
    }
    return unique;
  }

  private static String clean(String called) {
    StringBuilder clean = new StringBuilder();
    for (String folder : called.replace('\\', '/').split("/", -1)) {
      String visible = folder.replaceAll("[\\p{Cntrl}\\p{Cf}\\uFFFD]", "").strip();
      if (!visible.isEmpty() && !visible.equals(".") && !visible.equals("..")) {
        clean.append(clean.length() == 0 ? "" : "/").append(visible);
      }
    }
    // The end tells more than the beginning: it holds the file's own name.
    return clean.length() <= LONGEST ? clean.toString() : clean.substring(clean.length() - LONGEST);
  }

  private static String numbered(String name, int copy) {
    int dot = name.lastIndexOf('.');
    int slash = name.lastIndexOf('/');
    int end = dot > slash + 1 ? dot : name.length();
    return name.substring(0, end) + " (" + copy + ")" + name.substring(end);
  }
}
