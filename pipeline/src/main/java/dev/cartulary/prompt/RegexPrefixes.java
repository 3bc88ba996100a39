package dev.cartulary.prompt;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The letters with which every match of a regular expression begins, as far as they can be told
 * from its text.
 *
 * <p>Understood are literals, {@code \b}, {@code \s}, groups with alternatives, and the quantifiers
 * of these; at anything else a prefix ends. No prefix is wrong, some are shorter than they could
 * be.
 */
final class RegexPrefixes {
  /** Longer prefixes are cut. */
  static final int LENGTH = 3;

  private static final Pattern LOOK_AROUND = Pattern.compile("\\?<?[=!]");

  private final String regex;
  private int at;
  private boolean unread;

  private RegexPrefixes(String regex) {
    this.regex = regex;
  }

  /**
   * The lower-case prefixes of a regular expression that begins with {@code \b}, one to {@link
   * #LENGTH} characters each, a blank for any white space; empty when some match may begin with
   * anything.
   */
  static Set<String> of(String regex) {
    if (!regex.startsWith("\\b")) {
      return Set.of();
    }
    RegexPrefixes parser = new RegexPrefixes(regex);
    Set<String> prefixes = new HashSet<>();
    for (Prefix prefix : parser.alternatives()) {
      prefixes.add(prefix.text);
    }
    return parser.unread || parser.at < regex.length() || prefixes.contains("")
        ? Set.of()
        : Set.copyOf(prefixes);
  }

  /** What a match begins with; closed when the rest of the expression cannot lengthen it. */
  private record Prefix(String text, boolean closed) {
    Prefix plus(Prefix next) {
      String joined = text + next.text;
      return joined.length() >= LENGTH
          ? new Prefix(joined.substring(0, LENGTH), true)
          : new Prefix(joined, next.closed);
    }

    Prefix close() {
      return new Prefix(text, true);
    }
  }

  private Set<Prefix> alternatives() {
    Set<Prefix> all = new HashSet<>(sequence());
    while (at < regex.length() && regex.charAt(at) == '|') {
      at++;
      all.addAll(sequence());
    }
    return all;
  }

  private Set<Prefix> sequence() {
    Set<Prefix> prefixes = Set.of(new Prefix("", false));
    while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
      Set<Prefix> atom = quantified(atom());
      Set<Prefix> longer = new HashSet<>();
      for (Prefix prefix : prefixes) {
        if (prefix.closed) {
          longer.add(prefix);
        } else {
          atom.forEach(next -> longer.add(prefix.plus(next)));
        }
      }
      prefixes = longer;
    }
    return prefixes;
  }

  private Set<Prefix> atom() {
    char c = regex.charAt(at++);
    if (c == '(' && regex.startsWith("?:", at)) {
      at += 2;
      Set<Prefix> inside = alternatives();
      at++;
      return inside;
    }
    if (c == '\\' && at < regex.length()) {
      char escaped = regex.charAt(at++);
      return switch (escaped) {
        case 'b' -> Set.of(new Prefix("", false));
        case 's' -> Set.of(new Prefix(" ", false));
        case '.', '-', '(', ')', '/', '%', '$' -> literal(escaped);
        default -> closed();
      };
    }
    if (c == '[') {
      skipClass();
      return closed();
    }
    if (c == '(' && LOOK_AROUND.matcher(regex).region(at, regex.length()).lookingAt()) {
      skipGroup();
      return Set.of(new Prefix("", false));
    }
    if (c == '(') {
      // Flags and captures are not read; the whole is then matched everywhere.
      unread = true;
      at = regex.length();
      return closed();
    }
    return ".^$".indexOf(c) >= 0 ? closed() : literal(c);
  }

  private static Set<Prefix> literal(char c) {
    return Set.of(new Prefix(String.valueOf(Character.toLowerCase(c)), false));
  }

  private static Set<Prefix> closed() {
    return Set.of(new Prefix("", true));
  }

  /** Goes behind the bracket that closes the group in which it stands. */
  private void skipGroup() {
    int depth = 1;
    while (at < regex.length() && depth > 0) {
      char c = regex.charAt(at++);
      if (c == '\\') {
        at++;
      } else if (c == '[') {
        skipClass();
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      }
    }
  }

  private void skipClass() {
    int depth = 1;
    while (at < regex.length() && depth > 0) {
      char c = regex.charAt(at++);
      if (c == '\\') {
        at++;
      } else if (c == '[') {
        depth++;
      } else if (c == ']') {
        depth--;
      }
    }
  }

  private Set<Prefix> quantified(Set<Prefix> atom) {
    if (at >= regex.length() || "?*+{".indexOf(regex.charAt(at)) < 0) {
      return atom;
    }
    char c = regex.charAt(at);
    boolean optional = c == '?' || c == '*' || regex.startsWith("{0", at);
    boolean once = c == '?';
    at = c == '{' ? regex.indexOf('}', at) + 1 : at + 1;
    if (at < regex.length() && "?+".indexOf(regex.charAt(at)) >= 0) {
      at++;
    }
    Set<Prefix> repeated = new HashSet<>();
    atom.forEach(prefix -> repeated.add(once ? prefix : prefix.close()));
    if (optional) {
      repeated.add(new Prefix("", false));
    }
    return repeated;
  }
}
