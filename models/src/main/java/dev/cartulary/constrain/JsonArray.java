package dev.cartulary.constrain;

import java.util.ArrayList;
import java.util.List;

/** The parts of an array, with what its length has to do with them. Compared by identity. */
final class JsonArray {
  private final JsonPart item;
  private final int cap;
  private final LiteralLeaf bracket;
  private final LiteralLeaf bracketOrComma;
  private final List<LiteralLeaf> commas = new ArrayList<>(); // by the items to come, less one

  private JsonArray(Vocabulary vocabulary, JsonPart item, int least, int cap) {
    this.item = item;
    this.cap = cap;
    bracket = new LiteralLeaf(vocabulary, List.of("]"));
    int further = Leaf.plus(item.shortest(), bracket.distance(bracket.initial()));
    bracketOrComma = new LiteralLeaf(vocabulary, List.of("]", ","), new int[] {0, further});
    while (commas.size() < least - 1) {
      LiteralLeaf comma = new LiteralLeaf(vocabulary, List.of(","), new int[] {further});
      commas.add(comma);
      further = Leaf.plus(item.shortest(), comma.distance(comma.initial()));
    }
  }

  /**
   * An array.
   *
   * @param cap more commas between items than any token holds
   */
  static JsonPart part(Vocabulary vocabulary, JsonPart item, int least, int most, int cap) {
    JsonArray array = new JsonArray(vocabulary, item, least, cap);
    List<JsonPart> inside = new ArrayList<>();
    if (least == 0) {
      inside.add(new JsonPart.Whole(array.bracket, false));
    }
    if (most > 0) {
      inside.add(new JsonPart.Sequence(List.of(item, array.afterItem(least, most))));
    }
    return new JsonPart.Keyed(
        vocabulary, List.of("["), List.of(List.of(new JsonPart.AnyPart(inside))));
  }

  int cap() {
    return cap;
  }

  /** What follows an item before which so many had to and could come. */
  private JsonPart afterItem(int least, int most) {
    return new JsonPart.AfterItem(this, Math.max(0, least - 1), most - 1);
  }

  /** What stands between items, or behind the last one. */
  LiteralLeaf between(int least, int most) {
    if (least > 0) {
      return commas.get(least - 1);
    }
    return most == 0 ? bracket : bracketOrComma;
  }

  /** What follows a bracket or comma that ended in this state of {@link #between}. */
  JsonRest after(int least, int most, long state, JsonRest next) {
    boolean closed = least == 0 && (most == 0 || bracketOrComma.end(state) == 0);
    return closed ? next : next.before(afterItem(least, most)).before(item);
  }
}
