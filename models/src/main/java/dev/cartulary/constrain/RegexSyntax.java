package dev.cartulary.constrain;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicAutomata;
import dk.brics.automaton.RegExp;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/*
 * Known: literals, ".", "|", "( )", "[ ]", "[^ ]", "*", "+", "?", "{n}", "{n,}", "{n,m}", "\d", "\w",
 * "\s" (ASCII, also in a class), "\D", "\W", "\S" (not in a class), "\t", "\n", "\r", "\f", and a
 * backslash before a punctuation mark. It means what java.util.regex makes of it for a whole match,
 * except that a character outside the Basic Multilingual Plane counts as two. Refused by name: "^"
 * and "$" (a pattern is always a whole match), groups that begin with "(?", other escapes, counts
 * above 1000.
 */

/** The regular expressions of patterns, as automata over UTF-16 code units. */
final class RegexSyntax {
  private static final int MAX_COUNT = 1000;
  private static final String ASCII_BLANKS = " \t\n\u000B\f\r";
  private static final String OTHER_BLANKS =
      "\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF"; // of ECMA-262's \s
  private static final String LINE_ENDS = "\n\r\u0085\u2028\u2029";

  private static final String BLANKS =
      IntStream.rangeClosed(0, Character.MAX_VALUE)
          .filter(c -> Words.isBlank((char) c))
          .mapToObj(Character::toString)
          .collect(Collectors.joining());

  private final String regex;
  private final boolean anyBlank;
  private final StringBuilder translated = new StringBuilder();

  private RegexSyntax(String regex, boolean anyBlank) {
    this.regex = regex;
    this.anyBlank = anyBlank;
  }

  /**
   * The strings that match, without those of blanks only; deterministic and without dead states.
   *
   * @throws IllegalArgumentException when the syntax is not known or nothing could match
   */
  static Automaton automaton(String regex) {
    Automaton automaton = language(regex, false);
    Automaton blanks = BasicAutomata.makeCharSet(BLANKS).repeat();
    Automaton useful = automaton.minus(blanks);
    if (useful.isEmpty()) {
      throw new IllegalArgumentException("pattern " + regex + " matches nothing but blanks");
    }
    return useful;
  }

  /**
   * The strings that match, those of blanks too, under what ECMA-262 and java.util.regex make of
   * it: where they differ, which is what "\s" stands for, a string must match under both.
   *
   * @throws IllegalArgumentException when the syntax is not known
   */
  static Automaton search(String regex) {
    return language(regex, true);
  }

  private static Automaton language(String regex, boolean anyBlank) {
    try {
      return regex.isEmpty()
          ? BasicAutomata.makeEmptyString()
          : new RegExp(new RegexSyntax(regex, anyBlank).translate(), RegExp.NONE).toAutomaton();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("pattern " + regex + ": " + e.getMessage(), e);
    }
  }

  private String translate() {
    boolean inClass = false;
    boolean negated = false;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == '\\') {
        i++;
        escape(i, inClass, inClass && negated);
      } else if (inClass) {
        if (c == '[' || c == '&') {
          throw refused(c + " in a class at " + i, "write \\" + c);
        }
        inClass = c != ']';
        translated.append(c);
      } else if (c == '.') {
        translated.append("[^").append(LINE_ENDS).append(']');
      } else if (c == '"') {
        translated.append("\\\""); // A bare one would begin a quotation.
      } else if (c == '^' || c == '$') {
        throw refused(c + " at " + i, "leave it out: a pattern is always a whole match");
      } else if (c == '(' && regex.startsWith("(?", i)) {
        throw refused("(? at " + i, "use plain groups");
      } else {
        inClass = c == '[';
        translated.append(c);
        negated = inClass && i + 1 < regex.length() && regex.charAt(i + 1) == '^';
        if (negated) {
          translated.append('^');
          i++;
        }
        if (c == '{') {
          count(i);
        }
      }
    }
    return translated.toString();
  }

  private void escape(int at, boolean inClass, boolean negated) {
    if (at == regex.length()) {
      throw refused("a backslash at the end", "write \\\\");
    }
    char c = regex.charAt(at);
    if (!inClass && "DWS".indexOf(c) >= 0) {
      String blanks = anyBlank ? ASCII_BLANKS + OTHER_BLANKS : ASCII_BLANKS;
      String not = c == 'D' ? "0-9" : c == 'W' ? "A-Za-z0-9_" : blanks;
      translated.append("[^").append(not).append(']');
      return;
    }
    String set =
        switch (c) {
          case 'd' -> "0-9";
          case 'w' -> "A-Za-z0-9_";
          case 's' -> negated && anyBlank ? ASCII_BLANKS + OTHER_BLANKS : ASCII_BLANKS;
          case 't' -> "\t";
          case 'n' -> "\n";
          case 'r' -> "\r";
          case 'f' -> "\f";
          default -> "";
        };
    if (!set.isEmpty()) {
      translated.append(inClass ? set : "[" + set + "]");
    } else if (Character.isLetterOrDigit(c)) {
      throw refused(
          "\\" + c + " at " + (at - 1),
          "known are \\d \\w \\s and, outside of classes, \\D \\W \\S, and \\t \\n \\r \\f");
    } else {
      translated.append('\\').append(c);
    }
  }

  private void count(int brace) {
    int end = regex.indexOf('}', brace);
    if (end < 0) {
      throw refused("{ at " + brace + " without }", "write \\{ for the character");
    }
    for (String number : regex.substring(brace + 1, end).split(",", -1)) {
      if (number.length() > 4
          || (!number.isBlank() && number.compareTo("1") >= 0 && tooMany(number))) {
        throw refused("a count at " + brace, "counts go up to " + MAX_COUNT);
      }
    }
  }

  private boolean tooMany(String number) {
    return number.chars().allMatch(c -> c >= '0' && c <= '9')
        && Integer.parseInt(number) > MAX_COUNT;
  }

  private IllegalArgumentException refused(String what, String remedy) {
    return new IllegalArgumentException(what + " is not supported; " + remedy);
  }
}
