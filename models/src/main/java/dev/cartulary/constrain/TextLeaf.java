package dev.cartulary.constrain;

/*
 * A state is most << 32 | least << 4 | place, with the characters that may and must still begin. A
 * character counts from its first byte on. Places are those of UTF-8's table of well-formed byte
 * sequences (Unicode 15, table 3-7), a backslash, and before and after the quotes.
 */

/** JSON strings with a number of characters, quotes included. */
final class TextLeaf implements Leaf {
  static final int BETWEEN = 0; // characters
  static final int TAIL_1 = 1; // so many bytes of a character to come
  static final int TAIL_2 = 2;
  static final int TAIL_3 = 3;
  static final int AFTER_E0 = 4;
  static final int AFTER_ED = 5;
  static final int AFTER_F0 = 6;
  static final int AFTER_F4 = 7;
  static final int ESCAPE = 8;
  static final int BEFORE = 9;
  static final int CLOSED = 10;
  static final int PLACES = 9; // within the string

  /** The most characters that a string can be told to have. */
  static final int MOST = (1 << 27) - 1;

  private static final String ESCAPED = "\"\\bfnrt";

  private final long initial;
  private final boolean anyTail;
  private final boolean writable;

  TextLeaf(Vocabulary vocabulary, int least, int most) {
    initial = state(BEFORE, least, most);
    anyTail = vocabulary.anyTail();
    boolean character = false;
    for (int b = ' '; b < 0x7F; b++) {
      character |= b != '"' && b != '\\' && vocabulary.hasSingle(b);
    }
    writable = vocabulary.hasSingle('"') && (character || least == 0);
  }

  static long state(int place, int least, int most) {
    return (long) most << 32 | (long) least << 4 | place;
  }

  static int place(long state) {
    return (int) state & 0xF;
  }

  /** Characters that must still begin. */
  static int least(long state) {
    return (int) state >> 4;
  }

  /** Characters that may still begin. */
  static int most(long state) {
    return (int) (state >> 32);
  }

  @Override
  public long initial() {
    return initial;
  }

  @Override
  public boolean isAccepting(long state) {
    return place(state) == CLOSED;
  }

  @Override
  public boolean goesOn(long state) {
    return place(state) != CLOSED;
  }

  @Override
  public int distance(long state) {
    int place = place(state);
    return place == CLOSED ? 0 : Leaf.plus(least(state) + 1, tail(place));
  }

  /** Tokens until the next character can begin. */
  int tail(int place) {
    if (!writable || (!anyTail && place >= TAIL_1 && place <= AFTER_F4)) {
      return FAR;
    }
    return switch (place) {
      case TAIL_1, ESCAPE, BEFORE -> 1;
      case TAIL_2, AFTER_E0, AFTER_ED -> 2;
      case TAIL_3, AFTER_F0, AFTER_F4 -> 3;
      default -> 0;
    };
  }

  @Override
  public long step(long state, int b) {
    return switch (place(state)) {
      case BETWEEN -> between(state, b);
      case TAIL_1 -> at(state, b, 0x80, 0xBF, BETWEEN);
      case TAIL_2 -> at(state, b, 0x80, 0xBF, TAIL_1);
      case TAIL_3 -> at(state, b, 0x80, 0xBF, TAIL_2);
      case AFTER_E0 -> at(state, b, 0xA0, 0xBF, TAIL_1);
      case AFTER_ED -> at(state, b, 0x80, 0x9F, TAIL_1);
      case AFTER_F0 -> at(state, b, 0x90, 0xBF, TAIL_2);
      case AFTER_F4 -> at(state, b, 0x80, 0x8F, TAIL_2);
      case ESCAPE -> ESCAPED.indexOf(b) < 0 ? -1 : moved(state, BETWEEN);
      case BEFORE -> at(state, b, '"', '"', BETWEEN);
      default -> -1;
    };
  }

  private static long between(long state, int b) {
    if (b == '"') {
      return least(state) > 0 ? -1 : moved(state, CLOSED);
    }
    if (b < ' ' || most(state) == 0 || (b >= 0x80 && (b < 0xC2 || b > 0xF4))) {
      return -1;
    }
    return state(lead(b), Math.max(0, least(state) - 1), most(state) - 1);
  }

  /** The place after the first byte of a character. */
  private static int lead(int b) {
    if (b < 0x80) {
      return b == '\\' ? ESCAPE : BETWEEN;
    }
    if (b < 0xE0) {
      return TAIL_1;
    }
    return switch (b) {
      case 0xE0 -> AFTER_E0;
      case 0xED -> AFTER_ED;
      case 0xF0 -> AFTER_F0;
      case 0xF4 -> AFTER_F4;
      default -> b < 0xF0 ? TAIL_2 : TAIL_3;
    };
  }

  private static long at(long state, int b, int first, int last, int place) {
    return b < first || b > last ? -1 : moved(state, place);
  }

  private static long moved(long state, int place) {
    return (state & ~0xFL) | place;
  }
}
