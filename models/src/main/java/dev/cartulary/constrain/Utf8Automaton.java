package dev.cartulary.constrain;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.RunAutomaton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/*
 * A state is a state of the automaton over UTF-16 code units together with the bytes of a character
 * that has not ended: state << 26 | bits << 4 | left << 2 | length - 1, where bits are the code
 * point's leading bits known so far, left the bytes to come, and length the character's bytes. Between
 * characters the lower 26 bits are 0.
 */

/** An automaton read by the bytes of UTF-8, which knows how far it is from accepting. */
final class Utf8Automaton implements Leaf {
  /** A character's way from a state. */
  private record Way(int from, int bytes) {}

  private final RunAutomaton run;
  private final char[] points; // ascending; a range of equal behaviour begins at each
  private final Vocabulary vocabulary;
  private final int[] closing; // (states): bytes, each a token of its own, to accepting

  Utf8Automaton(Automaton automaton, Vocabulary vocabulary) {
    this.run = new RunAutomaton(automaton);
    this.points = run.getCharIntervals();
    this.vocabulary = vocabulary;
    this.closing = closings();
  }

  /** Shortest ways, found backwards from where they end. */
  private int[] closings() {
    int[] costs = IntStream.range(0, points.length).map(this::cost).toArray();
    int[] bytes = new int[run.getSize()];
    List<List<Way>> into = new ArrayList<>(); // (states)
    ArrayDeque<Integer> nearer = new ArrayDeque<>(); // states to which a shorter way was found
    for (int state = 0; state < bytes.length; state++) {
      into.add(new ArrayList<>());
      bytes[state] = run.isAccept(state) ? 0 : FAR;
      if (bytes[state] == 0) {
        nearer.add(state);
      }
    }
    for (int state = 0; state < bytes.length; state++) {
      for (int range = 0; range < points.length; range++) {
        int next = run.step(state, points[range]);
        if (next >= 0 && costs[range] < FAR) {
          into.get(next).add(new Way(state, costs[range]));
        }
      }
    }
    while (!nearer.isEmpty()) {
      int state = nearer.remove();
      for (Way way : into.get(state)) {
        if (bytes[state] + way.bytes() < bytes[way.from()]) {
          bytes[way.from()] = bytes[state] + way.bytes();
          nearer.add(way.from());
        }
      }
    }
    return bytes;
  }

  /** Bytes of the shortest writable character of the range; half of a surrogate pair counts two. */
  private int cost(int range) {
    char first = points[range];
    char last = range + 1 < points.length ? (char) (points[range + 1] - 1) : Character.MAX_VALUE;
    for (int c = first; c <= last && c < 0x80; c++) {
      if (vocabulary.hasSingle(c)) {
        return 1;
      }
    }
    if (!vocabulary.anyTail() || last < 0x80) {
      return FAR;
    }
    if (first < 0x800) {
      return 2;
    }
    return Character.isSurrogate(first) ? 2 : 3;
  }

  @Override
  public long initial() {
    return (long) run.getInitialState() << 26;
  }

  @Override
  public boolean isAccepting(long state) {
    return (state & 0x3FFFFFF) == 0 && run.isAccept((int) (state >> 26));
  }

  @Override
  public boolean goesOn(long state) {
    if ((state & 0x3FFFFFF) != 0) {
      return true;
    }
    for (char point : points) {
      int next = run.step((int) (state >> 26), point);
      if (next >= 0 && closing[next] < FAR) {
        return true;
      }
    }
    return false;
  }

  boolean accepts(String text) {
    return run.run(text);
  }

  @Override
  public long step(long from, int b) {
    int state = (int) (from >> 26);
    int left = (int) (from >> 2) & 3;
    int length = ((int) from & 3) + 1;
    int bits;
    if (left == 0) {
      if (b < 0x80) {
        int next = run.step(state, (char) b);
        return border(next);
      }
      if (b < 0xC2 || b > 0xF4) {
        return -1;
      }
      length = b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
      left = length - 1;
      bits = b & (0x7F >> length);
    } else {
      if ((b & 0xC0) != 0x80) {
        return -1;
      }
      left--;
      bits = (int) (from >> 4) & 0x3FFFFF;
      bits = bits << 6 | (b & 0x3F);
    }
    if (left > 0) {
      long next = (long) state << 26 | (long) bits << 4 | (long) left << 2 | (length - 1);
      return distance(next) < FAR ? next : -1;
    }
    if (bits < smallest(length) || bits > Character.MAX_CODE_POINT || isSurrogate(bits)) {
      return -1;
    }
    for (char unit : Character.toChars(bits)) {
      state = run.step(state, unit);
      if (state < 0) {
        return -1;
      }
    }
    return border(state);
  }

  /** The state between characters; negative where no way leads on to accepting. */
  private long border(int state) {
    return state < 0 || closing[state] >= FAR ? -1 : (long) state << 26;
  }

  @Override
  public int distance(long from) {
    int state = (int) (from >> 26);
    int left = (int) (from >> 2) & 3;
    if (left == 0) {
      return closing[state];
    }
    if (!vocabulary.anyTail()) {
      return FAR;
    }
    int bits = (int) (from >> 4) & 0x3FFFFF;
    int low = Math.max(bits << (6 * left), smallest(((int) from & 3) + 1));
    int high = Math.min(((bits + 1) << (6 * left)) - 1, Character.MAX_CODE_POINT);
    int best = FAR;
    if (low <= high && high <= Character.MAX_VALUE) {
      best = nearest(state, low, high, false);
    } else if (low <= high) {
      // The bounds are borders of 64 or more code points: low surrogates of one high or all of
      // them.
      for (int unit = Character.highSurrogate(low); unit <= Character.highSurrogate(high); unit++) {
        int next = run.step(state, (char) unit);
        if (next >= 0) {
          boolean one = Character.highSurrogate(low) == Character.highSurrogate(high);
          best =
              Math.min(
                  best,
                  nearest(
                      next,
                      one ? Character.lowSurrogate(low) : Character.MIN_LOW_SURROGATE,
                      one ? Character.lowSurrogate(high) : Character.MAX_LOW_SURROGATE,
                      true));
        }
      }
    }
    return Math.min(FAR, best + left);
  }

  /**
   * The least closing of the states that code units from {@code low} to {@code high} lead to.
   *
   * @param halves whether the units are low surrogates; else surrogates are no characters
   */
  private int nearest(int state, int low, int high, boolean halves) {
    int range = Arrays.binarySearch(points, (char) low);
    range = range < 0 ? -range - 2 : range;
    int best = FAR;
    for (; range < points.length && points[range] <= high; range++) {
      int unit = Math.max(low, points[range]);
      int last = range + 1 < points.length ? points[range + 1] - 1 : Character.MAX_VALUE;
      boolean real = halves || !isSurrogate(unit) || Math.min(last, high) > Character.MAX_SURROGATE;
      int next = run.step(state, points[range]);
      if (real && next >= 0) {
        best = Math.min(best, closing[next]);
      }
    }
    return best;
  }

  private static int smallest(int length) {
    return length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
