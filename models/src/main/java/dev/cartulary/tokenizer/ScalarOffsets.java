package dev.cartulary.tokenizer;

/** Where each Unicode scalar of a text begins, in UTF-16 code units. */
final class ScalarOffsets {
  private final int[] starts; // (scalars + 1)

  ScalarOffsets(String text) {
    int scalars = text.codePointCount(0, text.length());
    starts = new int[scalars + 1];
    int unit = 0;
    for (int scalar = 0; scalar < scalars; scalar++) {
      starts[scalar] = unit;
      unit += Character.charCount(text.codePointAt(unit));
    }
    starts[scalars] = unit;
  }

  int unit(int scalar) {
    return starts[scalar];
  }
}
