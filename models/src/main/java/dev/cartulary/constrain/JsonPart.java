package dev.cartulary.constrain;

import java.util.List;

/** A part of a JSON text as it is written: what can come first, and what follows that. */
sealed interface JsonPart {
  /** Adds the places where writing it can begin. */
  void open(JsonRest next, JsonState.Builder places);

  /** Tokens within which it can surely be written; at least {@link Leaf#FAR} when it cannot. */
  int shortest();

  /** An equal part for whatever one token can write. */
  default JsonPart capped() {
    return this;
  }

  /** A part that begins with the bytes of a leaf. */
  sealed interface Leafed extends JsonPart {
    Leaf leaf();

    /** What follows where the leaf ends in an accepting state. */
    JsonRest exit(long state, JsonRest next);

    @Override
    default void open(JsonRest next, JsonState.Builder places) {
      if (shortest() < Leaf.FAR) {
        places.add(new JsonState.Place(this, leaf().initial(), next));
      }
    }

    /** As {@link #capped}. */
    default Leafed cappedLeafed() {
      return this;
    }

    @Override
    default JsonPart capped() {
      return cappedLeafed();
    }

    @Override
    default int shortest() {
      return leaf().distance(leaf().initial());
    }
  }

  /** A leaf alone. Compared by identity. */
  final class Whole implements Leafed {
    private final Leaf leaf;
    private final boolean string;

    /**
     * A leaf.
     *
     * @param string whether it holds strings of many characters, in quotes
     */
    Whole(Leaf leaf, boolean string) {
      this.leaf = leaf;
      this.string = string;
    }

    boolean isString() {
      return string;
    }

    @Override
    public Leaf leaf() {
      return leaf;
    }

    @Override
    public JsonRest exit(long state, JsonRest next) {
      return next;
    }
  }

  /** Strings of which each has its own continuation. Compared by identity. */
  final class Keyed implements Leafed {
    private final LiteralLeaf leaf;
    private final List<List<JsonPart>> followers;

    /**
     * Strings.
     *
     * @param texts none of them begins another
     * @param followers (texts): the parts after each
     */
    Keyed(Vocabulary vocabulary, List<String> texts, List<List<JsonPart>> followers) {
      this.followers = List.copyOf(followers);
      this.leaf =
          new LiteralLeaf(
              vocabulary,
              texts,
              followers.stream()
                  .mapToInt(
                      parts -> parts.stream().mapToInt(JsonPart::shortest).reduce(0, Leaf::plus))
                  .toArray());
    }

    @Override
    public Leaf leaf() {
      return leaf;
    }

    @Override
    public JsonRest exit(long state, JsonRest next) {
      return Sequence.before(followers.get(leaf.end(state)), next);
    }
  }

  /** Any of some parts. Compared by identity. */
  final class AnyPart implements JsonPart {
    private final List<JsonPart> parts;

    AnyPart(List<JsonPart> parts) {
      this.parts = List.copyOf(parts);
    }

    @Override
    public void open(JsonRest next, JsonState.Builder places) {
      parts.forEach(part -> part.open(next, places));
    }

    @Override
    public int shortest() {
      return parts.stream().mapToInt(JsonPart::shortest).min().orElse(Leaf.FAR);
    }
  }

  /** Parts in a row. */
  record Sequence(List<JsonPart> parts) implements JsonPart {
    public Sequence {
      parts = List.copyOf(parts);
    }

    @Override
    public void open(JsonRest next, JsonState.Builder places) {
      before(parts, next).open(places);
    }

    @Override
    public int shortest() {
      return parts.stream().mapToInt(JsonPart::shortest).reduce(0, Leaf::plus);
    }

    private static JsonRest before(List<JsonPart> parts, JsonRest next) {
      JsonRest rest = next;
      for (int i = parts.size() - 1; i >= 0; i--) {
        rest = rest.before(parts.get(i));
      }
      return rest;
    }
  }

  /** What follows an item of an array, of which so many more must and can come. */
  record AfterItem(JsonArray array, int least, int most) implements Leafed {
    @Override
    public Leaf leaf() {
      return array.between(least, most);
    }

    @Override
    public JsonRest exit(long state, JsonRest next) {
      return array.after(least, most, state, next);
    }

    @Override
    public Leafed cappedLeafed() {
      int cap = Math.max(array.cap(), least);
      return most <= cap ? this : new AfterItem(array, least, cap);
    }
  }
}
