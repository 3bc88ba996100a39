package dev.cartulary.constrain;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicAutomata;
import dk.brics.automaton.BasicOperations;
import dk.brics.automaton.State;
import dk.brics.automaton.Transition;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/*
 * A number is its sign and the digits of number * 10^decimals. For each count of digits there is one
 * machine, whose state is how many digits were read and whether they are so far those of the bounds;
 * where that is so, the next digit has a bound. What is left of a fraction may be left out where it
 * is zeros.
 */

/** The decimal numbers of a range, each written once: no exponent, no needless zero, no "-0". */
final class NumberLanguage {
  private final int decimals;

  private NumberLanguage(int decimals) {
    this.decimals = decimals;
  }

  /**
   * The numbers from {@code least} to {@code greatest}, both in units of 10^-decimals; empty where
   * there are none.
   */
  static Automaton of(BigInteger least, BigInteger greatest, int decimals) {
    NumberLanguage language = new NumberLanguage(decimals);
    List<Automaton> all = new ArrayList<>(language.positive(least.max(BigInteger.ZERO), greatest));
    for (Automaton digits :
        language.positive(greatest.negate().max(BigInteger.ONE), least.negate())) {
      all.add(BasicAutomata.makeChar('-').concatenate(digits));
    }
    Automaton numbers = BasicOperations.union(all).minus(needless());
    numbers.minimize();
    return numbers;
  }

  /** What ends in a point, or in a zero of a fraction. */
  private static Automaton needless() {
    Automaton zero = BasicAutomata.makeAnyString().concatenate(BasicAutomata.makeChar('0'));
    return BasicAutomata.makeAnyString()
        .concatenate(BasicAutomata.makeChar('.'))
        .concatenate(zero.optional());
  }

  /** The numbers of each count of digits. */
  private List<Automaton> positive(BigInteger least, BigInteger greatest) {
    List<Automaton> all = new ArrayList<>();
    for (int digits = decimals + 1; digits <= digits(greatest); digits++) {
      BigInteger low = digits == decimals + 1 ? BigInteger.ZERO : BigInteger.TEN.pow(digits - 1);
      BigInteger high = BigInteger.TEN.pow(digits).subtract(BigInteger.ONE);
      if (low.max(least).compareTo(high.min(greatest)) <= 0) {
        all.add(ofDigits(digits, low.max(least), high.min(greatest)));
      }
    }
    return all;
  }

  private int digits(BigInteger number) {
    return Math.max(decimals + 1, number.toString().length());
  }

  /** Numbers of exactly so many digits. */
  private Automaton ofDigits(int digits, BigInteger least, BigInteger greatest) {
    String low = padded(least, digits);
    String high = padded(greatest, digits);
    State[][] states = new State[digits + 1][4]; // (digits read, 1: as low | 2: as high)
    for (int read = digits; read >= 0; read--) {
      for (int tight = 0; tight < 4; tight++) {
        State state = new State();
        states[read][tight] = state;
        state.setAccept(isEnd(read, tight, low, high));
        if (read == digits) {
          continue;
        }
        State from = read == digits - decimals ? point(state) : state;
        int first = (tight & 1) == 0 ? 0 : low.charAt(read) - '0';
        int last = (tight & 2) == 0 ? 9 : high.charAt(read) - '0';
        for (int digit = first; digit <= last; digit++) {
          int next =
              ((tight & 1) == 1 && digit == first ? 1 : 0)
                  | ((tight & 2) == 2 && digit == last ? 2 : 0);
          from.addTransition(new Transition((char) ('0' + digit), states[read + 1][next]));
        }
      }
    }
    Automaton automaton = new Automaton();
    automaton.setInitialState(states[0][3]);
    automaton.setDeterministic(true);
    return automaton;
  }

  /** The state after the point. */
  private static State point(State before) {
    State after = new State();
    before.addTransition(new Transition('.', after));
    return after;
  }

  /** Whether the number may end here: what is left are zeros of the fraction within the bounds. */
  private boolean isEnd(int read, int tight, String low, String high) {
    int digits = low.length();
    if (read < digits - decimals) {
      return false;
    }
    String zeros = "0".repeat(digits - read);
    return ((tight & 1) == 0 || low.substring(read).compareTo(zeros) <= 0)
        && ((tight & 2) == 0 || high.substring(read).compareTo(zeros) >= 0);
  }

  private static String padded(BigInteger number, int digits) {
    String text = number.toString();
    return "0".repeat(digits - text.length()) + text;
  }
}
