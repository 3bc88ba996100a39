package dev.cartulary.constrain;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicAutomata;

/*
 * A schema's pattern is searched for in the string, so what is not anchored has any characters before
 * and behind it. Characters outside of the Basic Multilingual Plane are two units of an automaton and
 * one to a schema's pattern and lengths; strings with a pattern hold none.
 */

/** The JSON texts of strings with a pattern and a length. */
final class TextLanguage {
  private static final String SHORT = "\b\t\n\f\r";
  private static final String SHORT_NAMES = "btnfr";

  private TextLanguage() {}

  /**
   * The strings as JSON texts, quotes included; empty where there are none.
   *
   * @throws IllegalArgumentException when the pattern's syntax is not known
   */
  static Automaton of(String pattern, int least, int most) {
    Automaton strings = matches(pattern).intersection(character().repeat(least, most));
    strings.minimize();
    Automaton written = strings.subst('\\', "\\\\").subst('"', "\\\"");
    for (int i = 0; i < SHORT.length(); i++) {
      written = written.subst(SHORT.charAt(i), "\\" + SHORT_NAMES.charAt(i));
    }
    Automaton quote = BasicAutomata.makeChar('"');
    Automaton json = quote.concatenate(written).concatenate(quote);
    json.minimize();
    return json;
  }

  private static Automaton matches(String pattern) {
    boolean begins = pattern.startsWith("^");
    boolean ends = endsWithAnchor(pattern);
    String inner = pattern.substring(begins ? 1 : 0, pattern.length() - (ends ? 1 : 0));
    if ((begins || ends) && hasBareAlternatives(inner)) {
      throw new IllegalArgumentException(
          "pattern " + pattern + ": an anchor beside | is not supported; write ^(...|...)$");
    }
    Automaton any = BasicAutomata.makeAnyString();
    Automaton matches = RegexSyntax.search(inner);
    matches = begins ? matches : any.concatenate(matches);
    return ends ? matches : matches.concatenate(any);
  }

  private static boolean endsWithAnchor(String pattern) {
    int backslashes = 0;
    for (int i = pattern.length() - 2; i >= 0 && pattern.charAt(i) == '\\'; i--) {
      backslashes++;
    }
    return pattern.endsWith("$") && backslashes % 2 == 0;
  }

  /** Whether a bar stands outside of groups and classes. */
  private static boolean hasBareAlternatives(String regex) {
    int depth = 0;
    boolean inClass = false;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == '\\') {
        i++;
      } else if (inClass) {
        inClass = c != ']';
      } else if (c == '|' && depth == 0) {
        return true;
      } else {
        inClass = c == '[';
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      }
    }
    return false;
  }

  /** One character that a string may hold. */
  private static Automaton character() {
    Automaton plain =
        BasicAutomata.makeCharRange(' ', '\uD7FF')
            .union(BasicAutomata.makeCharRange('\uE000', '\uFFFF'))
            .union(BasicAutomata.makeCharSet(SHORT));
    plain.minimize();
    return plain;
  }
}
