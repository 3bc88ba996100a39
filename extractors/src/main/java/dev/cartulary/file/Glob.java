package dev.cartulary.file;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern over relative paths.
 *
 * <p>{@code *} is any run of characters within a name, {@code ?} one of them, {@code **} also
 * crosses {@code /}, and {@code **}{@code /} may stand for no folder at all, so that {@code
 * **}{@code /*} is every file. {@code {a,b}} is one or the other, {@code [a-z]} and {@code [!a-z]}
 * one character of a set, a backslash takes the next character as it is. Case counts.
 */
final class Glob {
  private final Pattern pattern;

  Glob(String glob) {
    try {
      pattern = Pattern.compile(regex(glob), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "not a file pattern: " + glob + " (close every [ and {; escape a literal one with \\)",
          e);
    }
  }

  boolean matches(String path) {
    return pattern.matcher(path).matches();
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    boolean inSet = false;
    int open = 0;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '\\' && i + 1 < glob.length()) {
        regex.append(quoted(glob.charAt(++i)));
      } else if (inSet) {
        inSet = c != ']';
        regex.append(c == '[' || c == '&' ? "\\" + c : String.valueOf(c));
      } else if (c == '[') {
        inSet = true;
        boolean negated = i + 1 < glob.length() && glob.charAt(i + 1) == '!';
        regex.append(negated ? "[^/" : "[");
        i += negated ? 1 : 0;
      } else if (glob.startsWith("**/", i) && (i == 0 || glob.charAt(i - 1) == '/')) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else if (c == '{') {
        open++;
        regex.append("(?:");
      } else if (c == '}' && open > 0) {
        open--;
        regex.append(')');
      } else if (c == ',' && open > 0) {
        regex.append('|');
      } else {
        regex.append(quoted(c));
      }
    }
    return regex.toString();
  }

  private static String quoted(char c) {
    return Character.isLetterOrDigit(c) || c > 127 ? String.valueOf(c) : "\\" + c;
  }
}
