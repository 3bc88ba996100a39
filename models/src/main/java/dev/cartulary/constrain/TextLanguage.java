package dev.cartulary.constrain;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicAutomata;
import dk.brics.automaton.State;
import dk.brics.automaton.Transition;
import java.util.List;

/*
 * A schema's pattern is searched for in the string, so what is not anchored has any characters before
 * and behind it. Characters outside of the Basic Multilingual Plane are two units of an automaton and
 * one to a schema's pattern and lengths; strings with a pattern hold none.
 */

/** The JSON texts of strings with a pattern and a length. */
final class TextLanguage {
  private static final String ESCAPED = "\b\t\n\f\r\"\\"; // ascending
  private static final String NAMES = "btnfr\"\\";

  private TextLanguage() {}

  /**
   * The strings as JSON texts, quotes included; empty where there are none.
   *
   * @throws IllegalArgumentException when the pattern's syntax is not known
   */
  static Automaton of(String pattern, int least, int most) {
    Automaton matches = matches(pattern);
    matches.minimize();
    return written(matches.intersection(characters(least, most)));
  }

  /** Strings as JSON: quotes around them, and a backslash and a name for what is escaped. */
  private static Automaton written(Automaton strings) {
    strings.determinize();
    State end = new State();
    end.setAccept(true);
    for (State state : strings.getStates()) {
      List<Transition> transitions = List.copyOf(state.getTransitions());
      state.getTransitions().clear();
      State escaped = new State();
      for (Transition transition : transitions) {
        char from = transition.getMin();
        for (int i = 0; i < ESCAPED.length(); i++) {
          char special = ESCAPED.charAt(i);
          if (special >= transition.getMin() && special <= transition.getMax()) {
            escaped.addTransition(new Transition(NAMES.charAt(i), transition.getDest()));
            if (special > from) {
              state.addTransition(new Transition(from, (char) (special - 1), transition.getDest()));
            }
            from = (char) (special + 1);
          }
        }
        if (from <= transition.getMax()) {
          state.addTransition(new Transition(from, transition.getMax(), transition.getDest()));
        }
      }
      if (!escaped.getTransitions().isEmpty()) {
        state.addTransition(new Transition('\\', escaped));
      }
      if (state.isAccept()) {
        state.setAccept(false);
        state.addTransition(new Transition('"', end));
      }
    }
    State begin = new State();
    begin.addTransition(new Transition('"', strings.getInitialState()));
    Automaton written = new Automaton();
    written.setInitialState(begin);
    written.setDeterministic(true);
    written.removeDeadTransitions();
    return written;
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

  /** All strings of a number of characters that may be written. */
  private static Automaton characters(int least, int most) {
    State next = new State();
    next.setAccept(true);
    for (int length = most - 1; length >= 0; length--) {
      State state = new State();
      state.setAccept(length >= least);
      state.addTransition(new Transition(' ', '\uD7FF', next));
      state.addTransition(new Transition('\uE000', '\uFFFF', next));
      state.addTransition(new Transition('\b', '\n', next));
      state.addTransition(new Transition('\f', '\r', next));
      next = state;
    }
    Automaton strings = new Automaton();
    strings.setInitialState(next);
    strings.setDeterministic(true);
    return strings;
  }
}
