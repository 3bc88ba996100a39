package dev.cartulary.phi;

import org.jspecify.annotations.Nullable;

/** What a word can be for the trained recogniser. */
public enum WordLabel {
  OUTSIDE(0, null),
  NAME_FIRST(1, PhiClass.NAME),
  NAME_NEXT(2, PhiClass.NAME),
  PLACE_FIRST(3, PhiClass.GEOGRAPHY),
  PLACE_NEXT(4, PhiClass.GEOGRAPHY);

  /** How many labels there are. */
  public static final int COUNT = 5;

  private final int number;
  private final @Nullable PhiClass kind;

  WordLabel(int number, @Nullable PhiClass kind) {
    this.number = number;
    this.kind = kind;
  }

  /** Its number in stored weights, from 0 on. */
  public int number() {
    return number;
  }

  /** The label as one bit of a set of labels. */
  public int bit() {
    return 1 << number;
  }

  /** The kind of identifier of which the word is a part; null for none. */
  public @Nullable PhiClass kind() {
    return kind;
  }

  /** Whether a word so labelled can stand behind {@code before}; null at the text's start. */
  public boolean follows(@Nullable WordLabel before) {
    boolean next = this == NAME_NEXT || this == PLACE_NEXT;
    return !next || (before != null && before.kind == kind);
  }
}
